"""A regular expression that is compiled late answers as one that is compiled at once."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest

from wxlint.regexps import regexp


def test_it_is_compiled_with_the_first_question_and_then_no_more() -> None:
    with patch("wxlint.regexps.re.compile", wraps=re.compile) as compiling:
        late = regexp(r"(a+)(b)?")
        assert not compiling.called
        assert [one.group(1) for one in late.finditer("caab a")] == ["aa", "a"]
        assert late.sub(r"<\1>", "caab") == "c<aa>"
        assert late.groups == 2
    assert compiling.call_count <= 2


@pytest.mark.parametrize("method", ["match", "search", "fullmatch", "findall", "split"])
@pytest.mark.parametrize("text", ["", "A1", "xA1y", "a1,B2"])
def test_it_answers_like_one_that_is_compiled(method: str, text: str) -> None:
    late, now = regexp(r"([a-z])\d", re.IGNORECASE), re.compile(r"([a-z])\d", re.IGNORECASE)
    given, expected = getattr(late, method)(text), getattr(now, method)(text)
    if isinstance(expected, re.Match):
        given, expected = (given.span(), given.groups()), (expected.span(), expected.groups())
    assert given == expected


def test_bytes_are_matched_by_bytes() -> None:
    found = regexp(rb"\d+").search(b"a12")
    assert found is not None
    assert found.group() == b"12"
