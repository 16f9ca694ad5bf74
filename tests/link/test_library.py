"""The members of the language's library are known, of which a JavaScript engine knows: none is undefined."""

import json
from pathlib import Path

import pytest
import quickjs

from tests.link.frameworks import requests
from tests.link.projects import scripted
from wxlint.link.engine.heap import Obj, identity
from wxlint.link.engine.library_async import async_globals
from wxlint.link.engine.library_object import language_globals
from wxlint.link.engine.numbers import parsed, whole
from wxlint.link.engine.prototypes import LIBRARY
from wxlint.model.values import Constant

GLOBALS = {**language_globals(), **async_globals()}
#: Newer than what phones have, or of no use to a mini-program; nothing is known of where they lead.
LEFT = {
    "Error": {"isError", "captureStackTrace", "stackTraceLimit", "prepareStackTrace"},
    "Array": {"fromAsync"},
    "Math": {"f16round", "sumPrecise"},
    "Symbol": {"dispose", "asyncDispose"},
    "Promise": {"try", "withResolvers"},
    "JSON": {"isRawJSON", "rawJSON"},
    "RegExp": {"escape"},
    "Proxy": {"revocable"},
    "Map": {"groupBy"},
    "BigInt": {"asIntN", "asUintN"},
    "Reflect": {"apply", "construct", "deleteProperty", "getPrototypeOf", "set", "setPrototypeOf"},
    "String.prototype": {
        "isWellFormed", "anchor", "big", "blink", "bold", "fixed", "fontcolor", "fontsize", "italics", "link",
        "small", "strike", "sub", "sup",
    },
    "Date.prototype": {"setYear"},
    "Function.prototype": {"fileName", "lineNumber", "columnNumber"},
    "Object.prototype": {
        "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
    },
}  # fmt: skip
OF_FUNCTIONS = {"length", "name", "prototype", "arguments", "caller", "constructor"}
OF_BUFFERS = {"BYTES_PER_ELEMENT", "fromBase64", "fromHex"}
PROTOTYPES = {
    "Array": "array",
    "String": "text",
    "Number": "number",
    "Date": "date",
    "Promise": "promise",
    "Object": "object",
    "Function": "function",
}


def members(of: str) -> set[str]:
    """The names of an object's own members, as the engine has them."""
    asked = f"JSON.stringify(Object.getOwnPropertyNames({of}))"
    return set(json.loads(quickjs.Context().eval(asked))) - OF_FUNCTIONS


@pytest.mark.parametrize("name", sorted(GLOBALS.keys() & members("globalThis")))
def test_the_members_of_a_global_are_known(name: str) -> None:
    made = GLOBALS[name]
    known = set(made.props) if isinstance(made, Obj) else set()
    left = OF_BUFFERS if "Array" in name and name != "Array" else LEFT.get(name, set())
    assert members(name) - known - left == set()


@pytest.mark.parametrize("name", sorted(PROTOTYPES))
def test_the_methods_of_values_are_known(name: str) -> None:
    known = LIBRARY[PROTOTYPES[name]].keys() | LIBRARY["object"].keys()
    assert members(f"{name}.prototype") - known - LEFT.get(f"{name}.prototype", set()) == set()


TEXTS = ["12px", ".5", "", "abc", "-3e2x", " 7 ", "+1.", "1e", "Infinity", "3.5.1"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_as_far_as_it_is_a_number(text: str) -> None:
    engine = quickjs.Context()
    for integer, name in ((False, "parseFloat"), (True, "parseInt")):
        if (text, name) != ("Infinity", "parseFloat"):
            assert repr(float(engine.eval(f"{name}({text!r})"))) == repr(float(parsed(text, whole=integer)))


def test_nan_is_one_value_whoever_made_it() -> None:
    assert identity(Constant(float("nan"))) == identity(Constant(float("nan")))
    assert identity(Constant(0.0)) != identity(Constant(0))


WHOLE = ["0", "-1", "2.9", "-1.5", "0/0", "1/0", "-1/0", "1e300", "true"]


@pytest.mark.parametrize("value", WHOLE)
def test_an_argument_is_the_integer_that_the_language_takes_it_for(value: str) -> None:
    engine = quickjs.Context()
    at = whole(float(engine.eval(f"Number({value})")))
    assert list("abcd"[at:]) == json.loads(engine.eval(f"JSON.stringify([...'abcd'].slice({value}))"))


NUMBERS = [
    "0",
    "-1",
    "2",
    "0.5",
    "-4",
    "7e300",
    "NaN",
    "Infinity",
    "-Infinity",
    "true",
    "null",
    "'3'",
    "2 ** 53",
]
OPERATORS = ["+", "-", "*", "/", "%", "**", "<", ">=", "|", ">>>"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_arithmetic_is_that_of_the_language(operator: str, tmp_path: Path) -> None:
    engine = quickjs.Context()
    pairs = [f"({one}) {operator} ({other})" for one in NUMBERS for other in NUMBERS]
    sent = "".join(f"wx.request({{ url: 'x{{' + String({pair}) + '}}' }})\n" for pair in pairs)
    script = f"Page({{ onLoad() {{\n{sent}}} }})"
    found = [urls for _, _, urls in requests(tmp_path, scripted(script))]
    # What is too great or no number may be left; nothing else is given instead.
    for pair, urls in zip(pairs, found, strict=True):
        assert urls in (["x{{}}"], [f"x{{{engine.eval(f'String({pair})')}}}"]), pair
    assert sum(urls != ["x{{}}"] for urls in found) > len(pairs) * 0.8


def test_a_number_that_grows_ends(tmp_path: Path) -> None:
    script = "Page({ onLoad() {\nlet by = 3\n" + "by = by * by\n" * 60 + "wx.request({ url: 'x' + by }) } })"
    ((_, _, urls),) = requests(tmp_path, scripted(script))
    assert urls in (["xInfinity"], ["x{}"])
