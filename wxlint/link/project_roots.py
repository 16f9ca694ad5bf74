"""Where mini-programs are: the folders with an app.json, and the configuration that belongs to each."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from wxlint.link.frameworks.kinds import TARO_APPS, framework_of
from wxlint.link.packed import Packed
from wxlint.link.project_files import below, inside
from wxlint.link.settings import LinkSettings
from wxlint.platform.frameworks import Framework
from wxlint.read.files import Entry, Files
from wxlint.read.globs import Globs
from wxlint.read.json_doc import JsonDocument, JsonNode
from wxlint.read.problems import FileProblem
from wxlint.read.source import Source

#: Folders that no mini-program is in: npm's packages as they come and as they are built, and version control.
SKIPPED = frozenset({"node_modules", "miniprogram_npm", ".git", ".svn", ".hg", ".idea", ".vscode"})
#: Folders that compilers write into. They are left out where what they were written from is there too.
OUTPUT = frozenset({"dist", "unpackage", "build", "output"})
#: Sources of a mini-program in which app.json is yet to be made: Taro, WePY, mpx; uni-app has two files.
_FRAMEWORK_SOURCES = frozenset({"app.config.ts", "app.config.js", "app.config.tsx", "app.wpy", "app.mpx"})
_UNI_APP = frozenset({"pages.json", "manifest.json"})
_CODE = (".js", ".ts", ".wxml")
_CONFIG = "project.config.json"


class ProjectConfig(msgspec.Struct, frozen=True):
    """A project.config.json. Folders are relative to the checked one; None where it does not name them."""

    path: str
    document: JsonDocument
    app: str
    source: str | None = None
    cloud: str | None = None
    plugin: str | None = None
    typescript: bool = False
    packed: Packed = Packed()

    @property
    def outside(self) -> tuple[str, ...]:
        """Folders of code that is no part of the app."""
        return tuple(
            folder for folder in (self.cloud, self.plugin) if folder and not inside(self.app, folder)
        )


class AppRoot(msgspec.Struct, frozen=True):
    """A folder with an app.json, or with the sources of which a framework makes one.

    `left_out`: how many files of code around it stay outside, by reason.
    """

    folder: str
    config: ProjectConfig | None = None
    left_out: dict[str, int] = {}
    framework: Framework | Literal[""] = ""


class Roots(msgspec.Struct, frozen=True):
    """The mini-programs of a folder. `compiled`: folders with one that was made from a source beside it.

    `frameworks`: folders with the sources of a mini-program that only a framework makes; `sources`: of these,
    the ones whose sources are read.
    """

    apps: tuple[AppRoot, ...] = ()
    compiled: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    sources: tuple[AppRoot, ...] = ()


class _Walk:
    """What lies below the folders that are looked through."""

    def __init__(self, files: Files, exclude: Globs) -> None:
        self.files = files
        self.exclude = exclude
        self.apps: list[str] = []
        self.configs: list[str] = []
        self.frameworks: list[str] = []
        self.packages: list[str] = []
        self.code: list[str] = []

    def walk(self, folder: str) -> None:
        waiting = [folder]
        while waiting:
            entries = self.files.list(waiting.pop())
            if isinstance(entries, FileProblem):
                continue
            folders = list(self._folder([one for one in entries if not self.exclude.match(one.path)]))
            waiting.extend(reversed(folders))

    def _folder(self, entries: list[Entry]) -> Iterator[str]:
        names = {entry.name for entry in entries if entry.kind == "file"}
        for entry in entries:
            if entry.kind == "folder":
                if entry.name == "miniprogram_npm":
                    self.packages.append(entry.path)
                if entry.name not in SKIPPED and not entry.link:
                    yield entry.path
            elif entry.name == "app.json":
                self.apps.append(posixpath.dirname(entry.path))
            elif entry.name == _CONFIG:
                self.configs.append(posixpath.dirname(entry.path))
            elif entry.name.endswith(_CODE):
                self.code.append(entry.path)
        if names & _FRAMEWORK_SOURCES or names >= _UNI_APP:
            self.frameworks.append(posixpath.dirname(entries[0].path))
        elif "App.vue" in names or ("app.json" not in names and not names.isdisjoint(TARO_APPS)):
            folder = posixpath.dirname(entries[0].path)
            if framework_of(self.files, folder):
                self.frameworks.append(folder)
            elif "app.json" in names:
                # mpvue builds pages of `.vue` files, which its app.json names as they will be.
                self.apps.remove(folder)
                self.frameworks.append(folder)


def find_roots(files: Files, settings: LinkSettings) -> Roots:
    """The mini-programs below the checked folder, or below `settings.below`, in the order of their paths."""
    walk = _Walk(files, Globs(settings.exclude))
    for folder in settings.below or ("",):
        if not any(other != folder and inside(folder, other) for other in settings.below):
            walk.walk(folder)
    above = {around for folder in settings.below for around in _around(folder)}
    read = (_config(files, folder) for folder in sorted({*walk.configs, *above}))
    configs = [config for config in read if config is not None]
    outside = {folder for config in configs for folder in config.outside}
    candidates = [
        folder
        for folder in sorted(set(walk.apps))
        if not any(inside(folder, out) for out in outside)
        and not _is_left_out(folder, configs)
        and _is_app(files, folder, configs)
    ]
    include = Globs(settings.include)
    sources = [*candidates, *walk.frameworks]
    compiled = {
        folder: around
        for folder in candidates
        for around in _compiled_in(folder, sources, configs)
        if not include.match(below(folder, "app.json"))
    }
    apps = _with_code([folder for folder in candidates if folder not in compiled], walk.code)
    frameworks = [folder for folder in walk.frameworks if not any(inside(folder, one) for one in compiled)]
    kinds = {folder: framework_of(files, folder) for folder in frameworks if folder not in apps}
    owners = sorted([*apps, *(folder for folder, kind in kinds.items() if kind)])

    def root(folder: str) -> AppRoot:
        left_out = _left_out(folder, walk, configs, owners, compiled)
        return AppRoot(folder, _config_of(folder, configs), left_out, kinds.get(folder, ""))

    return Roots(
        tuple(root(folder) for folder in apps),
        tuple(compiled),
        tuple(frameworks),
        tuple(root(folder) for folder, kind in kinds.items() if kind),
    )


def _around(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the checked one."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _config(files: Files, folder: str) -> ProjectConfig | None:
    path = below(folder, _CONFIG)
    source = files.read(path)
    if not isinstance(source, Source):
        return None
    document = files.facts.json(source)
    root = document.root or JsonNode("object", 0, 0)
    plugins = root.find(("setting", "useCompilerPlugins"))
    return ProjectConfig(
        path,
        document,
        _named(folder, root.get("miniprogramRoot")) or folder,
        _named(folder, root.get("srcMiniprogramRoot")),
        _named(folder, root.get("cloudfunctionRoot")),
        _named(folder, root.get("pluginRoot")),
        plugins is not None and any(item.text == "typescript" for item in plugins.items),
        Packed(root.get("packOptions")),
    )


def _named(folder: str, node: JsonNode | None) -> str | None:
    """A folder that the configuration names. The platform's tools drop `../`, and a `/` or `./` before it."""
    text = node.text if node is not None else None
    if text is None:
        return None
    names = [name for name in text.replace("\\", "/").split("/") if name not in ("", ".", "..")]
    return below(folder, "/".join(names)) if names else folder


