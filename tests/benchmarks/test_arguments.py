"""What is measured by itself, and what only when asked."""

from pathlib import Path

import pytest

from benchmarks.arguments import ROOT, named, parsed

PEERS = ["eslint", "semgrep", "ast-grep", "oxlint"]


def test_unless_asked_a_hundred_pages_are_the_most() -> None:
    arguments = parsed([], PEERS)
    assert arguments.pages == [100]
    assert arguments.peers == PEERS


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        (["--pages", "0"], []),
        (["--pages", "30", "--pages", "7"], [7, 30]),
        (["--scale", "2000"], [250, 500, 1_000, 2_000]),
        (["--scale", "500", "--pages", "100"], [100, 250, 500]),
        (["--scale", "10000"], [250, 500, 1_000, 2_000, 5_000, 10_000]),
    ],
)
def test_sizes_are_those_asked_for(given: list[str], pages: list[int]) -> None:
    assert parsed(given, PEERS).pages == pages


def test_quick_leaves_out_who_takes_long_and_can_be_overruled() -> None:
    quick = parsed(["--quick"], PEERS)
    assert quick.peers == ["ast-grep", "oxlint"]
    assert (quick.rounds, quick.startup_rounds, quick.pages) == (3, 5, [100])
    assert parsed(["--quick", "--rounds", "9"], PEERS).rounds == 9


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--peers", "oxlint,nobody"], "no such peer: nobody"),
        (["--rounds", "0"], "above zero"),
        (["--pages", "-1"], "above zero"),
        (["--patience", "0"], "above zero"),
        (["/no/such/folder"], "no such folder"),
        (["--cache", str(ROOT / "peers")], "outside the repository"),
    ],
)
def test_what_makes_no_sense_is_refused(
    given: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parsed(given, PEERS)
    assert sentence in capsys.readouterr().err


def test_a_folder_may_be_given_a_name(tmp_path: Path) -> None:
    (plain,) = named([str(tmp_path)])
    (other,) = named([f"shop={tmp_path}"])
    assert (plain.name, other.name) == (tmp_path.name, "shop")
    assert plain.folder == other.folder == tmp_path
    assert plain.given
