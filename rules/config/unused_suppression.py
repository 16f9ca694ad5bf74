"""A `wxlint-disable` comment that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Program, Rule

_WHY_ZH = "注释还在，问题已经不在了：以后这里再出同样的问题，也会被它一并藏起来。"
_WHY_EN = "The comment has outlived its reason, and would hide the next mistake of this kind here."

UNUSED = Message(
    zh="这条注释没有关闭任何 {name} 的问题",
    en="this comment suppresses no {name} finding",
    zh_details=_WHY_ZH + "请删掉注释里的 {name}。",
    en_details=_WHY_EN + " Remove {name} from the comment.",
)
UNUSED_ALL = Message(
    zh="这条 wxlint-disable 注释没有关闭任何问题",
    en="this wxlint-disable comment suppresses nothing",
    zh_details=_WHY_ZH + "请删掉这条注释。",
    en_details=_WHY_EN + " Remove the comment.",
)
UNKNOWN = Message(
    zh="没有“{name}”这条规则{near_zh}",
    en="there is no rule {name}{near_en}",
    zh_details="这条注释因此不起作用。规则名用逗号分隔，原因写在“--”之后。全部规则见 wxlint rules。",
    en_details="The comment therefore does nothing. Separate rule names by commas, and put the reason after "
    "`--`. `wxlint rules` lists all rules.",
)
COMMENT = Message(
    zh="没有“{name}”这种注释{near_zh}",
    en="there is no comment {name}{near_en}",
    zh_details="它因此不起作用。可用的有 wxlint-disable-next-line、wxlint-disable-line、wxlint-disable "
    "和 wxlint-enable。",
    en_details="It therefore does nothing. Use wxlint-disable-next-line, wxlint-disable-line, "
    "wxlint-disable or wxlint-enable.",
)


class UnusedSuppression(Rule):
    id = "unused-suppression"
    level = "warn"

    def check(self, program: Program) -> Iterator[Finding]:
        for idle in program.idle_suppressions:
            near_zh, near_en = (
                (f"，是否想写“{idle.near}”？", f"; did you mean {idle.near}?") if idle.near else ("", "")
            )
            message = {"unknown-rule": UNKNOWN, "comment": COMMENT}.get(
                idle.kind, UNUSED if idle.name else UNUSED_ALL
            )
            yield self.finding(idle.place, message, name=idle.name, near_zh=near_zh, near_en=near_en)
