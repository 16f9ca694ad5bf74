"""What the bundler and the framework put into every module: `process.env`, and functions that hand back."""

from __future__ import annotations

from typing import NamedTuple

from wxlint.link.engine.heap import Given, Native, Obj, Val, text
from wxlint.link.engine.natives import arg
from wxlint.model.values import Constant
from wxlint.platform.frameworks import BUILD_FLAGS, BUILD_VALUES

#: Functions that exist for their argument's type alone.
_GIVING_BACK = ("defineAppConfig", "definePageConfig", "defineComponent", "defineStore")


class BuildValues(NamedTuple):
    """What the project has its build put in: variables of the environment, and names of their own.

    `aliases`: the names for folders, as ways from the program's folder.
    """

    environment: dict[str, Val]
    names: dict[str, Val]
    aliases: dict[str, str]


def build_environment(values: BuildValues) -> Obj:
    """`process.env`: what a release for WeChat has, and values that a build puts in, which are there."""
    made = Obj("object")
    made.props.update({name: text(value) for name, value in BUILD_VALUES.items()})
    made.props.update(values.environment)
    made.open = Given(("env",))
    return made


def giving_back(name: str) -> Native:
    """A function that returns its first argument."""
    return Native(name, lambda m, this, args, place: arg(args, 0))


def framework_globals(values: BuildValues) -> dict[str, Val]:
    """The variables that a framework's modules find besides the language's own."""
    process, meta = Obj("object"), Obj("object")
    process.props["env"] = build_environment(values)
    meta.props["env"] = inner = build_environment(values)
    inner.props.update({name: Constant(value) for name, value in BUILD_FLAGS.items()})
    variables: dict[str, Val] = {name: giving_back(name) for name in _GIVING_BACK[:2]}
    variables.update(values.names)
    variables.update({"process": process, "import.meta": meta})
    return variables
