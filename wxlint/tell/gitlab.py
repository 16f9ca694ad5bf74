"""GitLab's code quality report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.model.finding import Level
from wxlint.tell.records import document

if TYPE_CHECKING:
    from wxlint.judge.report import Report
    from wxlint.tell.options import Options

_SEVERITIES: dict[Level, str] = {"error": "major", "warn": "minor", "info": "info"}


def render(report: Report, options: Options) -> Iterator[str]:
    """A JSON array; GitLab drops what has the same fingerprint, so a repeated one gets its number."""
    seen: Counter[str] = Counter()
    records = []
    for judged in report.findings:
        finding = judged.finding
        seen[judged.fingerprint] += 1
        number = seen[judged.fingerprint]
        records.append(
            {
                "description": finding.text(options.language),
                "check_name": finding.rule,
                "fingerprint": judged.fingerprint if number == 1 else f"{judged.fingerprint}-{number}",
                "severity": _SEVERITIES[finding.level],
                "location": {
                    "path": options.path_in_repository(finding.place.path, "CI_PROJECT_DIR"),
                    "lines": {"begin": judged.line, "end": judged.end_line},
                },
            }
        )
    yield document(records) + "\n"
