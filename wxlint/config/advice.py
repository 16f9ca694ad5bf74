"""What to write instead, for the mistakes that other tools' habits make in a configuration."""

from __future__ import annotations

from typing import Any

from wxlint.judge.pack import RuleSet
from wxlint.judge.schema import Wrong
from wxlint.regexps import regexp

_TOP: dict[str, tuple[str, str]] = {
    "wxlint": (
        "；wxlint.toml 里的键直接写，不用放在 [wxlint] 下面",
        "; in wxlint.toml keys stand in no table",
    ),
    "tool": ("；[tool.wxlint] 是 pyproject.toml 里的写法", "; [tool.wxlint] is for pyproject.toml"),
    "extends": ("；规则范围请写 profile", "; write `profile`"),
    "ignorePatterns": ("；不看的文件请写 exclude", "; write `exclude`"),
    "files": ("；某些目录区别对待请写 [[overrides]]", "; write [[overrides]]"),
    "plugins": ("；自己的规则请写 packs", "; write `packs`"),
}
_PATH = regexp(r"[/*.\\]")


def advice(wrong: Wrong, table: Any) -> tuple[str, str]:
    """How the sentence about a mistake goes on, in Chinese and in English. `table`: the configuration."""
    match wrong.way:
        case (str() as key,) if wrong.is_key and key in _TOP:
            return _TOP[key]
        case ("rules", str() as rule) if not wrong.is_key and not isinstance(table["rules"][rule], dict):
            return f"；级别请写在 [severity] 里：{rule} = …", f"; levels stand in [severity]: {rule} = …"
    return "", ""


def no_rule_advice(name: str, rules: RuleSet, *, singly: bool) -> tuple[str, str]:
    """What a name that is no rule's may have meant. `singly`: where it stands a group is no answer either."""
    if singly and rules.named(name):
        return "，它是一组规则：这里要一条一条写", ": it is a group, and here each rule stands by itself"
    if _PATH.search(name):
        return "；不看的文件请写 exclude", "; files that are not to be read stand in `exclude`"
    return "", ""
