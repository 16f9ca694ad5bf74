"""The shape that reviews would otherwise have to hold: small modules, owned imports, one rule API.

That imports run one way between the layers is import-linter's part (`make layers`).
"""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "wxlint").rglob("*.py"))
RULES = sorted((ROOT / "rules").rglob("*.py"))

# What takes long to import, or belongs to one layer only, and the folders or modules that may name it.
OWNERS = {
    "click": ("wxlint/cli",),
    "pygls": ("wxlint/lsp",),
    "lsprotocol": ("wxlint/lsp",),
    "tree_sitter": ("wxlint/read",),
    "tree_sitter_javascript": ("wxlint/read",),
    "tree_sitter_typescript": ("wxlint/read",),
}
RULE_API = ("wxlint.judge.rule", "wxlint.model", "wxlint.platform")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}: relative import"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_at_most_400_lines(path: Path) -> None:
    assert len(path.read_bytes().splitlines()) <= 400


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_is_at_most_80_lines(path: Path) -> None:
    assert len(path.read_bytes().splitlines()) <= 80


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_first_line_of_a_module_says_its_reason_to_exist(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith('"""')
    assert first.rstrip('"').endswith((".", ":"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_is_named_only_where_it_belongs(path: Path) -> None:
    for module in imported(path):
        owners = OWNERS.get(module.partition(".")[0])
        assert owners is None or name(path).startswith(owners), f"{module} belongs to {owners}"


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_imports_the_rule_api_and_the_standard_library_only(path: Path) -> None:
    for module in imported(path):
        top = module.partition(".")[0]
        assert top in sys.stdlib_module_names or module.startswith(RULE_API), module


@pytest.mark.parametrize("path", RULES, ids=name)
def test_a_rule_has_its_page_beside_it(path: Path) -> None:
    assert path.with_suffix(".md").is_file()


def test_nothing_but_rules_and_their_pages_is_in_the_rule_pack() -> None:
    files = {
        name(path)
        for path in (ROOT / "rules").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    beside = {name(path) for rule in RULES for path in (rule, rule.with_suffix(".md"))}
    assert files == beside
