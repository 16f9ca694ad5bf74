"""The packages that make promises of the platform's callbacks, which lie in node_modules as a rule.

`promisify(wx.request)` gives a function, `promisifyAll(wx, wxp)` lets `wxp` have all members in that manner,
`promisifyAll()` of wx-promise-pro puts them into `wx.pro`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.link.engine.heap import UNDEF, ApiMember, ApiObject, Closure, Native, Obj, Val, spread
from wxlint.link.engine.library_async import settlers
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import arg
from wxlint.link.engine.objects import spread_into
from wxlint.link.engine.promise import Promise
from wxlint.model.place import Place
from wxlint.platform.behaviour import CALLBACKS, is_synchronous
from wxlint.read.source import Source
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from wxlint.read.files import Files

#: Packages that give a `Promise`, and what stands in the files of such a one.
_PROMISE_PACKAGES = frozenset(("es6-promise", "bluebird", "promise-polyfill", "promise", "lie"))
_PROMISE = regexp(rb"Promises?/A\+|es6-promise|promise-polyfill|\b_subscribers\b|\b_deferreds\b")
PACKAGES = ("miniprogram-api-promise", "wx-promise-pro")


class Promised(ApiMember):
    """A member of the platform's that gives a promise; nothing where it is given callbacks."""

    __slots__ = ()

    def called(self, m: Machine, args: list[Val], place: Place, callee: Place) -> Val:
        """A call with the promise's own callbacks among the options."""
        options = arg(args, 0)
        objects = [one for one in spread(options) if isinstance(one, Obj)]
        if any(isinstance(one.props.get(name), Closure) for one in objects for name in CALLBACKS):
            super().called(m, args, place, callee)
            return UNDEF
        promise = Promise()
        made = Obj("object", None, objects[0].place if objects else None)
        spread_into(m, made, options)
        made.props["success"], made.props["fail"] = settlers(promise)
        super().called(m, [made, *args[1:]], place, callee)
        return promise


class _PromisedApi(ApiObject):
    """An API object of such members."""

    __slots__ = ()

    def supply(self, name: str) -> Obj:
        """The member of this name; what answers at once stays as it is."""
        made = ApiMember if is_synchronous(name) else Promised
        member = self.props[name] = made(self.name, name)
        return member


def is_promise(files: Files, request: str, path: str | None) -> bool:
    """Whether a module is a `Promise` of somebody's own, which does what the language's does."""
    if path is None:
        return request.removesuffix("/auto") in _PROMISE_PACKAGES
    if "promise" not in path.rpartition("/")[2].lower() or not path.endswith(".js"):
        return False
    source = files.read(path)
    return isinstance(source, Source) and _PROMISE.search(source.utf8) is not None


def package(api: ApiObject) -> Obj:
    """What such a package exports, for programs that call the platform `api`."""

    def promisify(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        given = arg(args, 0)
        return Promised(given.api, given.name) if isinstance(given, ApiMember) else m.fresh(foreign=True)

    def promisify_all(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
        source = args[0] if args and isinstance(args[0], ApiObject) else api
        target = arg(args, 1)
        if not args:
            target = source.props["pro"] = Obj("object", None, place)
        if isinstance(target, Obj):
            m.put_field(target, "proto", _PromisedApi(source.name))
        return UNDEF

    exports = Obj("object")
    exports.props["promisify"] = Native("promisify", promisify)
    exports.props["promisifyAll"] = Native("promisifyAll", promisify_all)
    return exports
