"""The configuration: which file counts, what it sets, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from wxlint.config import Config, Source, schema
from wxlint.config.toml_lines import toml_lines
from wxlint.errors import ConfigError, WxlintError
from wxlint.judge.settings import JudgeSettings
from wxlint.link.settings import DeclaredWrapper, LinkSettings
from wxlint.read.globs import Globs


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, *, base: Path | None = None, **source: object) -> Config:
    return Source(**source).configure(folder, base or folder)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("files", "language"),
    [
        ({"wxlint.toml": "lang = 'zh'"}, "zh"),
        ({"pyproject.toml": "[tool.wxlint]\nlang = 'zh'"}, "zh"),
        ({"package.json": '{"name": "x", "wxlint": {"lang": "zh"}}'}, "zh"),
        ({"wxlint.toml": "lang = 'zh'", "package.json": '{"wxlint": {"lang": "en"}}'}, "zh"),
        ({"pyproject.toml": "[tool.other]\n# wxlint", "package.json": '{"wxlint": {"lang": "zh"}}'}, "zh"),
        ({"package.json": '{"devDependencies": {"wxlint": "1"}}', "../wxlint.toml": "lang = 'zh'"}, "zh"),
        ({"pyproject.toml": "broken [", "../wxlint.toml": "lang = 'zh'"}, "zh"),
        ({"wxlint.toml": "", "../wxlint.toml": "lang = 'zh'"}, None),
        ({".git/HEAD": "", "../wxlint.toml": "lang = 'zh'"}, None),
        ({".git/HEAD": "", "wxlint.toml": "lang = 'zh'"}, "zh"),
        ({".git": "gitdir: elsewhere", "../wxlint.toml": "lang = 'zh'"}, None),
    ],
)
def test_the_nearest_file_counts_up_to_the_root_of_the_repository(
    tmp_path: Path, files: dict[str, str], language: str | None
) -> None:
    assert read(write(tmp_path / "inner", files)).language == language


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    config = read(write(tmp_path, {".git/HEAD": ""}))
    assert (config.judge, config.link, config.file, config.fail_on) == (
        JudgeSettings(),
        LinkSettings(),
        None,
        "warn",
    )


def test_isolated_reads_nothing_and_a_named_file_is_read_from_anywhere(tmp_path: Path) -> None:
    write(tmp_path, {"wxlint.toml": "lang = 'zh'", "elsewhere/ours.toml": "lang = 'en'"})
    assert read(tmp_path, isolated=True).language is None
    assert read(tmp_path, file=tmp_path / "elsewhere/ours.toml").language == "en"


EVERY_KEY = """
"$schema" = "./schema.json"
profile = "strict"
select = ["all"]
ignore = ["unused-suppression", "config"]
min-confidence = "certain"
fail-on = "error"
lang = "en"
exclude = ["lib"]
include = ["dist/a.js"]
api-objects = ["wx", "uni"]
guard-functions = ["lockOnce"]
packs = ["./lint"]
wrappers = [{ call = "http.post", url = 0, method = "POST", data = "body", base = "https://a.com" }]
[severity]
unused-suppression = "info"
[rules.our-own]
limit = 3
[[overrides]]
paths = ["demo/**"]
ignore = ["our-own"]
severity = { unused-suppression = "off" }
"""
OUR_OWN = """
from wxlint.judge.rule import Rule
class OurOwn(Rule):
    id = "our-own"
    level = "warn"
    options = {"limit": {"type": "integer", "minimum": 1, "default": 1}}
    def check(self, program):
        yield from ()
