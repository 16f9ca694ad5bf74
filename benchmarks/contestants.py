"""Who is measured: how each linter is called on a project, and how its findings are counted."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.generate import CORE_RULES
from benchmarks.install import PEERS
from benchmarks.measure import Entry, Measured

# What wxlint leaves alone by itself, the others are told to leave alone.
LEFT_OUT_FOLDERS = ("node_modules", "miniprogram_npm", "dist", "unpackage")
LEFT_OUT_FILES = ("*.min.js", "*.d.ts")
ESLINT_NAMES = {"no-restricted-syntax": "non-https-url"}


@dataclass(frozen=True)
class Outcome:
    """What a run found: files read (None where the tool does not say), findings by rule, files not parsed."""

    files: int | None
    findings: Mapping[str, int]
    unparsed: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return sum(self.findings.values())

    @property
    def core(self) -> int:
        """The findings of the core rules alone."""
        return sum(self.findings.get(rule, 0) for rule in CORE_RULES)


@dataclass(frozen=True)
class Contestant:
    """A linter, ready to run. `core`: it has the core rules, so that its findings can be set beside ours.

    `cached`: its command with a cache, kept in a file or folder of that path; None for one that keeps none.
    """

    name: str
    version: str
    command: tuple[str, ...]
    count: Callable[[Measured], Outcome]
    core: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)
    cached: Callable[[Path], tuple[str, ...]] | None = None

    def entry(self, project: Path) -> Entry:
        """The command on this project, which is the folder it runs in."""
        typescript = any(scripts(project, "*.ts"))
        environment = {**self.environment, "BENCH_TYPESCRIPT": "1" if typescript else "0"}
        return Entry(self.name, self.command, project, environment, frozenset({0, 1}))


def scripts(project: Path, *patterns: str) -> Iterable[Path]:
    """The scripts of a project that a linter is asked to read."""
    for pattern in patterns:
        for path in sorted(project.rglob(pattern)):
            parts = path.relative_to(project).parts
            hidden = any(part in LEFT_OUT_FOLDERS for part in parts)
            if path.is_file() and not hidden and not any(path.match(each) for each in LEFT_OUT_FILES):
                yield path


def wxlint(program: Path, version: str) -> Contestant:
    """The tool of this repository, with all its default rules."""
    check = (str(program), "check", "--isolated", "--format", "json")
    return Contestant(
        "wxlint",
        version,
        (*check, "--no-cache", "."),
        count_wxlint,
        cached=lambda cache: (*check, "--cache-dir", str(cache), "."),
    )


def eslint(folder: Path, version: str, *, selector: bool) -> Contestant:
    """ESLint with our core rules, or with one selector rule only. Its cache is measured with the former."""
    ignored = (*(f"**/{name}/" for name in LEFT_OUT_FOLDERS), *(f"**/{name}" for name in LEFT_OUT_FILES))
    command = (
        str(folder / "node_modules/.bin/eslint"),
        *("--config", str(PEERS / "eslint/eslint.config.mjs"), "--no-inline-config", "--format", "json"),
        *("--no-error-on-unmatched-pattern", *_each("--ignore-pattern", ignored), "."),
    )
    return Contestant(
        "ESLint, one selector" if selector else "ESLint",
        version,
        command,
        count_eslint,
        environment={"BENCH_RULES": "selector" if selector else "core", "BENCH_MODULES": f"{folder}/"},
        cached=None if selector else lambda cache: (*command, "--cache", "--cache-location", str(cache)),
    )


def semgrep(folder: Path, version: str, *, one: bool) -> Contestant:
    """Semgrep with our core rules, or with one of them only, sending nothing anywhere."""
    program = folder / "venv/bin/semgrep"
    rules = PEERS / "semgrep" / ("one-rule.yml" if one else "rules.yml")
    return Contestant(
        "Semgrep, one rule" if one else "Semgrep",
        version,
        (
            *(str(program), "scan", "--config", str(rules), "--metrics=off"),
            *("--disable-version-check", "--no-git-ignore", "--json", "--quiet"),
            *(*_each("--exclude", (*LEFT_OUT_FOLDERS, *LEFT_OUT_FILES)), "."),
        ),
        count_semgrep,
        # Without the switch Semgrep asks its server for newer versions, and waits.
        environment={
            "SEMGREP_ENABLE_VERSION_CHECK": "0",
            "SEMGREP_SEND_METRICS": "off",
            "SEMGREP_SETTINGS_FILE": str(folder / "settings.yml"),
            "PATH": f"{program.parent}:/usr/bin:/bin",
        },
    )


def ast_grep(folder: Path, version: str) -> Contestant:
    """ast-grep with our core rules: its native program, which no package script has to put in place."""
    program = next(folder.glob("node_modules/@ast-grep/cli-*/ast-grep"))
    ignored = (*(f"!**/{name}/**" for name in LEFT_OUT_FOLDERS), *(f"!**/{name}" for name in LEFT_OUT_FILES))
    return Contestant(
        "ast-grep",
        version,
        (
            *(str(program), "scan", "--config", str(PEERS / "ast-grep/sgconfig.yml"), "--json=stream"),
            *("--inspect", "summary", *_each("--globs", ignored), "."),
        ),
        count_ast_grep,
    )


def oxlint(folder: Path, version: str) -> Contestant:
    """Oxlint with its own default rules: it has none of ours, and shows what a parser at full speed costs."""
    ignored = (*(f"**/{name}/" for name in LEFT_OUT_FOLDERS), *(f"**/{name}" for name in LEFT_OUT_FILES))
    return Contestant(
        "oxlint",
        version,
        (
            str(folder / "node_modules/.bin/oxlint"),
            *("--config", str(PEERS / "oxlint/oxlintrc.json"), "--disable-nested-config", "--format", "json"),
            # By itself it obeys the project's .eslintignore, as no other does.
            *("--ignore-path", os.devnull),
            *(*_each("--ignore-pattern", ignored), "."),
        ),
        count_oxlint,
        core=False,
    )


def count_wxlint(run: Measured) -> Outcome:
    """What wxlint's JSON says; in a folder with several mini-programs, of all of them."""
    report = json.loads(run.output)
    findings = Counter(str(each["rule"]) for each in report["findings"])
    return Outcome(report["summary"]["files"], dict(findings), findings["broken-script"])


