"""`--statistics`: how many findings each rule has, and which files stayed outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wxlint.judge.report import Report
from wxlint.tell.clean import visible
from wxlint.tell.options import Options
from wxlint.tell.summary import ending, reason


def statistics(report: Report, options: Options) -> Iterator[str]:
    """Counts by rule, most frequent first; files by the reason why they were not read; the summary."""
    rules = Counter(f"{one.finding.rule} ({one.finding.level})" for one in report.findings)
    yield from _counted(options.says("各规则的问题数：", "Findings by rule:"), rules, options)
    files = Counter({reason(name, options): count for name, count in report.hidden.left_out.items() if count})
    yield from _counted(options.says("没有读取的文件：", "Files left out:"), files, options)
    yield from ending(report, options)


def _counted(title: str, counts: Counter[str], options: Options) -> Iterator[str]:
    yield title
    width = len(str(max(counts.values(), default=0)))
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count:>{width}}  {visible(name)}"
    if not counts:
        yield options.says("  没有", "  none")
