"""A URL as far as it is known: scheme, host, port, path, query, each with the place where it was written."""

from __future__ import annotations

import re
from functools import cached_property

from wxlint.model.place import Place
from wxlint.model.values import Part, Text

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_AUTHORITY_END = re.compile(r"[/?#\\]")


class Url:
    """A view on a `Text` that is used as a URL. Every property is None where the known prefix does not decide it."""

    def __init__(self, text: Text) -> None:
        self.text = text

    @cached_property
    def _scheme_match(self) -> re.Match[str] | None:
        match = _SCHEME.match(self.text.prefix)
        # `host:8080/…` has no scheme: what follows the colon is a port.
        if match and not self.text.prefix.startswith("//", match.end()):
            return None
        return match

    @property
    def scheme(self) -> str | None:
        """Lower-case scheme without the colon."""
        match = self._scheme_match
        return match.group(1).lower() if match else None

    @cached_property
    def authority(self) -> str | None:
        """What stands between `//` and the path, where it is wholly known (userinfo cut off)."""
        span = self._authority_span
        if span is None:
            return None
        return self.text.prefix[span[0] : span[1]].rpartition("@")[2]

    @cached_property
    def _authority_span(self) -> tuple[int, int] | None:
        match = self._scheme_match
        if match is None:
            return None
        prefix, start = self.text.prefix, match.end() + 2
        end = _AUTHORITY_END.search(prefix, start)
        if end:
            return start, end.start()
        return (start, len(prefix)) if self.text.known is not None else None

    @property
    def host(self) -> str | None:
        """Lower-case host name or address; '' where it is empty. IPv6 without its brackets."""
        authority = self.authority
        if authority is None:
            return None
        if authority.startswith("["):
            return authority[1:].partition("]")[0].lower()
        return authority.partition(":")[0].lower()

    @property
    def port(self) -> str | None:
        """The port as written, where there is one."""
        authority = self.authority
        if authority is None:
            return None
        rest = authority.partition("]")[2] if authority.startswith("[") else authority
        port = rest.partition(":")[2]
        return port or None

    @cached_property
    def query_parts(self) -> tuple[Part, ...]:
        """The parts of the query string, beginning after the first known `?`; empty where there is none."""
        for index, part in enumerate(self.text.parts):
            if part.text is not None and "?" in part.text:
                at = part.text.index("?") + 1
                inner = part.inner + len(part.text[:at].encode()) if part.inner >= 0 else -1
                first = Part(part.text[at:], part.place, part.nature, inner)
                return (first, *self.text.parts[index + 1 :])
        return ()

    def place_of(self, index: int) -> Place | None:
        """Where the literal that holds character `index` of the known prefix is written."""
        found = self.text.part_at(index)
        return found[0].place if found else self.text.place

    @property
    def scheme_place(self) -> Place | None:
        """The literal that holds the scheme."""
        return self.place_of(0)

    @property
    def host_place(self) -> Place | None:
        """The literal that holds the host's first character."""
        span = self._authority_span
        return self.place_of(span[0]) if span else None

    @property
    def scheme_span(self) -> Place | None:
        """Exactly the scheme's letters, for a fix; None where escapes or a computed part are in the way."""
        match = self._scheme_match
        found = self.text.part_at(match.start(1)) if match else None
        if match is None or found is None:
            return None
        part, at = found
        if part.place is None or part.inner < 0 or part.text is None or len(part.text) < at + len(match.group(1)):
            return None
        start = part.inner + len(part.text[:at].encode())
        return Place(part.place.path, start, start + len(match.group(1)))
