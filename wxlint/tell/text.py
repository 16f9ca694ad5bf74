"""For people at a terminal: each finding with its code, what belongs to it, why it hurts and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxlint.tell.clean import harmless_line, visible
from wxlint.tell.frame import Row, frame
from wxlint.tell.paint import Paint
from wxlint.tell.summary import LEVELS, found, listed, not_shown
from wxlint.tell.width import wrap

if TYPE_CHECKING:
    from wxlint.judge.report import Judged, Report
    from wxlint.model.finding import Related
    from wxlint.model.place import Place
    from wxlint.tell.options import Options

# Related places shown with their code; the next ones are a line each, and what is beyond that is counted.
_FRAMED = 2
_LISTED = 8


def render(report: Report, options: Options) -> Iterator[str]:
    """The report as lines of text."""
    return (harmless_line(line) + "\n" for line in _Text(report, options).lines())


class _Text:
    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.paint = Paint(on=bool(options.color))
        self._explained: dict[str, str] = {}

    def lines(self) -> Iterator[str]:
        """Every finding, then the summary."""
        findings = listed(self.report, self.options)
        for judged in findings:
            yield from self._heading(judged)
            yield from self._code(judged.finding.place, "^", context=1)
            yield from self._related(judged.finding.related)
            yield from self._steps(judged.finding.steps)
            yield from self._details(judged)
            yield ""
        yield self.paint.strong(found(self.report, self.options))
        if findings:
            rule = findings[0].finding.rule
            yield self.options.says(
                f"查看某条规则的完整说明：wxlint explain {rule}",
                f"To read a rule's page: wxlint explain {rule}",
            )
        yield not_shown(self.report, self.options)

    def _heading(self, judged: Judged) -> Iterator[str]:
        finding = judged.finding
        level = self.options.says(*LEVELS[finding.level])
        if finding.confidence == "likely":
            level += self.options.says("（很可能）", " (likely)")
        plain = f"{level} {finding.rule}{self._colon}"
        message = visible(finding.text(self.options.language))
        first, *rest = wrap(message, self.options.width, first=plain, rest="  ")
        painted = f"{self.paint.level(finding.level, level)} {self.paint.strong(finding.rule)}{self._colon}"
        yield painted + self.paint.strong(first.removeprefix(plain))
        yield from (self.paint.strong(line) for line in rest)

    def _code(self, place: Place, underline: str, context: int = 0, note: str = "") -> Iterator[str]:
        """The arrow with the place (and a note on it), and the lines of the place, underlined."""
        span = self.report.span(place)
        gutter = len(str(span.end_line + context))
        arrow = " " * gutter + "--> "
        where = self._where(place)
        first, *rest = wrap(f"{where}{note}", self.options.width, first=arrow)
        yield self.paint.faint(arrow) + first.removeprefix(arrow)
        yield from rest
        rows = frame(self.report.source(place.path), span, self.options.width - gutter - 3, context)
        if rows:
            yield self.paint.faint(" " * gutter + " |")
        for row in rows:
            yield from self._row(row, gutter, underline)

    def _row(self, row: Row, gutter: int, underline: str) -> Iterator[str]:
        number = "" if row.number is None else str(row.number)
        yield f"{self.paint.faint(f'{number:>{gutter}} |')} {row.code}".rstrip()
        if row.mark is not None:
            column, length = row.mark
            mark = underline * length
            painted = self.paint.level("error", mark) if underline == "^" else self.paint.faint(mark)
            yield f"{self.paint.faint(' ' * gutter + ' |')} {' ' * column}{painted}"

    def _related(self, related: tuple[Related, ...]) -> Iterator[str]:
        language = self.options.language
        for other in related[:_FRAMED]:
            yield from self._code(other.place, "-", note=f"{self._colon}{visible(other.text(language))}")
        for other in related[_FRAMED:_LISTED]:
            text = f"{self._where(other.place)}{self._colon}{visible(other.text(language))}"
            yield from wrap(text, self.options.width, first="  - ")
        more = len(related) - _LISTED
        if more > 0:
            yield self.options.says(
                f"  - 另有 {more} 处，--format json 会全部列出",
                f"  - and {more} more; --format json lists them all",
            )

    def _steps(self, steps: tuple[Related, ...]) -> Iterator[str]:
        if steps:
            yield "  " + self.options.says("过程：", "How it happens:")
        for number, step in enumerate(steps, 1):
            text = f"{visible(step.text(self.options.language))}{self._bracket(self._where(step.place))}"
            yield from wrap(text, self.options.width, first=f"  {number}. ")

    def _details(self, judged: Judged) -> Iterator[str]:
        """Why it hurts and what to do; where an earlier finding has said just that, only where."""
        details = judged.finding.details(self.options.language).strip()
        if not details:
            return
        where = self._where(judged.finding.place)
        earlier = self._explained.setdefault(f"{judged.finding.rule}\n{details}", where)
        if earlier != where:
            yield from wrap(
                self.options.says(f"原因和改法同 {earlier}", f"Why, and what to do: see {earlier}"),
                self.options.width,
                first="  = ",
            )
            return
        first = "  = "
        for paragraph in details.splitlines():
            if paragraph.strip():
                yield from wrap(visible(paragraph.strip()), self.options.width, first=first)
                first = "    "

    def _where(self, place: Place) -> str:
        """`path:line:column`, which terminals and editors make a link."""
        span = self.report.span(place)
        return f"{visible(self.options.path(place.path))}:{span.line}:{span.column}"

    def _bracket(self, text: str) -> str:
        return self.options.says(f"（{text}）", f" ({text})")

    @property
    def _colon(self) -> str:
        return self.options.says("：", ": ")
