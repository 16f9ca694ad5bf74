"""What the bundler and the framework put into every module: `process.env`, and functions that hand back."""

from __future__ import annotations

from wxlint.link.engine.heap import Given, Native, Obj, Val, text
from wxlint.link.engine.natives import arg
from wxlint.platform.frameworks import BUILD_VALUES

#: Functions that exist for their argument's type alone.
_GIVING_BACK = ("defineAppConfig", "definePageConfig", "defineComponent", "defineStore")


def build_environment() -> Obj:
    """`process.env`: what a release for WeChat has, and values that a build puts in, which are there."""
    made = Obj("object")
    made.props.update({name: text(value) for name, value in BUILD_VALUES.items()})
    made.open = Given(("env",))
    return made


def giving_back(name: str) -> Native:
    """A function that returns its first argument."""
    return Native(name, lambda m, this, args, place: arg(args, 0))


def framework_globals() -> dict[str, Val]:
    """The variables that a framework's modules find besides the language's own."""
    environment = build_environment()
    process, meta = Obj("object"), Obj("object")
    process.props["env"] = meta.props["env"] = environment
    variables: dict[str, Val] = {name: giving_back(name) for name in _GIVING_BACK[:2]}
    variables.update({"process": process, "import.meta": meta})
    return variables