def _is_left_out(folder: str, configs: list[ProjectConfig]) -> bool:
    """Whether a folder is no project of its own, and the one around it leaves it out of its package."""
    config = _config_of(folder, configs)
    if config is None or folder in (config.app, config.source) or not inside(folder, config.app):
        return False
    return config.packed.ignores(below(folder, "app.json")[len(config.app) :].lstrip("/"))


def _is_app(files: Files, folder: str, configs: Iterable[ProjectConfig]) -> bool:
    """Whether an app.json is a mini-program's: other tools have files of that name."""
    source = files.read(below(folder, "app.json"))
    named = any(folder in (config.app, config.source) for config in configs)
    script = files.exists(below(folder, "app.js")) or files.exists(below(folder, "app.ts"))
    beside = named or script
    if not isinstance(source, Source):
        return beside
    document = files.facts.json(source)
    if document.root is not None and document.root.get("pages") is not None:
        return True
    if named and script:
        return True
    # So broken that nothing can be told from what it says: it is told from what is around it.
    empty = document.root is None or not document.root.members
    return bool(document.problems) and (named or (empty and beside))


def _with_code(folders: list[str], code: list[str]) -> list[str]:
    """The folders that hold any code, where one does: an app.json alone is put over another's by a build."""
    return [folder for folder in folders if any(inside(path, folder) for path in code)] or folders


def _compiled_in(folder: str, sources: Iterable[str], configs: Iterable[ProjectConfig]) -> Iterator[str]:
    """The folder that holds both a compiled app and what it was compiled from, if it is one."""
    for config in configs:
        if folder == config.app != config.source and config.source is not None and config.source in sources:
            yield posixpath.dirname(config.path)
            return
    names = folder.split("/")
    for at, name in enumerate(names):
        if name in OUTPUT:
            around = "/".join(names[:at])
            if any(inside(one, around) and not _is_output(one, around) for one in sources):
                yield around
            return


def _is_output(folder: str, around: str) -> bool:
    return not OUTPUT.isdisjoint(folder[len(around) :].split("/"))


def _config_of(folder: str, configs: list[ProjectConfig]) -> ProjectConfig | None:
    """The configuration that names an app's folder; else the nearest one around it."""
    around = [config for config in configs if inside(folder, posixpath.dirname(config.path))]
    around.sort(key=lambda config: -len(config.path))
    return next(
        (config for config in around if folder in (config.app, config.source)), next(iter(around), None)
    )


def _left_out(
    folder: str, walk: _Walk, configs: list[ProjectConfig], apps: list[str], compiled: dict[str, str]
) -> dict[str, int]:
    """How many files of code around an app are left out; what several apps share is the first one's."""
    counts: Counter[str] = Counter()
    for output, around in compiled.items():
        if folder == next((app for app in apps if inside(app, around)), None):
            counts[next((name for name in output.split("/") if name in OUTPUT), output)] += _count(
                walk.code, output
            )
    config = _config_of(folder, configs)
    for out in config.outside if config is not None else ():
        if folder == next(app for app in apps if _config_of(app, configs) is config):
            counts[posixpath.basename(out)] += _count(walk.code, out)
    owned = [path for path in walk.packages if folder == _owner(path, apps)]
    skipped = frozenset({"node_modules"})
    counts["miniprogram_npm"] += sum(
        entry.name.endswith(_CODE) for path in owned for entry in walk.files.walk(path, skipped)
    )
    typed = {path[:-3] for path in walk.code if path.endswith(".ts") and folder == _owner(path, apps)}
    counts[".js beside .ts"] += sum(path.endswith(".js") and path[:-3] in typed for path in walk.code)
    return {reason: count for reason, count in counts.items() if count}


def _owner(path: str, apps: list[str]) -> str | None:
    """The innermost app around a path."""
    return max((app for app in apps if inside(path, app)), key=len, default=None)


def _count(paths: Iterable[str], folder: str) -> int:
    return sum(inside(path, folder) for path in paths)
