"""A URL as far as it is known: scheme, host, port, path, query, each with the place where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec

from wxlint.model.place import Place
from wxlint.model.values import Part, Text
from wxlint.regexps import regexp

AddressKind = Literal["loopback", "lan", "public"]

_SCHEME = regexp(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_AUTHORITY_END = regexp(r"[/?#\\]")
_IPV4 = regexp(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})")
_IPV6 = regexp(r"(?=.*:.*:)[0-9a-f:.]+(?:%\w+)?")
_BESIDE = 40
_LAN_BEGIN = regexp(r"(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.(?:\d{1,3}\.)*")


class QueryPiece(msgspec.Struct, frozen=True):
    """A piece of a query string.

    `in_value`: it stands behind a known `name=`, so that a hole is a value or a part of one, and neither a
    name nor a whole `name=value`. `seat`: where it is put into the URL: itself where it is written there, or
    the literal before it where it comes from elsewhere.
    """

    part: Part
    in_value: bool
    seat: Place | None


class Url:
    """A `Text` that is used as a URL. A property is None where the known prefix does not decide it."""

    def __init__(self, text: Text) -> None:
        self.text = text

    @cached_property
    def prefix(self) -> str:
        """What is known from the beginning up to the first hole."""
        return self.text.prefix

    def ends_as(self, other: Url) -> bool:
        """Whether the URL is the other one, as it is written there, behind something. The strokes that pieces
        begin with do not count: a client takes them away where it puts a path behind a base.
        """
        longer, end = (
            [(part.text and part.text.lstrip("/"), part.place) for part in one.text.parts if part.text != ""]
            for one in (self, other)
        )
        return len(longer) > len(end) and longer[-len(end) :] == end

    @cached_property
    def known(self) -> bool:
        """Whether the URL has no hole."""
        return self.text.known is not None

    @cached_property
    def _scheme_match(self) -> re.Match[str] | None:
        match = _SCHEME.match(self.prefix)
        # `host:8080/…` has no scheme: what follows the colon is a port.
        if match and not self.prefix.startswith("//", match.end()):
            return None
        return match

    @property
    def scheme(self) -> str | None:
        """Lower-case scheme without the colon."""
        match = self._scheme_match
        return match.group(1).lower() if match else None

    @cached_property
    def authority_start(self) -> int | None:
        """Index in the prefix of the first character after `scheme://`."""
        match = self._scheme_match
        return match.end() + 2 if match else None

    @cached_property
    def authority_end(self) -> int | None:
        """Index in the prefix after the authority's last character; None where a hole comes before that."""
        if self.authority_start is None:
            return None
        end = _AUTHORITY_END.search(self.prefix, self.authority_start)
        if end:
            return end.start()
        return len(self.prefix) if self.known else None

    @cached_property
    def authority(self) -> str | None:
        """What stands between `//` and the path, where it is wholly known."""
        if self.authority_start is None or self.authority_end is None:
            return None
        return self.prefix[self.authority_start : self.authority_end]

    @cached_property
    def authority_begin(self) -> str | None:
        """The known beginning of the authority: '' directly before a hole, None where no scheme is known."""
        return (
            None if self.authority_start is None else self.prefix[self.authority_start : self.authority_end]
        )

    @cached_property
    def _host_span(self) -> tuple[int, int] | None:
        """The host in the prefix, userinfo and brackets cut off; the empty span where there is none."""
        if self.authority_start is None or self.authority_begin is None:
            return None
        begin = self.authority_begin.rpartition("@")[2]
        start = self.authority_start + len(self.authority_begin) - len(begin)
        bracket = begin.startswith("[")
        end = begin.find("]" if bracket else ":")
        if end < 0:
            if self.authority_end is None:
                return None
            end = len(begin)
        return start + bracket, start + end

    @property
    def host(self) -> str | None:
        """Lower-case host name or address; '' where it is empty. IPv6 without its brackets."""
        span = self._host_span
        return None if span is None else self.prefix[span[0] : span[1]].lower()

    @cached_property
    def _port_span(self) -> tuple[int, int] | None:
        if self._host_span is None or self.authority_end is None:
            return None
        start = self._host_span[1]
        start += self.prefix.startswith("]", start)
        return (start + 1, self.authority_end) if self.prefix.startswith(":", start) else None

    @property
    def port(self) -> str | None:
        """The port as written; None where there is none, or a part of it is a hole."""
        span = self._port_span
        return (self.prefix[span[0] : span[1]] or None) if span else None

    @property
    def address(self) -> AddressKind | None:
        """What kind of address the host is; None for a domain name, and for a host that is not known."""
        host = self.host
        return address_kind(self.authority_begin or "" if host is None else host)

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

    @property
    def query_pieces(self) -> Iterator[QueryPiece]:
        """The pieces of the query string, up to a known `#`. What is put in directly behind another value may
        be further parameters: it is in no value.
        """
        in_value = behind_hole = False
        before: Place | None = None
        for part in self.query_parts:
            seat = part.place if before is None or _beside(before, part.place) else before
            yield QueryPiece(part, in_value and not behind_hole, seat or self.text.place)
            behind_hole = part.text is None
            if part.text is None:
                continue
            known, hash_mark, _ = part.text.partition("#")
            behind = known.rpartition("&")
            in_value = "=" in behind[2] or (in_value and not behind[1])
            # A number in between is itself put in from elsewhere.
            before = part.place if part.inner >= 0 or before is None else before
            if hash_mark:
                return

    @property
    def query_place(self) -> Place | None:
        """The literal in which the query string begins, by which it is told from another one."""
        return (self.query_parts[0].place if self.query_parts else None) or self.text.place

    def place_of(self, index: int) -> Place | None:
        """Where the literal that holds character `index` of the known prefix is written."""
        found = self.text.part_at(index)
        return (found[0].place if found else None) or self.text.place

    @property
    def scheme_place(self) -> Place | None:
        """The literal that holds the URL's first character: the scheme, or the path of a relative URL."""
        return self.place_of(0)

    @property
    def host_place(self) -> Place | None:
        """The literal that holds the host's first character."""
        if self._host_span:
            return self.place_of(self._host_span[0])
        return None if self.authority_start is None else self.place_of(self.authority_start)

    @property
    def port_place(self) -> Place | None:
        """The literal that holds the port's first digit."""
        return self.place_of(self._port_span[0]) if self._port_span else None

    @property
    def scheme_span(self) -> Place | None:
        """Exactly the scheme's letters, for a fix; None where escapes or a computed part are in the way."""
        match = self._scheme_match
        found = self.text.part_at(match.start(1)) if match else None
        if match is None or found is None:
            return None
        part, at = found
        return part.span(at, len(match.group(1)))


