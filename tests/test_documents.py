"""The documents say what the tool does today."""

import re
from pathlib import Path

import pytest

from tools.documents import DOCUMENTS, rewritten, wxlint

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")
TOML = re.compile(r"```toml\n(lang = .*?)```", re.DOTALL)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_quotes_is_what_the_tool_prints(name: str) -> None:
    assert rewritten(text_of(name), DOCUMENTS[name]) == text_of(name), "run `make docs`"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_configuration_that_a_document_shows_is_legal(name: str, tmp_path: Path) -> None:
    (shown,) = TOML.findall(text_of(name))
    configuration = tmp_path / "wxlint.toml"
    configuration.write_text(shown, encoding="utf-8")
    assert wxlint("rules", "--config", str(configuration))


@pytest.mark.parametrize("name", [*DOCUMENTS, "CONTRIBUTING.md", "CHANGELOG.md", *PAGES])
def test_a_link_leads_somewhere(name: str) -> None:
    for link in LINK.findall(text_of(name)):
        assert (ROOT / name).parent.joinpath(link).exists(), link


def test_both_readmes_have_the_same_sections() -> None:
    english, chinese = (re.findall(r"^#+", text_of(name), re.MULTILINE) for name in DOCUMENTS)
    assert english == chinese
