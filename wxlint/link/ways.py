"""The ways through an entry: which are played, in which order, and from where on each is played again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from wxlint.link.blame import FAULTS, is_in, place_of
from wxlint.link.detours import Detours, Seen
from wxlint.link.engine.machine import Infeasible, JsThrow, OverBudget
from wxlint.link.engine.promise import born_so_far, forget
from wxlint.link.rehearsal import OF_A_WAY
from wxlint.link.storage import Storage

if TYPE_CHECKING:
    from wxlint.link.engine.journal import Mark
    from wxlint.link.engine.machine import Machine
    from wxlint.link.rehearsal import Stage

#: Steps that one way may take, and all ways through one entry together.
RUN_STEPS = 3_000
EXPLORE_STEPS = 8_000
#: Steps from one point to the next, below which playing them again costs less than keeping a point.
_WORTH_STEPS = 20

#: What of the machine belongs to a way, besides its decisions.
_OF_THE_MACHINE: Final = (
    "timers", "timer_count", "now", "steps", "promises", "first_promise", "stale", "last_return", "counter",
    "stored", "tapped", "altered", "page",
)  # fmt: skip


class _Point:
    """The end of a turn, to go on from once more: all that is written after it is taken back.

    `picks`: the decisions until then; `born`: a number between those of the promises made before and after.
    """

    __slots__ = ("born", "decided", "machine", "mark", "picks", "stage")

    def __init__(self, stage: Stage) -> None:
        m = stage.m
        self.picks = [pick for pick, *_ in m.taken]
        self.mark = m.mark()
        self.born = born_so_far()
        self.stage = _copied(stage, OF_A_WAY)
        self.machine = _copied(m, _OF_THE_MACHINE)
        self.decided = {name: _copy(value) for name, value in m.decided().items()}

    def restore(self, stage: Stage) -> None:
        """The stage and its machine become what they were."""
        _restored(stage, self.stage)
        _restored(stage.m, self.machine)
        stage.m.resume({name: _copy(value) for name, value in self.decided.items()})


class Exploration:
    """Plays an entry along each way through it, all from the same state, which it leaves as it was.

    `opening`: what comes before `play`, up to the end of a turn; False where there is nothing to play then.
    What a way shares with the way before it, up to the end of a turn, is not played again: the journal is
    undone to that point. `halting`: `play` can be begun anew at the end of each turn that it plays.
    """

    def __init__(
        self,
        stage: Stage,
        play: Callable[[], bool | None],
        opening: Callable[[], bool] | None = None,
        *,
        halting: bool = False,
    ) -> None:
        self._stage = stage
        self._play = play
        self._opening = opening
        self._halting = halting
        self._points: list[_Point] = []
        self._began: tuple[Mark, bool, dict[str, Any]] | None = None
        #: How many decisions were taken before the end of the opening.
        self._opened = 0

    def run(self, limit: int, *, every: bool = True) -> bool:
        """Plays up to `limit` ways; False where there were more.

        A way on which `play` says True has shown what was asked for: no further ones are played.
        Not `every`: ways are left out that will hardly show anything else (`Detours`).
        """
        m = self._stage.m
        outer, returned, counter = m.decided(), m.last_return, m.counter
        leaning, m.leaning, turning, m.turning = m.leaning, {}, m.turning, not every
        detours = Detours(every=every)
        runs = steps = 0
        try:
            while detours and runs < limit and steps < EXPLORE_STEPS:
                way = detours.take()
                runs += 1
                done, seen, blamed, turned = self._once(way.script, counter)
                if done:
                    break
                steps += m.steps
                detours.turn_off(way, m.taken, m.asked, m.meaning, seen, blamed, turned, self._opened)
        finally:
            self._leave()
            m.resume(outer)
            m.leaning, m.turning = leaning, turning
            m.counter, m.last_return = counter, returned
        return not detours

    def _once(
        self, script: list[int], counter: int
    ) -> tuple[bool | None, Seen | None, int | None, int | None]:
        """Plays one way; what `play` says and what was seen, None where it was not played to its end.

        And the decision for which somebody waits for ever, and the one from which on the way led to nothing,
        if there are such.
        """
        stage = self._stage
        done, seen, blamed, turned = None, None, None, None
        opening = self._opening is not None
        try:
            if self._return_to_point(script) or self._begin(script, counter):
                opening = False
                done = self._play()
                blamed = self._lean()
            seen, turned = stage.seen(), stage.turned_back()
        except (Infeasible, OverBudget, RecursionError, JsThrow) as error:
            # This way cannot happen, or is not known to its end: nothing is claimed of it. Where the opening
            # cannot happen, that is because of what was decided last, as a rule.
            turned = 0 if opening and isinstance(error, Infeasible) else None
        finally:
            stage.pause = None
            _drop_waiting(stage)
            if self._points:
                self._undo()
            else:
                self._leave()
        return done, seen, blamed, turned

    def _lean(self) -> int | None:
        """Which decision is to blame where somebody waits for ever; further ways first take its other side.

        It is the last test in the promise's own function, unless something went wrong before another answer:
        then that is. All ways on that side end like this one; of the other, nothing is known yet.
        """
        stage, m = self._stage, self._stage.m
        wrong = [one for one in stage.ended if one.outcome.kind in FAULTS]
        if not stage.unsettled or wrong != stage.ended[len(stage.ended) - len(wrong) :]:
            return None
        pending = [one.executor for one in m.promises if one.status == "pending" and one.executor is not None]
        for at in range(len(m.asked) - 1, max((one.decided for one in wrong), default=-1), -1):
            test = m.asked[at]
            if test is not None and any(is_in(place_of(test), one) for one in pending):
                pick, count, _ = m.taken[at]
                m.leaning.setdefault(id(test[1]), ((pick + 1) % count, count))
                return at
        return None

    def _begin(self, script: list[int], counter: int) -> bool:
        """Begins a way; False where there is nothing to be played after its opening."""
        stage, m = self._stage, self._stage.m
        m.counter = counter
        m.begin(script)
        self._began = m.mark(), m.survey, {name: getattr(stage, name) for name in OF_A_WAY}
        m.survey, m.max_steps = False, RUN_STEPS
        stage.reset()
        stage.began = m.way_began = self._began[0]
        if self._opening is None:
            return True
        opened = self._opening()
        self._opened = len(m.taken)
        if not opened:
            return False
        self._keep_point()
        stage.pause = self._keep_point if self._halting else None
        return True

    def _leave(self) -> None:
        """Takes back the way that was begun, if one was."""
        if self._began is None:
            return
        stage, m = self._stage, self._stage.m
        mark, survey, kept = self._began
        m.undo(mark)
        forget(self._points[-1].machine["promises"] if self._points else m.promises)
        m.survey = survey
        for name, value in kept.items():
            setattr(stage, name, value)
        m.way_began = stage.began
        self._points.clear()
        self._began = None

    # -- points ----------------------------------------------------------------------------------------------

    def _keep_point(self) -> None:
        """Keeps the point that was reached now, unless some function rests in the middle of its work."""
        stage, m = self._stage, self._stage.m
        near = self._points and m.steps - self._points[-1].machine["steps"] < _WORTH_STEPS
        if near or not all(one.dead for one in m.waiting):
            return
        self._points.append(_Point(stage))

    def _return_to_point(self, script: list[int]) -> bool:
        """Goes back to the last point that a way leads through; False where it does not lead through any."""
        stage, m = self._stage, self._stage.m
        while self._points and script[: len(self._points[-1].picks)] != self._points[-1].picks:
            self._points.pop()
            if self._points:
                self._undo()
        if not self._points:
            self._leave()
            return False
        self._points[-1].restore(stage)
        m.script = script
        m.frame, m.survey, m.weak, m.max_steps = None, False, 0, RUN_STEPS
        stage.pause = self._keep_point if self._halting else None
        return True

    def _undo(self) -> None:
        """Takes back all that came after the last point."""
        m, point = self._stage.m, self._points[-1]
        m.undo(point.mark)
        forget([one for one in m.promises if one.born > point.born])


def explore(stage: Stage, play: Callable[[], bool | None], limit: int, *, every: bool = True) -> bool:
    """Plays all of something along each way through it, from its beginning. See `Exploration.run`."""
    return Exploration(stage, play).run(limit, every=every)


def _copied(whole: Stage | Machine, names: tuple[str, ...]) -> dict[str, Any]:
    """Part of a state, such that what is put into its lists, sets and tables from now on is not seen."""
    return {name: _copy(getattr(whole, name)) for name in names}


def _restored(whole: Stage | Machine, state: dict[str, Any]) -> None:
    """Part of a state becomes this, which can be restored once more."""
    for name, value in state.items():
        setattr(whole, name, _copy(value))


def _copy(value: Any) -> Any:
    """A value of a state, apart from what is put into it later: only these kinds are ever put into."""
    kind = type(value)
    if kind is list:
        return list(value)
    if kind is dict:
        return dict(value)
    if kind is set:
        return set(value)
    return value.copy() if kind is Storage else value


def _drop_waiting(stage: Stage) -> None:
    """Ends the functions that still wait for something as a way is over."""
    m = stage.m
    waiting, m.waiting = m.waiting, []
    if waiting:
        from greenlet import getcurrent

        for one in waiting:
            if not one.dead:
                one.parent = getcurrent()
                with suppress(Infeasible, OverBudget, JsThrow, RecursionError):
                    one.throw()
    m.micro.clear()


__all__ = ["Exploration", "Seen", "explore"]
