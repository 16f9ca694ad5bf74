"""What the configuration says about the program itself."""

from __future__ import annotations

import msgspec


class DeclaredWrapper(msgspec.Struct, frozen=True):
    """A function that makes a request and whose source cannot be seen.

    `call`: how its calls are written. `url`, `method`, `data`, `header`: the position of the argument (from
    0), or the name of the option in the first argument; `method` may be the method itself, in upper case,
    `url` the URL itself (a text with a `/`). `base`: what it puts before a path. `api`: the member of the API
    object that it calls.
    """

    call: str
    url: int | str
    method: int | str | None = None
    data: int | str | None = None
    header: int | str | None = None
    base: str = ""
    api: str = "request"


class LinkSettings(msgspec.Struct, frozen=True):
    """What the project says about itself.

    `api_objects`: the names of the platform's API objects. `exclude`/`include`: globs below the checked
    folder, matched by `wxlint.read.globs.Globs`. `below`: the folders (relative to the checked one) in which
    mini-programs are looked for; empty for all of it.

    `domains`: API (`request`, `uploadFile` …) -> its legal domains, in lower case, where the project lists
    them. `wrappers`: what sends requests and is not at hand. `guard_functions`: names of functions that
    throttle, debounce or lock what they wrap. `all_methods`: a handler needs a double-tap guard whatever its
    request's method, not for writing methods only. `jobs`: the processes that the work may be shared among.
    """

    api_objects: tuple[str, ...] = ("wx",)
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    guard_functions: tuple[str, ...] = ()
    all_methods: bool = False
    below: tuple[str, ...] = ()
    jobs: int = 1
    domains: dict[str, tuple[str, ...]] = {}
    wrappers: tuple[DeclaredWrapper, ...] = ()
