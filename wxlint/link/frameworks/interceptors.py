"""The survey of a framework's program: its interceptors change the requests before they are sent."""

from __future__ import annotations

from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import Closure, Native, Obj, Sym, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.members import get_member
from wxlint.link.engine.natives import arg
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.apis import api

#: Of the functions of one text that nobody calls, so many are run.
MOST_TWINS = 24


class FrameworkSurvey(Survey):
    """A survey that lets `addInterceptor`'s functions complete the options of each request."""

    def __init__(self) -> None:
        super().__init__()
        self.machine.most_twins = MOST_TWINS
        #: API member ("" for all) -> what was added for it.
        self._interceptors: dict[str, list[Val]] = {}

    def called(
        self, m: Machine, api_name: str, name: str, args: list[Val], call_place: Place, callee: Place
    ) -> Val:
        """As in any survey; a request's options are first what its interceptors make of them."""
        if name == "addInterceptor":
            known = args[0].known if args and type(args[0]) is Text else None
            registered = self._interceptors.setdefault(known or "", [])
            if all(one is not args[-1] for one in registered):
                registered.extend(args[-1:])
        elif api(api_name, name) is not None and args:
            for added in (*self._interceptors.get(name, ()), *self._interceptors.get("", ())):
                args = [self._intercepted(m, added, args[0]), *args[1:]]
        return super().called(m, api_name, name, args, call_place, callee)

    def _intercepted(self, m: Machine, added: Val, options: Val) -> Val:
        """What one interceptor makes of a request's options; what it does unseen, it may do to the URL."""
        given = next((one for one in spread(options) if isinstance(one, Obj)), None)
        if given is None:
            return options
        copy = _copied(given)
        for one in spread(added):
            if isinstance(one, Closure):
                return _through_chain(m, one, copy)
            invoke = get_member(m, one, "invoke", None) if isinstance(one, Obj) else None
            if isinstance(invoke, Closure):
                call(m, invoke, one, [copy], None, None, m.frame)
                return copy
            if isinstance(invoke, Sym) or isinstance(one, Sym):
                copy.props["url"] = m.fresh()
        return copy

    def _run_unreached(self) -> None:
        # Modules come before those that import them: seen from the end, callers come before what they call.
        self.machine.closures = dict(reversed(self.machine.closures.items()))
        self._weigh()
        super()._run_unreached()
        self._run_twins()

    def _run_twins(self) -> None:
        """Of the functions of one text that nothing called one has run; here those run that the same maker of
        actions gave besides, each with a URL of its own.
        """
        machine = self.machine
        known = {(id(one.closure.func), id(one.closure.scope)) for one in self.entries}
        for number in self._entered & machine.twins.keys():
            for twin in machine.twins[number]:
                if (number, id(twin.scope)) not in known:
                    known.add((number, id(twin.scope)))
                    entry = self.add("", twin.name, twin, self._receiver(twin))
                    if entry is not None:
                        self._run(entry)

    def _may_matter(self, closure: Closure, names: set[str]) -> bool:
        return id(closure.func) in self.machine.weighty or super()._may_matter(closure, names)

    def _receiver(self, closure: Closure) -> Obj | None:
        """What `this` is in a function that nothing called: its object, which may be a mixin."""
        found = super()._receiver(closure)
        if found is None:
            return None
        made = Obj("instance", found)
        made.open = Sym(("receiver",), "unknown", None, True)
        return made


def _copied(options: Obj) -> Obj:
    made = Obj(options.kind, options.proto, options.place)
    made.props.update(options.props)
    made.keys = dict(options.keys)
    made.open, made.literal = options.open, options.literal
    return made


def _through_chain(m: Machine, function: Closure, options: Obj) -> Val:
    """Taro's interceptors take a chain: `chain.requestParams` goes in, `chain.proceed(params)` sends it."""
    proceeded: list[Val] = []

    def proceed(machine: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        proceeded.append(arg(args, 0))
        return machine.fresh("object", place)

    chain = Obj("object")
    chain.open = m.fresh()
    chain.props["requestParams"] = options
    chain.props["proceed"] = Native("proceed", proceed)
    call(m, function, chain, [chain], None, None, m.frame)
    return proceeded[0] if proceeded else options
