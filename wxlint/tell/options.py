"""How a report is told: what the command line and the editor may choose, and what they know of the rules."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TextIO

import msgspec

from wxlint.model.finding import Language, Level


class RuleCard(msgspec.Struct, frozen=True):
    """What formats for programs say about a rule, in the report's language.

    `title` is one line, `page` the rule's whole page in Markdown, `level` the level in force, `docs` where
    the page is published (or "").
    """

    id: str
    title: str
    page: str
    level: Level
    docs: str = ""


class Options(msgspec.Struct, frozen=True):
    """What can be chosen. `color` None asks the stream; `width` is in cells of a terminal.

    `base`: the checked folder as seen from where the user stands (with `/`; "" for here). Paths for people
    and CI begin with it; in `json` and `jsonl` they are relative to the checked folder, or to `given` in it.
    `rules`: those that were run (only `sarif` asks for them).
    """

    language: Language = "en"
    color: bool | None = None
    width: int = 80
    show_info: bool = False
    base: str = ""
    given: str = ""
    docs_url: str = ""
    rules: tuple[RuleCard, ...] = ()

    def on(self, stream: TextIO) -> Options:
        """The same with colour decided: only on a terminal, and not against NO_COLOR or a dumb terminal."""
        if self.color is not None:
            return self
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return msgspec.structs.replace(self, color=stream.isatty() and not plain)

    def path(self, path: str) -> str:
        """A path of the report as seen from where the user stands."""
        if self.base in ("", "."):
            return path
        whole = f"{self.base.rstrip('/')}/{path}"
        # The checked folder holds the one where the user stands: the way up and down again is cut short.
        return os.path.relpath(whole).replace("\\", "/") if self.base.startswith("..") else whole

    def record_path(self, path: str) -> str:
        """A path of the report as it stands in records for programs."""
        return posixpath.relpath(path, self.given) if self.given else path

    def path_in_repository(self, path: str, variable: str) -> str:
        """A path of the report from the repository's root, where a CI service names it in a `variable` of the
        environment and the run is in it; else as the user sees it. The service knows files by that name.
        """
        seen, root = self.path(path), os.environ.get(variable)
        if not root:
            return seen
        here, top = Path.cwd(), Path(root).resolve()
        if not here.is_relative_to(top) or seen.startswith("/"):
            return seen
        return posixpath.normpath(f"{here.relative_to(top).as_posix()}/{seen}")

    def says(self, zh: str, en: str) -> str:
        """The sentence in the chosen language."""
        return zh if self.language == "zh" else en
