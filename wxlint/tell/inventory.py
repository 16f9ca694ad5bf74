"""What a program sends: the inventory of its requests, and the domains to enter in the admin console."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from wxlint.model.flaws import SCHEMES
from wxlint.model.values import Text, Value, alternatives
from wxlint.platform.apis import platform_hosts
from wxlint.tell.clean import harmless_json, harmless_line, visible
from wxlint.tell.options import Options
from wxlint.tell.records import document

if TYPE_CHECKING:
    from wxlint.model.place import Place
    from wxlint.model.program import Handler, Program, Request
    from wxlint.model.url import Url
    from wxlint.read.files import Files

Kind = Literal["request", "upload", "download", "socket"]
Record = dict[str, Any]

#: The lists of the admin console, by the API whose domains each holds.
KINDS: dict[str, Kind] = {
    "request": "request",
    "uploadFile": "upload",
    "downloadFile": "download",
    "connectSocket": "socket",
}


class Domain(msgspec.Struct, frozen=True):
    """A host to enter (`host:port` where a port is to be entered), with the number of sites that use it."""

    kind: Kind
    host: str
    sites: int


class Domains(msgspec.Struct, frozen=True):
    """Where all sites send to. `addresses`: hosts that are known, and that the console does not take, of this
    device or of any other. `refused`: those of the platform's own server interfaces, which only a server may
    call. `unknown`: the sites of which no host is known.
    """

    names: list[Domain]
    addresses: list[Domain]
    refused: list[Domain]
    unknown: list[Request]


def request_records(programs: Iterable[Program], files: Files) -> list[Record]:
    """One record a request site, direct ones and effective ones, with the names that the contract gives."""
    return [_record(request, files) for program in programs for request in program.requests]


def _record(request: Request, files: Files) -> Record:
    urls = shown_urls(request)
    hosts = [host for url in request.urls if (host := _host(url))]
    return {
        "api": request.api.call,
        "kind": request.kind,
        "path": request.place.path,
        "line": _line(files, request.place),
        "method": method_of(request),
        "url": urls[0] if urls else None,
        "urls": urls,
        "host": hosts[0] if hosts else None,
        "wrapper": [
            {"name": one.name, "path": one.place.path, "line": _line(files, one.place)}
            for one in request.wrappers
        ],
        # Bound by several elements, it is one handler.
        "handlers": [_handler(*one) for one in dict.fromkeys(map(_named, request.handlers))],
    }


def _host(url: Url) -> str | None:
    """The URL's host; in `https://https://a` the second scheme is none."""
    return url.host if url.host not in ("", *SCHEMES) else None


def _named(handler: Handler) -> tuple[str, str, str]:
    return handler.page, handler.method, handler.event


def _handler(page: str, method: str, event: str) -> Record:
    return {"page": page, "method": method, "event": event}


def _line(files: Files, place: Place) -> int:
    from wxlint.read.source import Source

    source = files.read(place.path)
    return source.line_column(place.start)[0] if isinstance(source, Source) else 1


def method_of(request: Request) -> str | None:
    """The method as written, the API's own where it is left out, None where it is not known."""
    if "method" not in request.api.options or request.lacks("method"):
        return request.api.default_method or None
    known = [text.known for text in request.methods]
    return known[0] if known and len(request.option("method")) == len(known) else None


def shown_urls(request: Request) -> list[str]:
    """Every alternative of the URL, `{…}` for its unknown parts; without those of which nothing is known.

    Beside such a one the empty text says no more: it is what a page's data begins with.
    """
    record = request.record
    value: Value | None = record.get("url") if record is not None else None
    values = list(alternatives(value))
    texts = [one for one in values if isinstance(one, Text)]
    if not all(isinstance(one, Text) and (one.known is not None or one.prefix) for one in values):
        texts = [one for one in texts if one.known != ""]
    # What JavaScript made of a value that is not there yet (`/users/undefined`) is the least of them.
    texts.sort(key=lambda text: any(part.nature == "absent" for part in text.parts))
    shown = [one.shown() for one in texts if any(part.text for part in one.parts) or one.known is not None]
    return list(dict.fromkeys(shown))


def domains(programs: Iterable[Program]) -> Domains:
    """The domains and addresses of all sites by list and host, and the sites of which none is known.

    The direct site inside a wrapper is counted through the calls of the wrapper, which know more.
    """
    names: Counter[tuple[Kind, str]] = Counter()
    addresses: Counter[tuple[Kind, str]] = Counter()
    refused: Counter[tuple[Kind, str]] = Counter()
    unknown: list[Request] = []
    for program in programs:
        wrapped = {request.site for request in program.requests if request.kind == "effective"}
        for request in program.requests:
            kind = KINDS.get(request.api.name)
            if kind is None or (request.kind == "direct" and request.site in wrapped):
                continue
            known = {(kind, host): url for url in request.urls if (host := _console_name(kind, url))}
            for name, url in known.items():
                counts = refused if url.host in platform_hosts() else addresses if url.address else names
                counts[name] += 1
            if not known:
                unknown.append(request)
    return Domains(_listed(names), _listed(addresses), _listed(refused), unknown)


