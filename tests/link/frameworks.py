"""Little programs of uni-app and Taro, linked whole, for the tests of their reading."""

from collections.abc import Mapping
from pathlib import Path

from tests.link.projects import scripted, write
from wxlint.judge.report import Report
from wxlint.link.program import load
from wxlint.link.settings import LinkSettings
from wxlint.model.program import Program, Request
from wxlint.read.files import Files
from wxlint.read.source import Source
from wxlint.session import Session


def uni_app(script: str, template: str = "<view/>", /, **files: object) -> dict[str, object]:
    """A uni-app program with one page, `pages/a/a`, whose script block is given."""
    return {
        "pages.json": '{ "pages": [ /* the first */ { "path": "pages/a/a" } ] }',
        "manifest.json": {"vueVersion": "3"},
        "main.js": "import App from './App'",
        "App.vue": "<script>export default {}</script>",
        "pages/a/a.vue": f"<template>{template}</template>\n<script>\n{script}\n</script>\n",
        **files,
    }


def taro(page: str, /, **files: object) -> dict[str, object]:
    """A Taro program with one page, `pages/a/a`."""
    return {
        "src/app.config.ts": "export default defineAppConfig({ pages: ['pages/a/a'] })",
        "src/app.tsx": "export default function App({ children }) { return children }",
        "src/pages/a/a.tsx": page,
        **files,
    }


def linked(folder: Path, files: Mapping[str, object]) -> Program:
    """The one program of a folder."""
    (program,) = load(Files(write(folder, files)), LinkSettings())
    return program


def requests(folder: Path, files: Mapping[str, object]) -> list[tuple[str, str | None, list[str]]]:
    """API, method and every URL (`{}` for what is not known) of each request."""
    return [(one.api.call, method(one), urls(one)) for one in linked(folder, files).requests]


def method(request: Request) -> str | None:
    """The method, where it is one that is known."""
    return next((text.known for text in request.methods), None)


def urls(request: Request) -> list[str]:
    """The alternatives of a request's URL."""
    texts = (url.text for url in request.urls)
    return ["".join("{}" if part.text is None else part.text for part in text.parts) for text in texts]


def found(folder: Path, files: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Rule, path and marked text of each finding that is no mere information."""
    session = Session(write(folder, files))
    report: Report = session.check(session.configure())
    texts = Files(folder)
    marked = []
    for finding in (judged.finding for judged in report.findings):
        source = texts.read(finding.place.path)
        if finding.level != "info" and isinstance(source, Source):
            text = source.slice(finding.place.start, finding.place.end)
            marked.append((finding.rule, finding.place.path, text))
    return marked


#: What little programs put their paths behind.
BASE = "const BASE = 'https://a.example.com'\n"


def calls(folder: Path, script: str, files: Mapping[str, object] | None = None) -> list[tuple[str, str]]:
    """The calls of wrappers in a program with one page: method and URL of each (`|` between several)."""
    return [
        (method(one) or "GET", " | ".join(urls(one)))
        for one in linked(folder, scripted(BASE + script, files)).requests
        if one.kind == "effective"
    ]
