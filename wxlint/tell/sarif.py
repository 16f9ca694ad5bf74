"""SARIF 2.1.0, which code scanning services and many editors read (OASIS, errata 01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from wxlint import __version__
from wxlint.model.finding import Level
from wxlint.regexps import regexp
from wxlint.tell.clean import whole
from wxlint.tell.options import Options, RuleCard
from wxlint.tell.records import Record, document, summary_record

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.model.finding import Fix, Related
    from wxlint.model.place import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: Every path is relative to this folder, whose own place is left to the reader: a log names no machine.
ROOT = "%SRCROOT%"

_LEVELS: dict[Level, str] = {"error": "error", "warn": "warning", "info": "note", "off": "none"}
_LONGEST_SNIPPET = 2000
# `[text](target)` would become a link in a message.
_LINK = regexp(r"\[(?=[^\]]*\]\()")


def render(report: Report, options: Options) -> Iterator[str]:
    """One log with one run."""
    yield document({"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(report, options).record()]}) + "\n"


class _Run:
    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.rules = _with_unknown(options.rules, report.findings)
        self.rule_index = {rule.id: index for index, rule in enumerate(self.rules)}
        self.artifact_index: dict[str, int] = {}

    def record(self) -> Record:
        """The whole run. The results come first: they say which files belong to the run."""
        results = [self._result(judged) for judged in self.report.findings]
        return {
            "tool": {"driver": self._driver()},
            "language": self.options.says("zh-CN", "en-US"),
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                ROOT: {
                    "description": {
                        "text": self.options.says(
                            "仓库的根目录，或者运行 wxlint 时所在的目录",
                            "The root of the repository, or the folder that wxlint was run in",
                        )
                    }
                }
            },
            "artifacts": [
                {"location": {**self._location(path), "index": index}}
                for path, index in self.artifact_index.items()
            ],
            "results": results,
            "invocations": [{"executionSuccessful": True}],
            "properties": {"summary": summary_record(self.report)},
        }

    def _driver(self) -> Record:
        rules = [self._rule(rule) for rule in self.rules]
        driver: Record = {"name": "wxlint", "version": __version__, "rules": rules}
        if self.options.docs_url:
            driver["informationUri"] = self.options.docs_url
        return driver

    def _rule(self, rule: RuleCard) -> Record:
        record: Record = {
            "id": rule.id,
            "defaultConfiguration": {"level": _LEVELS[rule.level], "enabled": rule.level != "off"},
        }
        if rule.title:
            record["shortDescription"] = {"text": rule.title}
        if rule.page:
            # Markdown is text too; readers that cannot show it show the source.
            record["help"] = {"text": rule.page, "markdown": rule.page}
        if "://" in rule.docs:
            record["helpUri"] = rule.docs
        return record

    def _result(self, judged: Judged) -> Record:
        finding, language = judged.finding, self.options.language
        text = f"{finding.text(language)}\n\n{finding.details(language)}".strip()
        record: Record = {
            "ruleId": finding.rule,
            "ruleIndex": self.rule_index[finding.rule],
            "level": _LEVELS[finding.level],
            "message": {"text": _plain(text)},
            "locations": [{"physicalLocation": self._physical(finding.place, snippet=True)}],
            "partialFingerprints": {"wxlint/v1": judged.fingerprint},
            "properties": {"confidence": finding.confidence},
        }
        if finding.related:
            record["relatedLocations"] = [
                {"id": number, **self._noted(other)} for number, other in enumerate(finding.related, 1)
            ]
        if finding.steps:
            steps = [{"location": self._noted(step)} for step in finding.steps]
            record["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
        fix = self._fix(finding.fix)
        if fix is not None:
            record["fixes"] = [fix]
        return record

    def _noted(self, other: Related) -> Record:
        text = _plain(other.text(self.options.language))
        return {"physicalLocation": self._physical(other.place), "message": {"text": text}}

    def _physical(self, place: Place, *, snippet: bool = False) -> Record:
        index = self.artifact_index.setdefault(place.path, len(self.artifact_index))
        return {
            "artifactLocation": {**self._location(place.path), "index": index},
            "region": self._region(place, snippet=snippet),
        }

    def _location(self, path: str) -> Record:
        base = self.options.base.replace("\\", "/")
        # A folder beside this one has no path below it, and an absolute path would name the machine.
        outside = base.startswith(("/", "..")) or ":" in base
        seen, located = self.options.path(path), self.options.path_in_repository(path, "GITHUB_WORKSPACE")
        return {
            "uri": quote(whole(path if outside and located == seen else located), safe="/"),
            "uriBaseId": ROOT,
        }

    def _region(self, place: Place, *, snippet: bool) -> Record:
        span, source = self.report.span(place), self.report.source(place.path)
        region: Record = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        if source.utf8 and source.editable:
            region |= {"byteOffset": place.start, "byteLength": place.end - place.start}
        if snippet and source.utf8 and place.end - place.start <= _LONGEST_SNIPPET:
            region["snippet"] = {"text": source.slice(place.start, place.end)}
        return region

    def _fix(self, fix: Fix | None) -> Record | None:
        """The edits, file by file, in bytes; None where a file's encoding keeps them from being applied."""
        if fix is None or not all(self.report.source(edit.place.path).editable for edit in fix.edits):
            return None
        changes: dict[str, list[Record]] = {}
        for edit in sorted(fix.edits, key=lambda edit: edit.place):
            deleted = {"byteOffset": edit.place.start, "byteLength": edit.place.end - edit.place.start}
            changes.setdefault(edit.place.path, []).append(
                {"deletedRegion": deleted, "insertedContent": {"text": edit.text}}
            )
        return {
            "artifactChanges": [
                {"artifactLocation": self._location(path), "replacements": replacements}
                for path, replacements in changes.items()
            ],
            "properties": {"safe": fix.safe},
        }


def _with_unknown(rules: Sequence[RuleCard], findings: Sequence[Judged]) -> list[RuleCard]:
    """The rules that were run, and at the end any that has findings without being among them."""
    cards = {rule.id: rule for rule in rules}
    for judged in findings:
        finding = judged.finding
        cards.setdefault(finding.rule, RuleCard(finding.rule, "", "", finding.level, judged.docs))
    return list(cards.values())


def _plain(text: str) -> str:
    return _LINK.sub(r"\\[", text)
