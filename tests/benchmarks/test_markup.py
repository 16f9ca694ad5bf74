"""The comparison of WXML readers counts what it says that it counts."""

from pathlib import Path

from benchmarks.markup.__main__ import facts, score
from benchmarks.markup.compiler import broken
from benchmarks.markup.readers import Reading, ours


def test_facts_are_counted_by_kind() -> None:
    found = facts([("import", {"src": "a"}), ("view", {"bindtap": "go", "hidden": None, "src": "b"})])
    assert found["elements"].total() == 2
    assert found["attributes"].total() == 4
    assert list(found["handlers"]) == [("view", "bindtap", "go")]
    assert list(found["imports"]) == [("import", "a")]


def test_a_score_tells_missed_from_added_and_leaves_out_what_the_judge_refuses() -> None:
    judged = [Reading([("view", {"a": "1"})]), Reading([], refused="why")]
    read = [Reading([("view", {"a": "2"}), ("text", {})]), Reading([("view", {})])]
    result = score([Path("a"), Path("b")], judged, read)
    assert (result.same["elements"], result.missed["elements"], result.added["elements"]) == (1, 0, 1)
    assert (result.same["attributes"], result.missed["attributes"], result.added["attributes"]) == (0, 1, 1)


def test_files_are_broken_in_one_place_and_always_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.wxml"
    file.write_bytes(b'<view class="{{a}}"><text>b</text></view>')
    once = list(broken([file], 20))
    assert once == list(broken([file], 20))
    assert all(len(data) < file.stat().st_size for _, data in once)


def test_our_reader_gives_elements_with_their_attributes(tmp_path: Path) -> None:
    file = tmp_path / "a.wxml"
    file.write_bytes(b'<view hidden a="{{b}}"/>')
    (reading,) = ours([file])
    assert reading.elements == [("view", {"hidden": None, "a": "{{b}}"})]
