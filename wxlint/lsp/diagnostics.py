"""A report as the diagnostics of an editor, in the units in which the editor counts."""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from wxlint.judge.report import Judged, Report
from wxlint.model.finding import Language, Level
from wxlint.model.place import Place
from wxlint.read.source import Source

_SEVERITIES: dict[Level, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warn": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


class Editor:
    """What a report needs to know of the editor: its language, its units, and its names for files."""

    def __init__(self, language: Language, encoding: str, uri: Callable[[str], str]) -> None:
        """`uri`: the editor's name for a path that is relative to the checked folder."""
        self.language = language
        self.encoding = encoding
        self.uri = uri

    def diagnostics(self, report: Report) -> dict[str, list[types.Diagnostic]]:
        """Path -> its diagnostics, `info` included, in the report's order."""
        by_path: dict[str, list[types.Diagnostic]] = {}
        for judged in report.findings:
            by_path.setdefault(judged.finding.place.path, []).append(self._diagnostic(judged, report))
        return by_path

    def _diagnostic(self, judged: Judged, report: Report) -> types.Diagnostic:
        finding = judged.finding
        details = finding.details(self.language)
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(self.uri(other.place.path), self._range(other.place, report)),
                other.text(self.language),
            )
            for other in (*finding.related, *finding.steps)
        ]
        return types.Diagnostic(
            range=self._range(finding.place, report),
            severity=_SEVERITIES[finding.level],
            code=finding.rule,
            source="wxlint",
            message=f"{finding.text(self.language)}\n{details}".strip(),
            related_information=related or None,
        )

    def _range(self, place: Place, report: Report) -> types.Range:
        source = report.source(place.path)
        return types.Range(self._position(source, place.start), self._position(source, place.end))

    def _position(self, source: Source, offset: int) -> types.Position:
        if self.encoding == types.PositionEncodingKind.Utf16:
            return types.Position(*source.utf16_position(offset))
        line, column = source.line_column(offset)
        if self.encoding == types.PositionEncodingKind.Utf32:
            return types.Position(line - 1, column - 1)
        return types.Position(line - 1, len(source.line_text(line)[: column - 1].encode()))
