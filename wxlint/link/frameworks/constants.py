"""What Taro's own configuration has the build put in: its `env`, `defineConstants` and `alias`."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator

import msgspec

from wxlint.link.engine.calls import call_closure
from wxlint.link.engine.heap import UNDEF, Closure, Native, Obj, Val, spread
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import arg, table
from wxlint.link.engine.promise import Promise
from wxlint.link.frameworks.aliases import PATH_MODULES, absolute, aliases_of, path_module
from wxlint.link.frameworks.dotenv import project_folder
from wxlint.link.frameworks.globals import BuildValues, giving_back
from wxlint.link.frameworks.interceptors import FrameworkSurvey
from wxlint.link.frameworks.world import FrameworkWorld
from wxlint.link.project_files import AppFiles, below
from wxlint.model.place import Place
from wxlint.model.values import Constant, Part, Text
from wxlint.read.files import Files

_CONFIGS = ("config/index.ts", "config/index.js")
_ENV = "process.env."
_PUT_IN = ("env", "defineConstants")


def with_constants(files: Files, app: AppFiles, given: BuildValues) -> BuildValues:
    """What a build puts in besides: the configuration is run as the build for a release runs it."""
    folder = project_folder(files, app.root)
    path = next((below(folder, one) for one in _CONFIGS if files.exists(below(folder, one))), None)
    if path is None:
        return given
    machine = FrameworkSurvey().machine
    world = FrameworkWorld(files, msgspec.structs.replace(app, root=folder), machine, (), given)
    world.globals.vars["JSON"] = table({"stringify": _stringify})
    tools = Obj("object")
    tools.props["defineConfig"] = giving_back("defineConfig")
    world.modules["@tarojs/cli"] = tools
    world.modules.update(dict.fromkeys(PATH_MODULES, path_module()))
    world.globals.vars["__dirname"] = absolute(posixpath.dirname(path))
    process = world.globals.vars["process"]
    if isinstance(process, Obj):
        process.props["cwd"] = Native("cwd", lambda m, this, args, place: absolute(folder))
    made = BuildValues(dict(given.environment), dict(given.names), {})
    unit = world.load(path)
    exported = world.default_of(unit) if unit is not None else UNDEF
    configs: list[Val] = []
    if unit is not None and isinstance(exported, Closure):
        told = Obj("object")
        told.props["mode"] = Text((Part("production", None),))
        given_to: list[Val] = [Native("merge", _merge), told]
        world.settled(unit, lambda: configs.append(call_closure(machine, exported, UNDEF, given_to, None)))
    else:
        configs.append(exported)
    for config in configs:
        for one in spread(config.value if isinstance(config, Promise) else config):
            if isinstance(one, Obj):
                _put_in(made, one)
                made.aliases.update(aliases_of(one, app.root))
    return made


def _put_in(made: BuildValues, config: Obj) -> None:
    for option in _PUT_IN:
        members = config.props.get(option)
        for name, code in members.props.items() if isinstance(members, Obj) else ():
            value = _value_of(code)
            if option == "env" or name.startswith(_ENV):
                inner = name.removeprefix(_ENV)
                if value is not None:
                    made.environment[inner] = value
                elif inner != "NODE_ENV":
                    made.environment.pop(inner, None)
            elif value is not None and name.isidentifier():
                made.names[name] = value


def _value_of(code: Val) -> Val | None:
    """The value of what is put in as code, `'"https://a.example.com"'` or JSON.stringify(…)."""
    if isinstance(code, Obj) and code.kind == "json":
        source = code.props["source"]
        return source if _is_plain(source) else None
    if isinstance(code, Constant):
        return code
    known = code.known if type(code) is Text else None
    if known is None or type(code) is not Text:
        return None
    if len(known) > 1 and known[0] == known[-1] == "'":
        known = json.dumps(known[1:-1])
    try:
        value = json.loads(known)
    except ValueError:
        return None
    if isinstance(value, str):
        return Text((Part(value, _inner(code.place, known)),), code.place)
    return Constant(value, code.place) if isinstance(value, (int, float, bool)) else None


def _inner(place: Place | None, known: str) -> Place | None:
    """Where the text itself stands, between the quotes of the literal and those of the code."""
    whole = place is not None and place.end - place.start == len(known.encode()) + 2
    return Place(place.path, place.start + 2, place.end - 2) if place is not None and whole else place


def _is_plain(value: Val) -> bool:
    if isinstance(value, Obj):
        return value.kind == "object" and value.open is None and all(map(_is_plain, value.props.values()))
    return type(value) is Constant or (type(value) is Text and value.known is not None)


def _stringify(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    made = Obj("json", None, place)
    made.props["source"] = arg(args, 0)
    return made


def _merge(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """`merge(…)`: of objects, what the later ones have comes over what the earlier ones have."""
    made = Obj("object", None, place)
    for name, value in _members(args):
        before = made.props.get(name)
        both = isinstance(before, Obj) and isinstance(value, Obj)
        made.props[name] = _merge(m, this, [before or UNDEF, value], place) if both else value
    return made


def _members(args: list[Val]) -> Iterator[tuple[str, Val]]:
    for one in args:
        if isinstance(one, Obj) and one.kind == "object":
            yield from one.props.items()


__all__ = ["with_constants"]
