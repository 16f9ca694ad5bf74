"""Path patterns match as in .gitignore, and mean the same files from every folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxlint.read.globs import Globs


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("dist", "dist", True),
        ("dist", "dist/a.js", True),
        ("dist", "pages/dist/a.js", True),
        ("dist/", "pages/dist/a.js", True),
        ("dist", "distance/a.js", False),
        ("/dist", "dist/a.js", True),
        ("/dist", "pages/dist/a.js", False),
        ("./dist", "pages/dist/a.js", False),
        ("pages/a.js", "pages/a.js", True),
        ("pages/a.js", "x/pages/a.js", False),
        ("*.min.js", "lib/vendor.min.js", True),
        ("*.min.js", "lib/vendor.js", False),
        ("pages/*/a.js", "pages/x/a.js", True),
        ("pages/*/a.js", "pages/x/y/a.js", False),
        ("pages/**/a.js", "pages/a.js", True),
        ("pages/**/a.js", "pages/x/y/a.js", True),
        ("pages/**", "pages/x/y/a.js", True),
        ("pages/**", "pages", False),
        ("**/a.js", "a.js", True),
        ("?.js", "a.js", True),
        ("?.js", "ab.js", False),
        ("[ab].js", "b.js", True),
        ("[!ab].js", "b.js", False),
        ("[!ab].js", "c.js", True),
        ("[z-a].js", "[z-a].js", True),
        ("a[.js", "a[.js", True),
        ("a+b.js", "a+b.js", True),
        ("a+b.js", "aab.js", False),
        ("页面/*.js", "页面/首页.js", True),
        ("Dist", "dist/a.js", False),
    ],
)
def test_a_pattern_matches_as_in_gitignore(pattern: str, path: str, matches: bool) -> None:
    assert Globs([pattern]).match(path) is matches


NAMES = st.sampled_from(["a", "b", "ab", "a.js", "[x]"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PATTERNS = st.builds(
    lambda lead, parts: lead + "/".join(parts),
    st.sampled_from(["", "/", "./"]),
    st.lists(
        NAMES.filter(lambda name: "[" not in name) | st.sampled_from(["*", "**", "a*", "?", "[ab]"]),
        min_size=1,
        max_size=4,
    ),
)


@given(PATTERNS, PATHS, PATHS)
def test_patterns_mean_the_same_files_seen_from_a_folder_below(pattern: str, folder: str, path: str) -> None:
    globs = Globs([pattern])
    assert globs.below(folder).match(path) == globs.match(f"{folder}/{path}")


@given(PATTERNS, PATHS, PATHS)
def test_patterns_mean_the_same_files_seen_from_a_folder_above(pattern: str, folder: str, path: str) -> None:
    globs = Globs([pattern])
    assert globs.above(folder).match(f"{folder}/{path}") == globs.match(path)
    assert not globs.above(folder).match(f"other/{path}")


def test_no_patterns_match_nothing() -> None:
    assert not Globs([])
    assert not Globs([]).match("a.js")
