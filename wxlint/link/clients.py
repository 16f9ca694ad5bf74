"""HTTP clients from npm whose source is not at hand: what the survey takes their modules for.

A call of such a client is a request of the place where it is written, as a call of a declared wrapper is.
Interceptors run on its options first. In rehearsal a client is code that is not at hand.
"""

from __future__ import annotations

from collections.abc import Container
from functools import partial

from wxlint.link.client_options import filled, merged, request_options, upper
from wxlint.link.engine.calls import call
from wxlint.link.engine.heap import (
    UNDEF,
    ApiMember,
    Closure,
    Native,
    Obj,
    Sym,
    There,
    Val,
    is_nullish,
    spread,
)
from wxlint.link.engine.machine import JsThrow, Machine
from wxlint.link.engine.members import get_member, set_member
from wxlint.link.engine.natives import arg
from wxlint.link.engine.objects import spread_into
from wxlint.link.engine.promise import Promise, react
from wxlint.link.lodash import lodash
from wxlint.link.raw import Raw
from wxlint.link.survey import Survey
from wxlint.model.place import Place
from wxlint.model.values import Text
from wxlint.platform.apis import api
from wxlint.platform.clients import Client, Verb, client

#: How a member that is given all options is called.
_WHOLE = Verb(options=0)


class Clients:
    """Makes the modules of clients. `objects`: the API objects of the program; `framework`: it has one."""

    def __init__(self, survey: Survey, objects: Container[str], *, framework: bool) -> None:
        self.survey = survey
        self.made = False
        self._objects = objects
        self._framework = framework
        self._modules: dict[str, Val] = {}

    def module(self, request: str) -> Val | None:
        """What a client's module exports, or lodash's; None for another name."""
        record = client(request, framework=self._framework)
        if record is None:
            return lodash(request)
        if record.api and record.api not in self._objects:
            return None
        if request not in self._modules:
            self.made = True
            self.survey.declared |= {*record.verbs, *record.whole}
            self._modules[request] = self._exports(record, request)
        return self._modules[request]

    def _exports(self, record: Client, request: str) -> Val:
        unknown = Sym(("module", request), "unknown", None, True)
        exports = Obj("object")
        exports.open = unknown
        for name, kind in record.exports.items():
            made: Obj = (
                Native(name, partial(self._construct, record, unknown))
                if kind == "class"
                else Instance(self, record, unknown, Obj("object")).object
            )
            exports.props[name] = made
        only = exports.props.get("default")
        if len(exports.props) == 1 and isinstance(only, Obj):
            # `require` gives what an `import` takes as the default.
            only.props.setdefault("default", only)
            return only
        if isinstance(only, Obj):
            only.props.setdefault("default", only)
            only.props.update({name: one for name, one in exports.props.items() if name != "default"})
            return only
        return exports

    def _construct(
        self, record: Client, unknown: Sym, m: Machine, this: Val, args: list[Val], place: Place | None
    ) -> Val:
        """`new Request(defaults)`."""
        defaults = Obj("object", None, place)
        spread_into(m, defaults, arg(args, 0))
        return Instance(self, record, unknown, defaults).object


