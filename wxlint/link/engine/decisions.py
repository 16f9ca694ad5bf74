"""Decisions of the rehearsal: the way that is taken where something is not known; one answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from wxlint.link.engine.frame import Frame, Infeasible, comes_again
from wxlint.link.engine.heap import Alt, Obj, Sym, Term, Val, identity, is_nullish, spread, truth
from wxlint.link.engine.kinds import CONSTANT, TEXT
from wxlint.link.engine.numbers import is_length
from wxlint.link.engine.open_pages import PAGES, is_doubtful
from wxlint.link.engine.repeated import Repeated
from wxlint.model.values import Constant
from wxlint.platform.conventions import says_yes
from wxlint.read import ir

#: An expression that is tested, and the script that it stands in.
Test: TypeAlias = tuple[str, ir.Expr]


class Decisions(Repeated):
    """The decisions of one way. `script`: those that are given; `taken`: each one taken, out of how many, and
    whether it was how something ends that the platform was asked for.

    `bodies`: the bodies of answers, and whether the status was a bad one: then the body does not say that all
    went well. `denied`: some body was found to say that something went wrong.
    """

    def __init__(self) -> None:
        Repeated.__init__(self)
        #: The alternative that is tried first at a test, and of how many, where that is not the first one.
        self.leaning: dict[int, tuple[int, int]] = {}
        #: Whether a test is tried the other way first where a function comes to it again inside of itself:
        #: what starts itself again until all is well then ends.
        self.turning = False
        self.frame: Frame | None = None
        self.begin([])

    def begin(self, script: list[int]) -> None:
        """Begins a way on which nothing is decided yet."""
        self.script = script
        self.taken: list[tuple[int, int, bool]] = []
        #: By which test each was taken, where it was one; the test that is being decided.
        self.asked: list[Test | None] = []
        self.at: Test | None = None
        #: For each decision among a few values what each of them says as a condition.
        self.meaning: list[tuple[bool | None, ...]] = []
        #: The tests that were met and how each came out, where somebody wants to know.
        self.tests: list[tuple[Test, bool]] | None = None
        self.known: dict[Term, bool] = {}
        self.equal: dict[Term, Val] = {}
        self.chosen: dict[int, int] = {}
        self.bodies: dict[Term, bool] = {}
        #: The bodies of which one member was asked: whether it says that all went well, and which it is.
        self.spoken: dict[Term, tuple[bool, str]] = {}
        self.denied = False
        #: A decision was taken on a value that comes from code that is not at hand.
        self.unsure = False
        #: What is asked of that which an earlier tap left, or of tables that were written to under a key that
        #: is not known (`blurred`, by `id` of their members); whether a decision was taken on such an answer,
        #: or behind one answer that stands for many (`standing`), of which another may be decided otherwise.
        self.guesses: set[str | Term] = set()
        self.blurred: dict[int, Obj] = {}
        self.guessed = self.standing = False
        #: Names of members that were written to objects that are not known (which of them is not known
        #: either), and the terms of unknown lists and maps that were altered. Fields of the page's data that
        #: were set, `*` where any may have been.
        self.vague: set[str | Term] = set()
        self.changed: set[str] = set()
        #: What was put into lists of which no more is known, by the list's `id`: that is in them.
        self.inside: dict[int, list[Val]] = {}
        #: Lists that `map` made of such a list, by `id`, each with what its function returned on this way.
        self.mapped: dict[int, tuple[Obj, list[Val]]] = {}
        self._made, self._sources = {}, {}
        #: Where in its list the element was found to be that an index, which is not known, is of; of values
        #: that are one such element: the list, or the few that it may be of, and the index.
        self.placed: dict[Term, int] = {}
        self.elements: dict[int, tuple[Val, Term]] = {}
        #: See `lengths.py`: of a list, by `id`, the number that it began with, and what was added.
        self.lengths: dict[int, tuple[Obj, Val, float]] = {}

    def decided(self) -> dict[str, Any]:
        """The state of the way that is being played, which another one interrupts."""
        return {name: getattr(self, name) for name in _STATE}

    def resume(self, state: dict[str, Any]) -> None:
        """Goes on with the way whose state this is."""
        for name, value in state.items():
            setattr(self, name, value)

    def choose(
        self, count: int, meaning: tuple[bool | None, ...] = (), *, outcome: bool = False, first: int = 0
    ) -> int:
        """The next decision among `count` alternatives. `outcome`: it is how a request or the like ends;
        `meaning`: what each says as a condition, where they are values; `first`: the one to try first.
        """
        at = len(self.taken)
        self.guessed = self.guessed or (self.standing and not outcome)
        if at < len(self.script):
            pick = self.script[at]
            if pick >= count:
                raise Infeasible
        else:
            pick = first if outcome else self._leans(count, first)
        self.taken.append((pick, count, outcome))
        self.asked.append(None if outcome else self.at)
        self.meaning.append(meaning)
        return pick

    def _leans(self, count: int, first: int) -> int:
        """Which of `count` alternatives is tried first at the test that is being decided."""
        if self.at is None:
            return first
        node = self.at[1]
        leaning = self.leaning.get(id(node))
        if leaning is not None and leaning[1] == count:
            return leaning[0]
        if self.turning and count == 2:
            before = [at for at, test in enumerate(self.asked) if test is not None and test[1] is node]
            if before and comes_again(self.frame):
                return 1 - self.taken[before[-1]][0]
        return first

    def decide_at(self, value: Val, path: str, node: ir.Expr) -> bool:
        """Whether a condition holds that a script tests by the expression `node`."""
        self.at = (path, node)
        holds = self.decide(value)
        self.at = None
        self.met(path, node, holds)
        return holds

    def met(self, path: str, node: ir.Expr, holds: bool) -> None:
        """A test came out in one way."""
        if self.tests is not None:
            self.tests.append(((path, node), holds))

    def decide(self, value: Val) -> bool:
        """Whether a condition holds, in rehearsal: one question has one answer all along a way."""
        plain = truth(value)
        if plain is not None:
            return plain
        if isinstance(value, Alt):
            return self.decide(self.pick(value))
        if isinstance(value, Sym):
            if is_doubtful(value):
                self.unsure = True
            return self._decide_term(value.term)
        return self.choose(2) == 0

    def settled(self, value: Val) -> bool | None:
        """Whether a condition holds, where that was decided on this way already; None where it was not."""
        if isinstance(value, Alt):
            at = self.chosen.get(value.number)
            return None if at is None else self.settled(value.values[at])
        plain = truth(value)
        if plain is not None or not isinstance(value, Sym) or mentions(value.term, self.vague):
            return plain
        if self.guesses and mentions(value.term, self.guesses):
            return None
        if value.term[0] == "!" and self.placed:
            plain = self._is_placed(value.term[1])
            return self.known.get(value.term) if plain is None else not plain
        return self.known.get(value.term, self._is_placed(value.term))

    def element(self, base: Val, index: Sym, joined: Val) -> Val:
        """The element at an index that is not known, of a list or of one of a few: `joined` of all that there
        are. Once it is found which one it is, it is known which list that was, and what the index is.
        """
        lengths = [_length(one) for one in spread(base)]
        if min(lengths) >= 0 and isinstance(joined, Alt) and len(joined.values) == sum(lengths):
            self.elements[joined.number] = (base, index.term)
        elif min(lengths) >= 0 and isinstance(joined, Sym):
            # Of many elements: whether it is one that was written to, is not known.
            self.vague.add(joined.term)
        return joined

    def _found(self, number: int, at: int) -> None:
        """Of a value that is one element of a list, the one was decided on."""
        base, index = self.elements[number]
        for which, one in enumerate(spread(base)):
            if at < _length(one):
                self.placed.setdefault(index, at)
                if isinstance(base, Alt):
                    self.chosen.setdefault(base.number, which)
                return
            at -= _length(one)

    def _is_placed(self, term: Term) -> bool | None:
        """Whether an index equals a number, where it was found which element it is of."""
        at = self.placed.get(term[1]) if self.placed and term[0] == "==" else None
        number = number_in(term[3]) if at is not None else None
        return None if number is None else number == at

    def _decide_term(self, term: Term) -> bool:
        if self.vague and mentions(term, self.vague):
            # What is asked for may be what was written.
            self.unsure = self.guessed = True
        if self.guesses and mentions(term, self.guesses):
            self.guessed = True
        known = self.known.get(term)
        if known is not None:
            return known
        op = term[0]
        if op == "!":
            return not self._decide_term(term[1])
        if op in ("&&", "||"):
            return self._decide_both(term)
        if op == "==":
            return self._decide_equal(term)
        fixed = self.equal.get(term)
        answer = truth(fixed) if fixed is not None else None
        if answer is None:
            answer = self._ask(term, None)
        self.known[term] = answer
        if not answer and is_length(term):
            self.equal[term] = Constant(0)
        return answer

    def _decide_both(self, term: Term) -> bool:
        first = self._decide_term(term[1])
        if first != (term[0] == "&&"):
            return first
        return self._decide_term(term[2])

    def _decide_equal(self, term: Term) -> bool:
        fixed, wanted = self.equal.get(term[1]), term[3]
        if fixed is not None:
            return identity(fixed) == identity(wanted) or (is_nullish(fixed) and is_nullish(wanted))
        placed, truthiness = self._is_placed(term), self.known.get(term[1])
        if placed is not None:
            return placed
        if truthiness is not None and truth(wanted) is not None and truthiness != truth(wanted):
            answer = False
        else:
            answer = self._ask(term[1], wanted)
        self.known[term] = answer
        if answer:
            self.equal[term[1]] = wanted
        return answer

    def pick(self, value: Val, results: Sequence[Val] | None = None) -> Val:
        """One alternative of a value, in rehearsal; the same one each time. `results`: what comes of each,
        where that is what is asked for; empty where it is not known which comes of which.
        """
        if not isinstance(value, Alt):
            return value
        at = self.chosen.get(value.number)
        if at is None and value.number in self._sources:
            base, made = self._sources[value.number]
            picked = self.pick(base, made if results is None else ())
            for one, result in zip(base.values, made, strict=True):
                if one is picked:
                    return self.pick(result)
        if at is None:
            self.guessed = self.guessed or (ALTERNATIVE, value.number) in self.guesses
            order = _likely_first(value.values)
            told = value.values if results is None else results
            meaning = tuple(truth(told[one]) for one in order) if told else ()
            at = order[self.choose(len(order), meaning)]
            self.chosen[value.number] = at
            if value.number in self.elements:
                self._found(value.number, at)
        return value.values[at]

    def is_answer(self, value: Val) -> bool:
        """Whether a value comes out of the body of an answer, or out of what is said of a failure."""
        term: Term = value.term if isinstance(value, Sym) else ()
        while term not in self.bodies and term[:1] in (("get",), ("json",)):
            term = term[1]
        return term in self.bodies or term[:1] == (FAILURE,)

    def fixed(self, value: Val) -> Val:
        """The constant that an unknown was found to equal on this way, or the value itself."""
        if self.equal and isinstance(value, Sym):
            term = value.term
            number = number_in(self.equal.get(term[1], value)) if term[0] == STEP else None
            return self.equal.get(term, value) if number is None else Constant(number + term[2])
        return value

    def _ask(self, term: Term, wanted: Val | None) -> bool:
        """Decides whether a term holds, or equals a constant, about which nothing is known yet."""
        names: list[str] = []
        asked = term
        while term[0] in ("get", "json") and term not in self.bodies:
            names.extend(term[2:3])
            term = term[1]
        well = speaks_well(names[0], wanted) if names and term in self.bodies else None
        if well is None:
            # What is said of a failure is, as a rule, none of the few things that a program knows.
            return self.choose(2, first=int(wanted is not None and term[0] == FAILURE)) == 0
        own = asked[1:2] == (term,)
        spoken, by = self.spoken.get(term, (None, "")) if own else (None, "")
        # One code of many that say no: a body that has another one says nothing by that.
        code = wanted is not None and not well
        # Nor does one say no that has not the first of two codes that may say yes (1, then 0).
        other = spoken is False and wanted is not None and by == names[0]
        if spoken is not None and not (code and not spoken) and not other:
            # A body that says yes with one member does not say no with another.
            answer = well == spoken
        else:
            answer = not well if self.bodies[term] and not code else self.choose(2) == 0
            if own and (answer or not code):
                self.spoken[term] = answer == well, names[0]
        self.denied = answer != well or (self.denied and not (other and answer))
        return answer


def _likely_first(values: tuple[Val, ...]) -> list[int]:
    """The numbers of a few values. What was typed comes before the empty text that stands there at first:
    whoever goes on filled the form in. Flags come in their order: as they are while nothing is under way.
    """
    order = list(range(len(values)))
    if any(type(one) is TEXT for one in values):
        order.sort(key=lambda at: truth(values[at]) is False)
    return order


#: The term of a choice between a few values, by its number.
ALTERNATIVE: Final = "alternative"
#: The term of a number that is so many steps away from another one.
STEP = "step"
#: The term of what the platform says of a failure.
FAILURE: Final = "failure"
#: What belongs to one way.
_STATE: Final = (
    "script", "taken", "asked", "meaning", "tests", "known", "equal", "chosen", "bodies", "spoken", "denied",
    "unsure", "guesses", "blurred", "guessed", "standing", "vague", "changed", "inside", "mapped", "_made",
    "_sources", "placed", "elements", "lengths",
)  # fmt: skip


def _length(value: Val) -> int:
    """How many elements a list has, none of which is not known; -1 for anything else."""
    if isinstance(value, Obj) and value.items is not None and value.open is None:
        return len(value.items)
    return -1


def number_in(value: Val) -> float | None:
    """The number that a constant is; None for anything else."""
    plain = value.value if type(value) is CONSTANT else None
    return plain if isinstance(plain, (int, float)) and not isinstance(plain, bool) else None


def level(left: Val, right: Val) -> tuple[Val, Val]:
    """The sides of a comparison, with the steps from a value that is not known on the number's side."""
    for one, other in ((left, right), (right, left)):
        number = number_in(other)
        if number is not None and isinstance(one, Sym) and one.term[0] == STEP:
            base = Sym(one.term[1], one.nature, one.place, one.foreign)
            plain = Constant(number - one.term[2])
            return (base, plain) if one is left else (plain, base)
    return left, right


def is_last(index: Val) -> bool:
    """Whether an index is that of the last of the open pages: one less than they are."""
    if not isinstance(index, Sym) or index.term[0] != STEP or index.term[2] != -1:
        return False
    counted = index.term[1]
    return bool(counted[0] == "get" and counted[2] == "length" and counted[1][0] == PAGES)


def mentions(term: object, names: set[str | Term], depth: int = 0) -> bool:
    """Whether a term is, or hangs on, a member of one of these names, or a value of one of these terms."""
    if not isinstance(term, tuple) or depth > 6:
        return False
    if term in names or (len(term) > 2 and term[0] == "get" and term[2] in names):
        return True
    return any(mentions(inner, names, depth + 1) for inner in term[1:])


def speaks_well(name: str, wanted: Val | None) -> bool | None:
    """Whether the member of a body being so (true, or equal to a constant) says that all went well.

    None where it says nothing of the kind.
    """
    if wanted is None:
        return says_yes(name, True)
    if type(wanted) is TEXT:
        return says_yes(name, wanted.known or "")
    if type(wanted) is CONSTANT and isinstance(wanted.value, (bool, int, float)):
        return says_yes(name, wanted.value)
    return None
