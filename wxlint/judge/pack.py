"""Loads rule packs: folders of `<group>/<rule>.py`, the built-in one like anyone's own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec

from wxlint.errors import PackError, Turning, located
from wxlint.judge.rule import Level, Rule
from wxlint.judge.schema import CHECKED, DESCRIBING, wrongs

#: Packages under which rule modules live in `sys.modules`: nothing named `rules` can be imported.
_NAMESPACE = "_wxlint_packs"
_LEVELS = get_args(Level)


class PackFolder(msgspec.Struct, frozen=True):
    """A pack to load: its folder, and the name it is called by in messages and in `docs` (as configured)."""

    folder: str
    name: str
    builtin: bool = False


class LoadedRule(msgspec.Struct, frozen=True):
    """A rule's class and where it came from; `page` is the file of its page, "" where the pack has none."""

    kind: type[Rule]
    group: str
    file: str
    page: str
    docs: str
    pack: PackFolder

    @property
    def id(self) -> str:
        """The rule's name."""
        return self.kind.id


class RuleSet:
    """Every rule that was loaded, by its id."""

    def __init__(self, rules: Sequence[LoadedRule]) -> None:
        self.by_id = {rule.id: rule for rule in rules}
        self.groups = sorted({rule.group for rule in rules})

    def __iter__(self) -> Iterator[LoadedRule]:
        return iter(self.by_id.values())

    def named(self, name: str) -> frozenset[str]:
        """The ids that a name stands for: a rule, a group, or `all`; empty where there is no such name."""
        if name in self.by_id:
            return frozenset((name,))
        return frozenset(rule.id for rule in self if name in (rule.group, "all"))

    @property
    def names(self) -> list[str]:
        """Everything that `named` knows."""
        return [*self.by_id, *self.groups, "all"]


def builtin_pack() -> PackFolder:
    """The pack that ships with wxlint: inside the package where it was installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "_rules"
    return PackFolder(str(shipped if shipped.is_dir() else package.parent / "rules"), "rules", builtin=True)


def load(packs: Sequence[PackFolder] = ()) -> RuleSet:
    """The built-in rules, then those of each pack. Raises PackError where a pack is wrong."""
    rules = {rule.id: rule for rule in _builtin()}
    for pack in packs:
        for rule in _rules_of(pack):
            twin = rules.setdefault(rule.id, rule)
            if twin is not rule:
                raise PackError(
                    f"规则包 {pack.name}：规则 {rule.id} 已经由 {twin.pack.name} 提供，请换一个名字",
                    f"rule pack {pack.name}: {twin.pack.name} has a rule {rule.id} already; rename yours",
                )
    return RuleSet(list(rules.values()))


@cache
def _builtin() -> tuple[LoadedRule, ...]:
    return tuple(_rules_of(builtin_pack()))


def _rules_of(pack: PackFolder) -> Iterator[LoadedRule]:
    found = False
    for file in _files(pack):
        found = True
        yield _load_rule(pack, file)
    if not found:
        raise PackError(
            f"规则包 {pack.name} 里没有规则：规则应写在 <分组>/<规则>.py 中",
            f"rule pack {pack.name} contains no rule: a rule is a file <group>/<rule>.py",
        )


def _files(pack: PackFolder) -> Iterator[Path]:
    """The rule files of a pack, in the order of their names."""
    try:
        for group in sorted(Path(pack.folder).iterdir()):
            if group.is_dir() and not group.name.startswith(("_", ".")):
                yield from sorted(file for file in group.glob("*.py") if not file.name.startswith(("_", ".")))
    except OSError as error:
        raise PackError(
            f"规则包 {pack.name} 无法读取：{error.strerror}（{error.filename}）",
            f"rule pack {pack.name} cannot be read: {error.strerror} ({error.filename})",
        ) from error


def _load_rule(pack: PackFolder, file: Path) -> LoadedRule:
    module = _module(pack, file)
    kinds = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Rule) and kind.__module__ == module.__name__
    ]
    if len(kinds) != 1:
        raise _wrong(
            file,
            f"应当恰好定义一个 Rule 子类，现在有 {len(kinds)} 个",
            f"must define exactly one subclass of Rule, not {len(kinds)}",
        )
    _check(kinds[0], file)
    group, page = file.parent.name, file.with_suffix(".md")
    if not page.is_file():
        return LoadedRule(kinds[0], group, str(file), "", "", pack)
    return LoadedRule(kinds[0], group, str(file), str(page), f"{pack.name}/{group}/{page.name}", pack)


def _module(pack: PackFolder, file: Path) -> ModuleType:
    """Runs a rule file under a private name, in which `from ._shared import …` reaches its neighbours."""
    parent = f"{_NAMESPACE}.{'builtin' if pack.builtin else pack.folder.encode('utf-8', 'replace').hex()}"
    group = f"{parent}.{file.parent.name}"
    for name, folder in ((_NAMESPACE, ""), (parent, pack.folder), (group, str(file.parent))):
        if name not in sys.modules:
            package = ModuleType(name)
            package.__path__ = [folder]
            sys.modules[name] = package
    spec = importlib.util.spec_from_file_location(f"{group}.{file.stem}", file)
    if spec is None or spec.loader is None:
        raise _wrong(file, "无法作为 Python 模块载入", "cannot be loaded as a Python module")
    module = importlib.util.module_from_spec(spec)
    with Turning(lambda error: _not_loaded(error, pack, file)):
        spec.loader.exec_module(module)
    return module


def _not_loaded(error: BaseException, pack: PackFolder, file: Path) -> PackError:
    """Whatever a rule file raises while it is loaded, as one sentence about that file."""
    if isinstance(error, SyntaxError):
        place = f"{error.filename or file}:{error.lineno}"
        return PackError(f"{place}：Python 语法错误：{error.msg}", f"{place}: not valid Python: {error.msg}")
    place = located(error, pack.folder) or str(file)
    what = f"{type(error).__name__}: {error}"
    return PackError(f"{place}：载入规则时出错：{what}", f"{place}: the rule cannot be loaded: {what}")


def _check(kind: type[Rule], file: Path) -> None:
    """Raises PackError unless the class says everything that a rule must say."""
    name, written = file.stem.replace("_", "-"), getattr(kind, "id", None)
    if written != name:
        raise _wrong(
            file,
            f"规则的 id 是 {written!r}，应与文件同名：{name!r}",
            f"the rule's id is {written!r}; it must be the file's name: {name!r}",
        )
    level = getattr(kind, "level", None)
    if level not in _LEVELS:
        legal = "/".join(_LEVELS)
        raise _wrong(
            file, f"level 应为 {legal} 之一，现在是 {level!r}", f"level must be one of {legal}, not {level!r}"
        )
    if kind.check is Rule.check:
        raise _wrong(file, "规则没有 check 方法", "the rule has no check method")
    for option, schema in kind.options.items():
        foreign = schema.keys() - CHECKED - DESCRIBING
        if foreign:
            words = ", ".join(sorted(foreign))
            raise _wrong(
                file,
                f"选项 {option} 的 schema 用了不支持的 {words}",
                f"the schema of option {option} uses {words}, which is not supported",
            )
        fault = next(wrongs(schema.get("default"), schema), None)
        if fault is not None:
            raise _wrong(
                file, f"选项 {option} 的 default：{fault.zh}", f"the default of option {option}: {fault.en}"
            )


def _wrong(file: Path, zh: str, en: str) -> PackError:
    return PackError(f"{file}：{zh}", f"{file}: {en}")
