"""The language of a run."""

from __future__ import annotations

import pytest

from wxlint.cli.speech import Speech, of_locale


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ja_JP"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], language: str) -> None:
    assert of_locale(environment) == language


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["check", "--lang", "zh"], "zh"),
        (["check", "--lang=en", "x"], "en"),
        (["check", "--lang", "fr"], None),
        (["check", "zh"], None),
        ([], None),
    ],
)
def test_a_language_that_is_asked_for_stays(arguments: list[str], asked: str | None) -> None:
    speech = Speech(arguments)
    assert speech.fixed is (asked is not None)
    settled = speech.settle("zh" if asked == "en" else "en")
    assert settled == (asked or "en")
