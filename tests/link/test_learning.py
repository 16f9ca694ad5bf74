"""What a machine learns of functions while it is told to learn nothing is forgotten, and nothing else is."""

from pathlib import Path

from wxlint.link.program import at_work, linker_of
from wxlint.link.project import find_apps
from wxlint.link.settings import LinkSettings
from wxlint.link.survey import Survey
from wxlint.read.files import Files


def test_what_is_learnt_meanwhile_is_forgotten() -> None:
    machine = Survey().machine
    machine.learn(machine.relevant, 1)
    with machine.learning_nothing():
        machine.learn(machine.relevant, 1)
        machine.learn(machine.relevant, 2)
        machine.learn(machine.scattered, "show")
        assert machine.relevant == {1, 2}
    assert machine.relevant == {1}
    assert not machine.scattered


def test_what_is_learnt_inside_is_forgotten_first() -> None:
    machine = Survey().machine
    with machine.learning_nothing():
        machine.learn(machine.heavy, 1)
        with machine.learning_nothing():
            machine.learn(machine.heavy, 1)
            machine.learn(machine.heavy, 2)
        assert machine.heavy == {1}
    assert not machine.heavy


def test_it_is_forgotten_after_an_error_too() -> None:
    machine = Survey().machine
    try:
        with machine.learning_nothing():
            machine.learn(machine.active, 1)
            raise RuntimeError
    except RuntimeError:
        assert not machine.active


def test_what_is_known_is_not_copied() -> None:
    # Each page is rehearsed so: a copy of what is known of all pages would cost their square.
    machine = Survey().machine
    known = machine.surveyed
    with machine.learning_nothing():
        assert machine.surveyed is known


def test_what_runs_noted_for_each_other_is_let_go_of_behind_the_survey(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.json").write_text('{"pages": ["pages/a"]}')
    (tmp_path / "app.js").write_text("App({})")
    (tmp_path / "pages/a.js").write_text(
        "function send(path) { wx.request({ url: 'https://a.example.com' + path, complete() {} }) }\n"
        "Page({ data: { a: 0 }, onLoad() { this.setData({ a: 1 }); send('/b') } })\n"
    )
    (tmp_path / "pages/a.wxml").write_text("<view />")
    files, settings = Files(tmp_path), LinkSettings()
    (app,) = find_apps(files, settings)
    linker = linker_of(files, settings, app)
    with at_work():
        assert linker.program().requests
    machine = linker.survey.machine
    assert not any((machine.running, machine.touched, machine.read, machine.closures))
    assert not any(entry.touched or entry.read for entry in linker.survey.entries)
