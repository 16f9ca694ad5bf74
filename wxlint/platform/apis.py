"""The network APIs of each vendor, read from `apis.json`: options, types, methods, limits; sources are there.

Nothing is decided here. What no source states is left empty, and rules are silent about what is empty.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec


class Api(msgspec.Struct, frozen=True):
    """A member of an API object as its vendor documents it."""

    object: str
    name: str
    source: str
    """The document that the record was written from."""
    options: dict[str, tuple[str, ...]]
    """Option name -> legal types: string, number, boolean, object, function, arraybuffer, array."""
    required: tuple[str, ...]
    methods: tuple[str, ...]
    """Legal values of `method`; empty where the API has no such option or no source lists them."""
    undocumented_methods: tuple[str, ...]
    """Methods that no document lists, and that work on some devices."""
    schemes: tuple[str, ...]
    header_option: str
    misspellings: dict[str, str]
    """Wrong name -> the option that is meant; what differs by one letter or by case only is not listed."""
    foreign_names: dict[str, str]
    """Another library's name for an option -> the option."""
    default_method: str
    """The method where none is given; '' for a socket."""
    default_timeout: int
    """Milliseconds; 0 where no source states it."""
    parsed_data_type: str
    """The only `dataType` for which the body is parsed; '' where the API has no such option."""
    response_types: tuple[str, ...]

    @property
    def call(self) -> str:
        """How people write it: `wx.request`."""
        return f"{self.object}.{self.name}"


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    objects: tuple[str, ...]
    name: str
    source: str
    required: tuple[str, ...]
    options: dict[str, str]
    methods: tuple[str, ...] = ()
    undocumented_methods: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ("https",)
    header_option: str = "header"
    default_method: str = ""
    default_timeout: int = 0
    parsed_data_type: str = ""
    response_types: tuple[str, ...] = ()


class _Tables(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    apis: tuple[_Row, ...]
    misspellings: dict[str, str]
    foreign_names: dict[str, str]
    forbidden_headers: tuple[str, ...]
    platform_hosts: tuple[str, ...]
    longest_get_url: int
    sources: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    return msgspec.json.decode(Path(__file__).with_name("apis.json").read_bytes(), type=_Tables)


@lru_cache(maxsize=1)
def _rows() -> dict[tuple[str, str], _Row]:
    return {(name, row.name): row for row in _tables().apis for name in row.objects}


@lru_cache(maxsize=64)
def api(object_name: str, name: str) -> Api | None:
    """The record of `object_name.name`; None where the vendor has no such API, or it moves no data."""
    row = _rows().get((object_name, name))
    if row is None:
        return None
    tables = _tables()

    def about(names: dict[str, str]) -> dict[str, str]:
        return {
            wrong: right
            for wrong, right in names.items()
            if right in row.options and wrong not in row.options
        }

    return Api(
        object=object_name,
        name=name,
        source=row.source,
        options={option: tuple(types.split("|")) for option, types in row.options.items()},
        required=row.required,
        methods=row.methods,
        undocumented_methods=row.undocumented_methods,
        schemes=row.schemes,
        header_option=row.header_option,
        misspellings=about(tables.misspellings),
        foreign_names=about(tables.foreign_names),
        default_method=row.default_method,
        default_timeout=row.default_timeout,
        parsed_data_type=row.parsed_data_type,
        response_types=row.response_types,
    )


def api_objects() -> tuple[str, ...]:
    """Every API object that has a table, in the order of the tables."""
    return tuple(dict.fromkeys(name for name, _ in _rows()))


def transfers(object_name: str) -> tuple[str, ...]:
    """The members of an API object that start a transfer; empty for a name that has no table."""
    return tuple(name for owner, name in _rows() if owner == object_name)


def forbidden_headers() -> tuple[str, ...]:
    """Names, in lower case, of the headers that the platform does not let a program set."""
    return _tables().forbidden_headers


def platform_hosts() -> tuple[str, ...]:
    """Hosts of the platform's own server interfaces, which no mini-program may call."""
    return _tables().platform_hosts


def longest_get_url() -> int:
    """Bytes that the encoded URL of a GET request may have."""
    return _tables().longest_get_url