def count_eslint(run: Measured) -> Outcome:
    """What ESLint's JSON says. A message without a rule is a file that it could not parse."""
    findings: Counter[str] = Counter()
    unparsed = 0
    files: list[dict[str, Any]] = json.loads(run.output)
    for file in files:
        for message in file["messages"]:
            rule = message["ruleId"]
            if rule is None:
                unparsed += 1
            else:
                findings[
                    "non-https-url" if rule == "no-restricted-syntax" else rule.removeprefix("core/")
                ] += 1
    return Outcome(len(files), dict(findings), unparsed)


def count_semgrep(run: Measured) -> Outcome:
    """What Semgrep's JSON says. A rule's name there is the path of its file and its own name."""
    report = json.loads(run.output)
    findings = Counter(each["check_id"].rpartition(".")[2] for each in report["results"])
    unparsed = {each.get("path") for each in report["errors"]}
    return Outcome(len(report["paths"]["scanned"]), dict(findings), len(unparsed))


def count_ast_grep(run: Measured) -> Outcome:
    """What ast-grep says: a JSON object a line; the number of files on standard error. It parses anything."""
    findings = Counter(json.loads(line)["ruleId"] for line in run.output.splitlines() if line)
    files = re.search(r"scannedFileCount=(\d+)", run.errors)
    return Outcome(int(files[1]) if files else None, dict(findings))


def count_oxlint(run: Measured) -> Outcome:
    """What oxlint's JSON says. A diagnostic without a rule's code is a file that it could not parse."""
    report = json.loads(run.output)
    findings = Counter(each["code"] for each in report["diagnostics"] if each.get("code"))
    unparsed = {each["filename"] for each in report["diagnostics"] if not each.get("code")}
    return Outcome(report["number_of_files"], dict(findings), len(unparsed))


def _each(option: str, values: Iterable[str]) -> tuple[str, ...]:
    """`option value option value …`."""
    return tuple(part for value in values for part in (option, value))
