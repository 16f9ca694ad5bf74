"""HTTP clients that mini-programs install from npm, read from `clients.json`: how each is called.

Nothing is decided here; sources are there. A client whose source lies in the project is the project's own
code, and needs no record.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member that sends a request to the URL that is its first argument.

    `method`: the method that it stands for; empty where the options give it. `data`, `options`: the position
    of the body and of the request's own options among the arguments; -1 where there is none.
    """

    method: str = ""
    data: int = -1
    options: int = -1


class Client(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A client as its authors document it."""

    packages: tuple[str, ...]
    """The names that it is required by."""
    source: str
    """The document, and the version, that the record was written from."""
    exports: dict[str, Literal["class", "instance"]]
    """What the module exports: a class whose instances send, or such an instance."""
    options: dict[str, str]
    """Its option -> the platform's option that is filled with it."""
    verbs: dict[str, Verb]
    base: str
    """The option that is put before a URL that is not whole."""
    defaults: str
    """The member of an instance that holds what all its requests have; '' where it is the instance itself."""
    native: tuple[str, ...] = ()
    """Names that only the platform's own build of packages leads to it by."""
    api: str = ""
    """The API object that it calls; '' where the program gives it what sends (`adapter`)."""
    adapters: dict[str, str] = {}
    """Packages of such senders -> the API object that they call."""
    own: tuple[str, ...] = ()
    """Options that a request does not take from the defaults."""
    whole: tuple[str, ...] = ()
    """Members that are given all options in one object."""
    callable: bool = False
    """The instance itself is called like those."""
    url_first: Verb | None = None
    """How those may be called with a URL too; None where they cannot."""
    object_first: bool = False
    """The members that send to a URL may be given all options in one object instead."""
    creator: str = ""
    """The member that makes another instance."""
    setter: str = ""
    """The member that is given a function from the defaults to the defaults."""
    hook: str = ""
    """The member that may hold a function which changes a request's options before it is sent."""
    keeps: bool = False
    """An interceptor that returns nothing leaves the options that it was given."""
    whole_url: str = ""
    """The pattern of a URL that nothing is put before; '' where the base is put before every one."""
    query: tuple[str, ...] = ()
    """Options that become the URL's query, encoded."""
    body: str = "data"
    """The option that holds the body."""
    empty_body: bool = False
    """A body is always sent, an empty object where none is given."""
    config_wins: bool = False
    """The options of a verb's call may replace its URL, method and body."""
    upper: bool = False
    """Methods are sent in upper case, however they are written."""
    members: dict[str, str] = {}
    """Methods that are none of HTTP's -> the member of the API object that is called for them."""


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    clients: tuple[Client, ...]


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Client, bool]]:
    tables = msgspec.json.decode(Path(__file__).with_name("clients.json").read_bytes(), type=_Tables)
    found = {name: (one, False) for one in tables.clients for name in one.packages}
    found.update({name: (one, True) for one in tables.clients for name in one.native})
    return found


def client(package: str, *, framework: bool) -> Client | None:
    """The client that a module's name leads to, in a program of a framework or in one without."""
    found = _by_name().get(package)
    return None if found is None or (found[1] and framework) else found[0]


def clients() -> tuple[Client, ...]:
    """All clients, each once."""
    return tuple({one.source: one for one, _ in _by_name().values()}.values())
