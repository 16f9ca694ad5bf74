"""JUnit's XML: a suite a file, a failed case a finding, for CI servers that show tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from wxlint.tell.xml import HEAD, escaped, tag

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.tell.options import Options


def render(report: Report, options: Options) -> Iterator[str]:
    """An `info` finding is a case that passed, with its text as output: it never fails a run."""
    total = max(len(report.findings), 1)
    failures = report.summary.error + report.summary.warn
    yield HEAD + tag("testsuites", {"name": "wxlint", "tests": str(total), "failures": str(failures)}) + "\n"
    for path, group in groupby(report.findings, lambda judged: judged.finding.place.path):
        yield from _suite(options.path(path), list(group), options)
    if not report.findings:
        # A report without any case counts as a broken one.
        yield "  " + tag("testsuite", {"name": "wxlint", "tests": "1", "failures": "0"}) + "\n"
        yield "    " + tag("testcase", {"name": "wxlint", "classname": "wxlint"}, empty=True) + "\n"
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _suite(path: str, findings: list[Judged], options: Options) -> Iterator[str]:
    failures = sum(judged.finding.level != "info" for judged in findings)
    counts = {"tests": str(len(findings)), "failures": str(failures)}
    yield "  " + tag("testsuite", {"name": path, **counts}) + "\n"
    for judged in findings:
        yield from _case(path, judged, options)
    yield "  </testsuite>\n"


def _case(path: str, judged: Judged, options: Options) -> Iterator[str]:
    finding = judged.finding
    where = f"{path}:{judged.line}:{judged.column}"
    message = finding.text(options.language)
    body = escaped(f"{where}\n{message}\n\n{finding.details(options.language)}".rstrip())
    name = {"name": f"{finding.rule} {judged.line}:{judged.column}", "classname": path, "file": path}
    yield "    " + tag("testcase", {**name, "line": str(judged.line)}) + "\n"
    if finding.level == "info":
        yield f"      <system-out>{body}</system-out>\n"
    else:
        yield f"      {tag('failure', {'type': finding.level, 'message': message})}{body}</failure>\n"
    yield "    </testcase>\n"
