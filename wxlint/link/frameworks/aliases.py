"""The names for folders that Taro's own configuration gives: `alias: { '@utils': path.resolve(…) }`.

Source: https://docs.taro.zone/docs/config-detail#alias
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from wxlint.link.engine.heap import Obj, Val, spread, text
from wxlint.link.engine.machine import Machine
from wxlint.link.engine.natives import table
from wxlint.model.place import Place
from wxlint.model.values import Text

#: The modules that put paths together. The checked folder is the root of what they see.
PATH_MODULES = ("path", "node:path")


def path_module() -> Obj:
    """Node's `path`, as far as a configuration uses it."""
    made = table({"resolve": _resolve, "join": _join, "dirname": _dirname})
    made.props["default"] = made
    return made


def absolute(folder: str) -> Text:
    """A folder, as `__dirname` and `process.cwd()` give it."""
    return text("/" + folder)


def aliases_of(config: Obj, root: str) -> Iterator[tuple[str, str]]:
    """Names, and the ways from the program's folder (`root`) that they stand for, as tsconfig.json has them.

    `'@utils'` is a file, or a folder with all in it; `'@utils$'` is that file alone.
    """
    for listed in spread(config.props["alias"]) if "alias" in config.props else ():
        for name, value in listed.props.items() if isinstance(listed, Obj) else ():
            known = value.known if type(value) is Text else None
            if known and known.startswith("/") and name.strip("/$"):
                way = posixpath.relpath(known, "/" + root)
                yield name.removesuffix("$").rstrip("/"), way
                if not name.endswith("$"):
                    yield name.rstrip("/") + "/*", way + "/*"


def _knowns(args: list[Val]) -> list[str] | None:
    """The texts among what a function is given; None where some are no text that is known."""
    texts = [one.known for one in args if type(one) is Text and one.known is not None]
    return texts if len(texts) == len(args) else None


def _resolve(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    texts = _knowns(args)
    made = posixpath.normpath(posixpath.join("/", *texts)) if texts else ""
    return text("/" + made.lstrip("/"), place) if made else m.fresh(place=place)


def _join(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    """Unlike `resolve`, it begins nowhere else, though a later text begins with a stroke."""
    texts = _knowns(args)
    return text(posixpath.normpath("/".join(texts)), place) if texts else m.fresh(place=place)


def _dirname(m: Machine, this: Val, args: list[Val], place: Place | None) -> Val:
    texts = _knowns(args[:1])
    return text(posixpath.dirname(texts[0]), place) if texts else m.fresh(place=place)


__all__ = ["PATH_MODULES", "absolute", "aliases_of", "path_module"]