def _listed(counts: Counter[tuple[Kind, str]]) -> list[Domain]:
    order = list(KINDS.values())
    found = [Domain(kind, host, sites) for (kind, host), sites in counts.items()]
    return sorted(found, key=lambda one: (order.index(one.kind), one.host))


def _console_name(kind: Kind, url: Url) -> str | None:
    """What is entered for a URL's host. One that is entered without a port stands for the default one, which
    then may not be written in the URL either (`explicit-port`); that of a socket, for every port.
    """
    host, port = _host(url), url.port
    if host is None or not port or port == "443" or (kind == "socket" and url.address is None):
        return host
    return f"{host}:{port}"


def render_requests(
    programs: Sequence[Program], files: Files, form: str, options: Options, asked: Callable[[str], bool]
) -> Iterator[str]:
    """The inventory as JSON, or as one line a site for people: of the files that were asked for."""
    whole = request_records(programs, files)
    records = [record for record in whole if asked(record["path"])]
    if form == "json":
        for one in (*records, *(wrapper for record in records for wrapper in record["wrapper"])):
            one["path"] = options.record_path(one["path"])
        yield harmless_json(document({"version": 1, "requests": records})) + "\n"
        return
    for record in records:
        yield harmless_line(visible(_line_of(record, options))) + "\n"
    effective = sum(record["kind"] == "effective" for record in records)
    direct, elsewhere = len(records) - effective, len(whole) - len(records)
    yield options.says(
        f"直接发出的请求 {direct} 处，经过封装函数的调用 {effective} 处。",
        f"Sent directly: {direct}; through wrappers: {effective}.",
    )
    if elsewhere:
        yield options.says(f"其他文件里还有 {elsewhere} 处。", f" In other files: {elsewhere}.")
    yield "\n"


def _line_of(record: Record, options: Options) -> str:
    place = f"{options.path(record['path'])}:{record['line']}"
    unknown = options.says("（地址未知）", "(unknown URL)")
    urls = " | ".join(record["urls"]) or unknown
    method = record["method"] or ("?" if "Socket" not in record["api"] else "")
    line = f"{place}  {record['api'].partition('.')[2]} {method} {urls}"
    if record["wrapper"]:
        names = " > ".join(one["name"] or "…" for one in record["wrapper"])
        line += options.says(f"  经过 {names}", f"  through {names}")
    if record["handlers"]:
        first = record["handlers"][0]
        line += f"  <- {first['page']} {first['method']}"
        # A method of the lifecycle has the name of its event.
        line += f" ({first['event']})" if first["event"] != first["method"] else ""
    return line


def render_domains(
    programs: Sequence[Program], files: Files, form: str, options: Options, asked: Callable[[str], bool]
) -> Iterator[str]:
    """The domains as JSON, or for people by the lists of the admin console: of the whole programs.

    Those of one file would be no list to enter.
    """
    found = domains(programs)
    if form == "json":
        record = {
            "version": 1,
            "domains": [msgspec.structs.asdict(one) for one in found.names],
            "addresses": [msgspec.structs.asdict(one) for one in found.addresses],
            "refused": [msgspec.structs.asdict(one) for one in found.refused],
            "unknown": [
                {
                    "path": options.record_path(one.place.path),
                    "line": _line(files, one.place),
                    "api": one.api.call,
                }
                for one in found.unknown
            ],
        }
        yield harmless_json(document(record)) + "\n"
        return
    for line in _domain_lines(found, files, options):
        yield harmless_line(visible(line)) + "\n"


def _domain_lines(found: Domains, files: Files, options: Options) -> Iterator[str]:
    titles = {
        "request": options.says("request 合法域名", "request"),
        "upload": options.says("uploadFile 合法域名", "uploadFile"),
        "download": options.says("downloadFile 合法域名", "downloadFile"),
        "socket": options.says("socket 合法域名", "socket"),
    }
    for kind, title in titles.items():
        listed = [one for one in found.names if one.kind == kind]
        if listed:
            yield title
        for one in listed:
            yield f"  {one.host}  {_used(one, options)}"
    if not found.names:
        yield options.says("没有找到已知的域名。", "No known domain was found.")
    if found.addresses:
        yield options.says(
            "localhost 和 IP 地址，后台不能配置：",
            "localhost and IP addresses, which the console does not take:",
        )
    for one in found.addresses:
        yield f"  {one.host}  {one.kind}  {_used(one, options)}"
    if found.refused:
        yield options.says(
            "平台自己的服务端接口，后台不能配置，只能由服务器调用：",
            "the platform's own interfaces, which the console does not take (call them from a server):",
        )
    for one in found.refused:
        yield f"  {one.host}  {one.kind}  {_used(one, options)}"
    if found.unknown:
        count = len(found.unknown)
        yield options.says(f"域名未知的请求 {count} 处：", f"{_requests(count)} without a known domain:")
    for request in found.unknown:
        place = f"{options.path(request.place.path)}:{_line(files, request.place)}"
        yield f"  {place}  {request.api.call}  {' | '.join(shown_urls(request))}".rstrip()


def _used(one: Domain, options: Options) -> str:
    return options.says(f"{one.sites} 处使用", f"used by {_requests(one.sites)}")


def _requests(count: int) -> str:
    return f"{count} request" if count == 1 else f"{count} requests"


__all__ = ["Domain", "Domains", "domains", "render_domains", "render_requests", "request_records"]