"""


def test_every_key_reaches_its_setting(tmp_path: Path) -> None:
    config = read(write(tmp_path, {"wxlint.toml": EVERY_KEY, "lint/house/our_own.py": OUR_OWN}))
    judge, link = config.judge, config.link
    assert (judge.profile, judge.select, judge.min_confidence) == ("strict", ("all",), "certain")
    assert judge.ignore == ("unused-suppression", "config")
    assert judge.severity == {"unused-suppression": "info"}
    assert judge.options == {"our-own": {"limit": 3}}
    (override,) = judge.overrides
    assert (override.paths, override.ignore) == (("demo/**",), ("our-own",))
    assert override.severity == {"unused-suppression": "off"}
    assert (link.exclude, link.include) == (("lib",), ("dist/a.js",))
    assert link.wrappers == (DeclaredWrapper("http.post", 0, "POST", "body", None, "https://a.com"),)
    assert (link.api_objects, link.guard_functions) == (("wx", "uni"), ("lockOnce",))
    assert (config.fail_on, config.language) == ("error", "en")
    assert config.rules.by_id["our-own"].docs == ""
    assert config.idle == ()


def test_every_key_of_the_schema_says_what_it_is_for() -> None:
    for name, part in schema()["properties"].items():
        assert part.get("description"), name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lang = 'zh'\nselct = ['all']", "wxlint.toml:2: there is no key `selct`; did you mean `select`?"),
        ("\nlang = 'cn'", 'wxlint.toml:2: lang: "cn" is none of `zh`, `en`'),
        ("profile = 'Strict'", "did you mean `strict`?"),
        ("select = 'all'", 'wxlint.toml:1: select: expected an array, not "all"'),
        ("select = [\n  'all',\n  3,\n]", "wxlint.toml:3: select[1]: expected a string, not 3"),
        (
            "select = [\n  'unused-supression']",
            "wxlint.toml:2: there is no rule `unused-supression`; did you mean `unused-suppression`?",
        ),
        ("[severity]\n\nunused-supression = 'off'", "wxlint.toml:3: there is no rule `unused-supression`"),
        ("severity.unused-suppression = 'fatal'", "wxlint.toml:1: severity.unused-suppression: "),
        ("[rules.none]\nx = 1", "wxlint.toml:1: there is no rule `none`"),
        (
            "[rules.unused-suppression]\n# about\nlimit = 1",
            "wxlint.toml:3: there is no key `limit`",
        ),
        ("[[overrides]]\npaths = ['a']\n[[overrides]]\n", "wxlint.toml:3: overrides[1]: `paths` is missing"),
        ("[[overrides]]\npaths = []", "wxlint.toml:2: overrides[0].paths: at least one item is needed"),
        (
            "[[overrides]]\npaths = ['a']\n[overrides.severity]\nnone = 'off'",
            "wxlint.toml:4: there is no rule `none`",
        ),
        ("api-objects = ['wx', 'u ni']", 'wxlint.toml:1: api-objects[1]: "u ni" does not match'),
        ("x = 1\na = \ny = 2", "wxlint.toml:2: not valid TOML: "),
        ("profile = 'core'\nlang = '\udcff'", "wxlint.toml:2: not UTF-8; save the file as UTF-8"),
        ("lang = zh", "; a text stands in quotes"),
        ("[wxlint]\nlang = 'zh'", "there is no key `wxlint`; in wxlint.toml keys stand in no table"),
        ("[tool.wxlint]\nlang = 'zh'", "there is no key `tool`; [tool.wxlint] is for pyproject.toml"),
        ("extends = 'all'", "there is no key `extends`; write `profile`"),
        ("ignorePatterns = ['lib']", "there is no key `ignorePatterns`; write `exclude`"),
        ("[rules]\nunused-suppression = 'off'", "; levels stand in [severity]: unused-suppression = …"),
        ("[severity]\nconfig = 'off'", "there is no rule `config`: it is a group, and here each rule stands"),
        (
            "ignore = ['lib/**']",
            "there is no rule `lib/**`; files that are not to be read stand in `exclude`",
        ),
        ("packs = [\n'./lint']", "wxlint.toml:2: packs[0]: there is no folder ./lint"),
        ("[[wrappers]]\ncall = 'a.b'", "wxlint.toml:1: wrappers[0]: `url` is missing"),
        ("[[wrappers]]\ncall = 'a.b'\nurl = 0\nmetod = 1", "there is no key `metod`; did you mean `method`?"),
        ("[[wrappers]]\ncall = 'a.b'\nurl = 0.5", "wrappers[0].url: expected a whole number or a string"),
        ("[[wrappers]]\ncall = 'a.b'\nurl = -1", "wxlint.toml:3: wrappers[0].url: must not be under 0"),
        ("[[wrappers]]\ncall = 'a('\nurl = 0", "wxlint.toml:2: wrappers[0].call: "),
        ("when = 2020-01-01", "there is no key `when`"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_nearest_name(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "wxlint.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WxlintError) as raised:
        read(tmp_path)
    assert said in str(raised.value)
    assert raised.value.status == 2


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"wxlint.toml": "selct = []\nprofile = 'x'"})
    with pytest.raises(ConfigError) as raised:
        read(tmp_path)
    assert len(str(raised.value).splitlines()) == len(raised.value.zh.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "pyproject.toml",
            "[tool.x]\n[tool.wxlint]\nselct = []",
            "pyproject.toml:3: there is no key `selct`",
        ),
        ("package.json", '{\n "wxlint": {\n  "lang": "cn"}}', "package.json:3: lang: "),
        ("package.json", '{\n "wxlint": {\n  "select": ["all",\n 3]}}', "package.json:4: select[1]: "),
        ("package.json", '{\n "wxlint": 3}', "package.json:2: expected a table, not 3"),
        ("package.json", '{\n "wxlint": {},\n}', "package.json:2: "),
    ],
)
def test_lines_are_right_in_every_kind_of_file(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read(write(tmp_path, {name: text}))
    assert said in str(raised.value)


def test_a_named_file_that_is_not_there_or_holds_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        read(tmp_path, file=tmp_path / "none.toml")
    write(tmp_path, {"package.json": "{}"})
    with pytest.raises(ConfigError, match="contains no wxlint configuration"):
        read(tmp_path, file=tmp_path / "package.json")


def test_globs_are_relative_to_the_file_whatever_folder_is_checked(tmp_path: Path) -> None:
    write(tmp_path, {"wxlint.toml": "exclude = ['/shop/lib', '*.min.js', 'apps/*/gen']"})
    shop = write(tmp_path / "shop", {"wxlint.toml": "exclude = ['/lib']"})
    above = Globs(read(tmp_path).link.exclude)
    assert [above.match(path) for path in ("shop/lib/a.js", "lib/a.js", "x/a.min.js")] == [True, False, True]
    below = Globs(read(tmp_path, base=tmp_path / "apps/one").link.exclude)
    assert [below.match(path) for path in ("gen/a.js", "x/gen/a.js", "a.min.js")] == [True, False, True]
    nested = Globs(read(shop, base=tmp_path).link.exclude)
    assert [nested.match(path) for path in ("shop/lib/a.js", "lib/a.js")] == [True, False]


def test_packs_that_are_not_trusted_are_not_run_and_their_names_are_no_mistake(tmp_path: Path) -> None:
    write(tmp_path, {"wxlint.toml": EVERY_KEY, "lint/house/our_own.py": "raise SystemError"})
    config = read(tmp_path, trust_packs=False)
    assert "our-own" not in config.rules.by_id
    assert config.judge.foreign_rules


def test_keys_without_effect_are_named_with_their_line(tmp_path: Path) -> None:
    config = read(write(tmp_path, {"wxlint.toml": "lang = 'zh'\nbaseline = 'old.json'"}))
    assert [(key, place.rpartition("/")[2]) for key, place in config.idle] == [("baseline", "wxlint.toml:2")]


def test_the_method_option_of_the_double_tap_rule_reaches_the_rehearsal(tmp_path: Path) -> None:
    write(tmp_path, {"wxlint.toml": "[rules.missing-double-tap-guard]\nmethods = 'all'"})
    assert read(tmp_path).link.all_methods


def test_every_key_of_toml_has_its_line() -> None:
    text = '''# about
title = "a # b" # c
text = """
x = 1
"""
[a]
"b c".d = [ # first
  1,
  { x = 1, y = [
    2] },
]
[[a.list]]
p = 'C:\\\\'
[[a.list]]
[a.list.q]
r = 1
'''
    lines = toml_lines(text)
    assert lines[("title",)] == 2
    assert ("x",) not in lines
    assert lines[("a", "b c", "d")] == 7
    assert (lines[("a", "b c", "d", 0)], lines[("a", "b c", "d", 1, "y", 0)]) == (8, 10)
    assert (lines[("a", "list", 0, "p")], lines[("a", "list", 1)], lines[("a", "list", 1, "q", "r")]) == (
        13,
        14,
        16,
    )