class Instance:
    """One client of a program. `object`: what the program holds of it."""

    def __init__(self, clients: Clients, record: Client, unknown: Sym, defaults: Obj) -> None:
        self._clients = clients
        self._record = record
        self._unknown = unknown
        #: What is run on the options of each request before it is sent.
        self._interceptors: list[Val] = []
        self.object: Obj = Sending(self, "request", _WHOLE) if record.callable else Obj("object")
        self.object.open = unknown
        members = self.object.props
        if record.defaults:
            members[record.defaults] = defaults
        else:
            members.update(defaults.props)
        for name in record.whole:
            members[name] = Sending(self, name, _WHOLE)
        for name, verb in record.verbs.items():
            members[name] = Sending(self, name, verb)
        if record.setter:
            members[record.setter] = Native(record.setter, self._set)
        if record.creator:
            members[record.creator] = Native(record.creator, self._create)
        interceptors = members["interceptors"] = Obj("object")
        interceptors.open = unknown.member("interceptors")
        for name in ("request", "response"):
            kind = interceptors.props[name] = Obj("object")
            kind.open = interceptors.open.member(name)
        requests = interceptors.props["request"]
        if isinstance(requests, Obj) and not record.hook:
            requests.props["use"] = Native("use", self._use)

    def _defaults(self, m: Machine) -> Val:
        name = self._record.defaults
        return get_member(m, self.object, name, None) if name else self.object

    def _set(self, m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        """`setConfig(f)`: the defaults are what the function makes of them."""
        made = call(m, arg(args, 0), UNDEF, [self._defaults(m)], None, None, m.frame)
        set_member(m, self.object, self._record.defaults, m.fresh() if is_nullish(made) else made, place)
        return UNDEF

    def _create(self, m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        """`create(defaults)`: they go before this instance's own."""
        defaults = merged(m, self._record, self._defaults(m), arg(args, 0), place, inherits=())
        return Instance(self._clients, self._record, self._unknown, defaults).object

    def _use(self, m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        m.note()
        added = arg(args, 0)
        if not is_nullish(added) and all(one is not added for one in self._interceptors):
            self._interceptors.append(added)
        return m.fresh("number")

    # -- a request -------------------------------------------------------------------------------------------

    def send(self, m: Machine, verb: Verb, args: list[Val], place: Place, callee: Place) -> Val:
        """A member that sends is called: what it gives."""
        survey = self._clients.survey
        if not m.survey or place in survey.told:
            return m.tracer.foreign(m, self._unknown, args, place)
        m.note()
        if m.loops:
            survey.note_loop(m, place, callee)
        record = self._record
        given = filled(m, record, verb, args, place)
        options = merged(m, record, self._defaults(m), given, place, inherits=record.own)
        self._pass(m, options, len(self._interceptors) - 1, place, callee)
        promise = Promise()
        promise.status, promise.value, promise.error = "fulfilled", m.fresh(foreign=True), m.fresh()
        return promise

    def _pass(self, m: Machine, options: Val, at: int, place: Place, callee: Place) -> None:
        """What one interceptor makes of the options goes to the one that was added before it."""
        if at < 0:
            self._hook(m, options)
            self._dispatch(m, options, place, callee)
            return
        try:
            made = call(m, self._interceptors[at], UNDEF, [options], None, None, m.frame)
        except JsThrow:
            return
        plain: list[Val] = []
        for one in spread(made):
            if isinstance(one, Promise):
                react(m, one, Native("use", partial(self._passed, at - 1, place, callee)), None, None)
            elif not is_nullish(one):
                plain.append(one)
            elif self._record.keeps:
                plain.append(options)
        if plain:
            self._pass(m, m.join(plain), at - 1, place, callee)

    def _passed(
        self, at: int, site: Place, callee: Place, m: Machine, this: Val, args: list[Val], place: Place | None
    ) -> Val:
        for one in spread(arg(args, 0)):
            if not is_nullish(one):
                self._pass(m, one, at, site, callee)
        return UNDEF

    def _hook(self, m: Machine, options: Val) -> None:
        hook = get_member(m, self.object, self._record.hook, None) if self._record.hook else UNDEF
        for one in spread(hook):
            if isinstance(one, Closure) or (isinstance(one, Sym) and one is not hook):
                call(m, one, self.object, [options], None, None, m.frame)

    def _dispatch(self, m: Machine, options: Val, place: Place, callee: Place) -> None:
        """Sends: the request is written down, or the program's own sender is called."""
        record = self._record
        object_name = record.api
        for sender in spread(get_member(m, options, "adapter", None)) if record.adapters else ():
            if isinstance(sender, Closure):
                call(m, sender, UNDEF, [options], place, callee, m.frame)
            object_name = object_name or record.adapters.get(_package(sender), "")
        body = get_member(m, options, record.body, None)
        if not object_name or (isinstance(body, There) and body.foreign):
            # Who sends it is not known, or it may be an upload of the client's own.
            return
        methods: dict[str, list[Val]] = {}
        for method in spread(get_member(m, options, "method", None)):
            known = method.known if isinstance(method, Text) else None
            name = record.members.get(known or "", "request")
            methods.setdefault(name, []).append(upper(method) if record.upper else method)
        survey = self._clients.survey
        for name, found in methods.items():
            member = api(object_name, name)
            if member is not None:
                made = request_options(m, record, options, m.join(found), member, place)
                survey.requests.append(Raw(member, made, place, callee, m.frame, survey.starter(m.frame)))


class Sending(ApiMember):
    """A member of an instance that sends a request."""

    __slots__ = ("_instance", "_verb")

    def __init__(self, instance: Instance, name: str, verb: Verb) -> None:
        super().__init__("", name)
        self._instance = instance
        self._verb = verb

    def called(self, m: Machine, args: list[Val], place: Place, callee: Place) -> Val:
        """A call of it."""
        return self._instance.send(m, self._verb, args, place, callee)


def _package(value: Val) -> str:
    """The package that an unknown comes from."""
    term: object = value.term if isinstance(value, Sym) else ()
    while isinstance(term, tuple) and len(term) > 1:
        if term[0] == "module":
            return str(term[1])
        term = term[1]
    return ""
