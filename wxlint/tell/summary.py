"""The two last lines of people's formats: what was found, and what is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.model.finding import Level
from wxlint.tell.clean import visible

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.tell.options import Options

LEVELS: dict[Level, tuple[str, str]] = {
    "error": ("错误", "error"),
    "warn": ("警告", "warn"),
    "info": ("提示", "info"),
}
"""Each level in Chinese and in English."""

REASONS: dict[str, tuple[str, str]] = {
    "minified": ("压缩或过大的脚本", "minified or very large scripts"),
    "exclude": ("配置中排除的", "excluded by the configuration"),
    "packOptions": ("packOptions 中忽略的", "left out of the package by packOptions"),
    "npm": ("npm 组件", "npm components"),
    "plugin": ("插件组件", "plugin components"),
    ".js beside .ts": ("与 .ts 同名的 .js", ".js beside .ts"),
}
"""The reasons for which files stay outside that are no folder's name, in Chinese and in English."""


def listed(report: Report, options: Options) -> list[Judged]:
    """The findings that a format for people lists, in the report's order."""
    return [judged for judged in report.findings if options.show_info or judged.finding.level != "info"]


def ending(report: Report, options: Options) -> Iterator[str]:
    """What was found, and as the last line what is not shown and how to see it."""
    yield found(report, options)
    yield not_shown(report, options)


def found(report: Report, options: Options) -> str:
    """What was read and how many findings are listed, as one sentence."""
    summary = report.summary
    counts: list[tuple[Level, int]] = [("error", summary.error), ("warn", summary.warn)]
    if options.show_info:
        counts.append(("info", summary.info))
    there = [(level, count) for level, count in counts if count]
    if options.language == "zh":
        result = "、".join(f"{count} 个{LEVELS[level][0]}" for level, count in there) or "没有发现问题"
        return f"{result}。检查了 {_read_zh(report)}。"
    names = {"error": "error", "warn": "warning", "info": "info finding"}
    result = ", ".join(number_of(count, names[level]) for level, count in there) or "No findings"
    return f"{result} in {_read_en(report)}."


def not_shown(report: Report, options: Options) -> str:
    """What exists and is not listed, each with how to see it; where there is nothing of the kind, that."""
    zh = options.language == "zh"
    pieces = list(_pieces_zh(report, options) if zh else _pieces_en(report, options))
    if not pieces:
        return "没有隐藏任何结果。" if zh else "Nothing was left out."
    return ("未列出：" + "；".join(pieces) + "。") if zh else ("Not shown: " + "; ".join(pieces) + ".")


def _read_zh(report: Report) -> str:
    summary = report.summary
    sites = f"{summary.sites} 处网络请求"
    if summary.effective_sites:
        sites += f"（经封装函数发出的另有 {summary.effective_sites} 处）"
    return f"{summary.projects} 个小程序的 {summary.files} 个文件、{sites}"


def _read_en(report: Report) -> str:
    summary = report.summary
    sites = number_of(summary.sites, "request site")
    if summary.effective_sites:
        sites += f", {summary.effective_sites} more through wrappers"
    return f"{number_of(summary.files, 'file')} of {number_of(summary.projects, 'mini-program')} ({sites})"


def _pieces_zh(report: Report, options: Options) -> Iterator[str]:
    hidden = report.hidden
    if report.summary.info and not options.show_info:
        yield f"{report.summary.info} 条提示（加 --show-info 列出）"
    if hidden.suppressed:
        yield f"{hidden.suppressed} 条被 wxlint-disable 注释关闭"
    if hidden.baseline:
        yield f"{hidden.baseline} 条已记录在基线中"
    if hidden.unsure:
        yield f"{hidden.unsure} 条把握不足（加 --min-confidence likely 列出）"
    if hidden.elsewhere:
        yield f"{hidden.elsewhere} 条在其他文件中（不指定文件即可列出）"
    total = sum(hidden.left_out.values())
    if total:
        reasons = "，".join(
            f"{reason(name, options)} {count} 个" for name, count in _by_count(hidden.left_out)
        )
        yield f"{total} 个文件未检查（{reasons}）"


def _pieces_en(report: Report, options: Options) -> Iterator[str]:
    hidden = report.hidden
    if report.summary.info and not options.show_info:
        yield f"{report.summary.info} info (--show-info lists them)"
    if hidden.suppressed:
        yield f"{hidden.suppressed} suppressed by wxlint-disable comments"
    if hidden.baseline:
        yield f"{hidden.baseline} in the baseline"
    if hidden.unsure:
        yield f"{hidden.unsure} less than certain (--min-confidence likely lists them)"
    if hidden.elsewhere:
        yield f"{hidden.elsewhere} in other files (name no files to list them)"
    total = sum(hidden.left_out.values())
    if total:
        reasons = ", ".join(f"{reason(name, options)} {count}" for name, count in _by_count(hidden.left_out))
        yield f"{number_of(total, 'file')} not checked ({reasons})"


def _by_count(left_out: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(
        ((reason, count) for reason, count in left_out.items() if count), key=lambda item: (-item[1], item[0])
    )


def reason(name: str, options: Options) -> str:
    """Why files stayed outside, in words; what is no such reason is the name of a folder or a suffix."""
    return options.says(*REASONS[name]) if name in REASONS else visible(name)


def number_of(count: int, noun: str) -> str:
    """How many there are, in English: `1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
