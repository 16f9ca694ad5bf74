"""What compiled code remembers of what it asked Python for (`tools/native.h`) is what Python would say."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tools import native

#: What is looked up by name: fields of classes that are not compiled, what modules hold, items.
ASKING = """
import told
from told import LIMIT

def ask(thing: object, count: int) -> list[object]:
    found: list[object] = []
    for _ in range(count):
        try:
            found.append(thing.size)  # type: ignore[attr-defined]
        except AttributeError as error:
            found.append(type(error).__name__)
    return found

def ask_for(thing: object, names: list[str]) -> list[object]:
    return [getattr(thing, name) for name in names]

def give(thing: object, value: object) -> None:
    thing.size = value  # type: ignore[attr-defined]

def limits() -> tuple[object, object]:
    return LIMIT, told.LIMIT

def items(table: dict[str, object], names: list[str]) -> list[object]:
    return [table[name] for name in names]
"""
#: What is asked for, in classes that are not compiled.
TOLD = """
import msgspec
LIMIT = 1
class Box(msgspec.Struct):
    size: object
    name: str = "box"
class Crate(msgspec.Struct, frozen=True):
    name: str
    size: int
class Slots:
    __slots__ = ("name", "size")
class Plain:
    def __init__(self, size):
        self.size = size
class Bound(Slots):
    size = property(lambda self: "always")
class Asked:
    __slots__ = ("size",)
    def __getattribute__(self, name):
        return f"asked for {name}"
"""
#: Prints what the module answers. First whether it is compiled.
ASKED = """
import gc, sys, weakref
import asking, told
print(asking.__file__.endswith(".py"))
slots, again = told.Slots(), told.Slots()
box, crate = told.Box(1), told.Crate("c", 2)
for thing in (box, crate, slots, told.Box(3), told.Plain(4), told.Bound(), told.Asked(), told.Box(5)):
    print(asking.ask(thing, 3))
for size in ("first", "second"):
    asking.give(slots, size)
    print(slots.size, asking.ask(slots, 2), asking.ask(again, 2))
for thing, size in ((told.Box(1), 7), (told.Plain(1), 8), (told.Crate("c", 2), 9), (told.Bound(), 10)):
    try:
        asking.give(thing, size)
        print(thing.size)
    except AttributeError as error:
        print(type(error).__name__)
del slots.size
print(asking.ask(slots, 2))
print(asking.ask_for(box, ["size", "name", "size", "name"]), asking.ask_for(crate, ["name", "size"]))
print(asking.limits(), asking.limits())
told.LIMIT = 2
print(asking.limits())
asking.LIMIT = 3
print(asking.limits())
del told.LIMIT
try:
    asking.limits()
except AttributeError as error:
    print(error)
table = {"a": 1, "b": 2}
print(asking.items(table, ["a", "a", "b", "a"]))
table["a"] = 3
print(asking.items(table, ["a", "b"]), asking.items({"a": 4}, ["a"]), asking.items({"".join("a"): 5}, ["a"]))
try:
    asking.items(table, ["a", "none"])
except KeyError as error:
    print(repr(error))
# What is written and overwritten is let go of.
class Held: pass
held = Held()
gone = weakref.ref(held)
asking.give(again, held)
asking.ask(again, 5)
asking.items({"held": held}, ["held", "held"])
del held
asking.give(again, None)
gc.collect()
print(gone() is None, sys.getrefcount(asking.ask(told.Box(object()), 1)[0]))
"""


def answers(folder: Path, *, compiled: bool) -> str:
    """What the program prints, of the compiled module or of its source."""
    code = f"import sys; sys.path[:0] = {[str(folder / 'built'), str(folder)][not compiled :]}\n{ASKED}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    said, _, rest = done.stdout.partition("\n")
    assert (said, done.stderr) == (str(not compiled), "")
    return rest


@pytest.mark.skipif(native._lacking() is not None, reason="nothing compiles here")
@pytest.mark.skipif(not find_spec("mypyc") or not find_spec("setuptools"), reason="mypyc is not there")
def test_what_is_remembered_is_what_python_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asking.py").write_text(ASKING, encoding="utf-8")
    (tmp_path / "told.py").write_text(TOLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    native.compile_into(tmp_path / "built", ["asking.py"], tmp_path)
    said = answers(tmp_path, compiled=True)
    assert len(said.splitlines()) > 20
    assert said == answers(tmp_path, compiled=False)
