"""What the PATHs of a command line mean: the folder that is checked, and whose findings are shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from wxlint.around import around
from wxlint.errors import CallError, NoProgramError
from wxlint.link.frameworks.kinds import framework_of
from wxlint.read.files import Files

_PROJECT_FILES = ("app.json", "project.config.json")
_MOST_PROCESSES = 4
_PRE_COMMIT = (
    "\n请在 .pre-commit-config.yaml 里给 wxlint 写上 files，指明小程序的目录，例如 files: ^miniprogram/",
    "\nIn .pre-commit-config.yaml, `files` tells the hook where the mini-program is: files: ^miniprogram/",
)


class Target(msgspec.Struct, frozen=True):
    """`base`: the folder that all paths are relative to. `below`: the folders in it where mini-programs are
    looked for; empty for all of it. `only`: the files and folders whose findings are shown; None for all.
    `given`: where in it the folder lies that was asked for, if that is a framework's sources; "" for itself.
    """

    base: Path
    below: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    given: str = ""


def target(paths: Sequence[str], given: str | None = None) -> Target:
    """The target of some paths; of the current folder where there are none.

    `given`: a path whose text comes on standard input, so that it need not exist. Raises CallError for a path
    that is not there, NoProgramError for a file without a mini-program around it.
    """
    named = [*paths, *([given] if given is not None and not paths else [])] or ["."]
    found = [_there(path, must_exist=path != given) for path in named]
    root_of = cache(around)
    # Of many files, as a commit hook hands them over, those of other programs are not our business.
    rooted = [(root, path) for path in found for root in [_root(path, root_of)] if root is not None]
    if not rooted:
        named = [*named[:3], *(["…"] if len(named) > 3 else [])]
        zh, en = _PRE_COMMIT if os.environ.get("PRE_COMMIT") == "1" else ("", "")
        raise NoProgramError(
            f"{'、'.join(named)} 不在任何小程序之内：上级目录里没有 app.json 或 project.config.json{zh}",
            f"no mini-program around {', '.join(named)}: no folder above has app.json or "
            f"project.config.json{en}",
        )
    roots, shown = {root for root, _ in rooted}, {path for _, path in rooted}
    base = _common(roots)
    (one, *others) = shown
    sources = not others and one != base and one.is_dir() and framework_of(Files(one), "")
    return Target(
        base,
        () if base in roots else tuple(sorted(root.relative_to(base).as_posix() for root in roots)),
        None if base in shown else tuple(sorted(path.relative_to(base).as_posix() for path in shown)),
        one.relative_to(base).as_posix() if sources else "",
    )


def _common(roots: Iterable[Path]) -> Path:
    """The innermost folder that holds all of some folders."""
    try:
        return Path(os.path.commonpath(roots))
    except ValueError as error:
        raise CallError(
            "这些路径在不同的磁盘上，请分开检查", "the paths are on different drives; check them one by one"
        ) from error


def seen(base: Path) -> str:
    """The checked folder as seen from where the user stands, with `/`; "" for here."""
    try:
        relative = os.path.relpath(base)
    except ValueError:
        # On another drive there is no way from here.
        return base.as_posix()
    return "" if relative == "." else Path(relative).as_posix()


def _there(path: str, *, must_exist: bool) -> Path:
    """The absolute path, with links on the way resolved: a file that is a link keeps its own name."""
    try:
        absolute = Path(path).absolute()
    except FileNotFoundError as error:
        raise CallError("当前目录已被删除", "the current folder has been removed") from error
    if must_exist and not os.path.exists(absolute):  # noqa: PTH110 - Path.exists raises on loops of links
        raise CallError(f"路径不存在：{path}", f"there is no such path: {path}")
    if absolute.is_dir():
        return absolute.resolve()
    return absolute.parent.resolve() / absolute.name


def _root(path: Path, root_of: Callable[[Path], Path | None]) -> Path | None:
    """The folder to check for a path: itself, or the project around it; None for a file that is in none."""
    is_folder = path.is_dir()
    if is_folder and any((path / name).is_file() for name in _PROJECT_FILES):
        return path
    return root_of(path.parent) or (path if is_folder else None)


def processors() -> int:
    """The processes that a run may use; more than a few would wait for each other's memory."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:
        # macOS and Windows do not tell which of them this process may use.
        usable = os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)
