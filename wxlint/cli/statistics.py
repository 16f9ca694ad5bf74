"""`--statistics`: how many findings each rule has, and which files stayed outside."""

from __future__ import annotations

from collections import Counter

from wxlint.cli.speech import Speech
from wxlint.judge.report import Report


def statistics(report: Report, speech: Speech) -> str:
    """Counts by rule, most frequent first, then files by the reason why they were not read."""
    counts = Counter((one.finding.rule, one.finding.level) for one in report.findings)
    width = max(
        (len(str(count)) for count in (*counts.values(), *report.hidden.left_out.values())), default=1
    )
    lines = [speech.says("各规则的问题数：", "Findings by rule:")]
    for (rule, level), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"  {count:>{width}}  {rule} ({level})")
    if not counts:
        lines.append(speech.says("  没有", "  none"))
    lines.append(speech.says("没有读取的文件：", "Files left out:"))
    for reason, count in sorted(report.hidden.left_out.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"  {count:>{width}}  {reason}")
    if not report.hidden.left_out:
        lines.append(speech.says("  没有", "  none"))
    return "\n".join(lines) + "\n"