def _beside(before: Place, after: Place | None) -> bool:
    """Whether an expression follows directly on a literal, with ` + ` and an indent between them at most."""
    return after is not None and before.path == after.path and 0 <= after.start - before.end <= _BESIDE


def address_kind(host: str) -> AddressKind | None:
    """What kind of address a lower-case host is: this very device, the same network (RFC 1918, 3927, 4193),
    anywhere. None for a domain name. A beginning that can only become a LAN address, as `192.168.1.`, is one.
    """
    if host == "localhost" or host.endswith(".localhost"):
        return "loopback"
    four = _IPV4.fullmatch(host.removeprefix("::ffff:"))
    if four is not None and all(int(octet) < 256 for octet in four.groups()):
        first, second = int(four.group(1)), int(four.group(2))
        if first == 127 or four.group() == "0.0.0.0":  # noqa: S104 - an address to recognise, nothing is bound
            return "loopback"
        private = (
            first == 10 or (first, second) in ((192, 168), (169, 254)) or (first == 172 and 16 <= second < 32)
        )
        return "lan" if private else "public"
    if _LAN_BEGIN.fullmatch(host):
        return "lan"
    if _IPV6.fullmatch(host):
        if host in ("::1", "::", "0:0:0:0:0:0:0:1"):
            return "loopback"
        return "lan" if re.match(r"f[cd]..:|fe[89ab].:", host) else "public"
    return None
