"""Programs to read: a grammar of JavaScript, with strange layout and characters, written by chance."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

_NAMES = ("a", "b", "wx", "that", "res", "$x", "_y", "请求", "of", "get", "set", "from", "async_")
_KEYS = (
    "url",
    "method",
    "data",
    "success",
    "get",
    "set",
    "async",
    "static",
    "default",
    "class",
    "名称",
    "$a",
)
_TEXTS = (
    "",
    "POST",
    "https://a.example.com/x?y=",
    "中文",
    "😀",
    "a b",
    "\\n\\t\\\\",
    "\\x41\\u4e2d",
    "\\u{1F600}",
)
_NUMBERS = ("0", "1", "3000", "0.5", ".5", "1e3", "0x1F", "0b11", "0o17", "1_000")
_BINARY = (
    "+",
    "+",
    "+",
    "-",
    "*",
    "/",
    "%",
    "<",
    ">=",
    "===",
    "!=",
    "&",
    "|",
    "<<",
    ">>>",
    "in",
    "instanceof",
)
_ASSIGNING = ("=", "+=", "-=", "||=", "??=", "**=")
_GAPS = ("", "", "", "", " ", "\n", "\r\n", "\t", "/* 空 */", " // 😀\n")
_PIECES = ("", "/api/", "中", "\\`", "$1", "\\n", "😀\n")
_IMPORTS = (
    "import d from './a'",
    "import * as n from '../b'",
    "import { x, y as z, default as w } from 'c'",
    "import './d'",
)
_EXPORTS = (
    "export * from './x'",
    "export { q as default } from './y'",
    "export function e2() {}",
    "export class E {}",
)

#: How deep an expression and how deep statements nest.
_DEPTH = 4
_BLOCKS = 3


class _Writer:
    """Writes one program. `choose` takes one of what it is given; hypothesis decides which."""

    def __init__(self, choose: Callable[[Sequence[str]], str]) -> None:
        self._pick = choose
        self._depth = 0
        self._blocks = 0
        self._number = 0

    # -- tokens ----------------------------------------------------------------------------------------------

    def one(self, *writers: Callable[[], str]) -> str:
        """What one of the writers writes."""
        return writers[int(self._pick([str(at) for at in range(len(writers))]))]()

    def join(self, *parts: str) -> str:
        """The parts, with layout between them."""
        return "".join(
            part + (self._pick(_GAPS) if at < len(parts) - 1 else "") for at, part in enumerate(parts)
        )

    def some(self, write: Callable[[], str], most: int = 3) -> list[str]:
        """A few of what the writer writes."""
        return [write() for _ in range(int(self._pick([str(at) for at in range(most + 1)])))]

    def listed(self, write: Callable[[], str], *, hanging: bool = True) -> str:
        """A few of them with commas, perhaps one behind the last."""
        found = self.some(write)
        end = self._pick(("", ",")) if hanging and found else ""
        return ("," + self._pick(_GAPS)).join(found) + end

    def new_name(self) -> str:
        """A name that nothing else has."""
        self._number += 1
        return f"n{self._number}"

    # -- expressions -----------------------------------------------------------------------------------------

    def value(self) -> str:
        """An expression that may stand in a list."""
        self._depth += 1
        if self._depth > _DEPTH:
            text = self.one(self.literal, self.name)
        else:
            text = self.one(self.literal, self.primary, self.primary, self.primary, self.operation)
        self._depth -= 1
        return text

    def wrapped(self) -> str:
        """An expression in parentheses, which may stand anywhere."""
        return self.join("(", self.value(), ")")

    def name(self) -> str:
        """A name, or `this`."""
        return self._pick((*_NAMES, "this"))

    def string(self) -> str:
        """A string literal."""
        quote = self._pick(("'", '"'))
        return quote + self._pick(_TEXTS) + quote

    def literal(self) -> str:
        """A string, number, boolean or null."""
        return self.one(
            self.string, lambda: self._pick(_NUMBERS), lambda: self._pick(("true", "false", "null"))
        )

    def primary(self) -> str:
        """An expression that needs no parentheses to be called."""
        return self.one(
            self.chain, self.chain, self.chain, self.object, self.array, self.template, self.arrow,
            self.function, lambda: "(" + self.class_() + ")", self.new,
        )  # fmt: skip

    def operation(self) -> str:
        """An expression with an operator, in parentheses where it is not simple."""
        return self.one(
            lambda: "(" + self.join(self.wrapped(), f" {self._pick(_BINARY)} ", self.wrapped()) + ")",
            lambda: "(" + self.join(self.wrapped(), self._pick(("&&", "||", "??")), self.wrapped()) + ")",
            lambda: "(" + self.join(self.wrapped(), "? ", self.value(), ":", self.value()) + ")",
            lambda: "(" + self._pick(("!", "-", "typeof ", "void ")) + self.wrapped() + ")",
            lambda: "(" + self.join(self.assigned(), self._pick(_ASSIGNING), self.value()) + ")",
            lambda: "(" + self.join(self.value(), ",", self.value()) + ")",
            lambda: f"(async () => await {self.wrapped()})",
            lambda: f"(async () => {{ await (0, {self.value()})({self.value()}).{self._pick(_KEYS)} }})",
            lambda: f"/[/]{self._pick(('a', '中'))}+/g.test({self.value()})",
        )

    def assigned(self) -> str:
        """What may be assigned to."""
        return self.one(lambda: self._pick(_NAMES), lambda: f"{self._pick(_NAMES)}.{self._pick(_KEYS)}")

    def chain(self) -> str:
        """Members and calls in a row."""
        head = self.one(self.name, self.name, self.wrapped)
        return self.join(head, *self.some(self._link, 5))

    def _link(self) -> str:
        return self.one(
            lambda: self._pick((".", "?.")) + self._pick(_KEYS),
            lambda: self.join("[", self.value(), "]"),
            self._arguments,
            lambda: "?." + self._arguments(),
        )

    def _arguments(self) -> str:
        return self.join("(", self.listed(self._item), ")")

    def _item(self) -> str:
        return self._pick(("", "", "", "...")) + self.wrapped() if self._depth > 1 else self.value()

    def new(self) -> str:
        """The making of an object."""
        return f"new {self._pick(_NAMES)}{self._arguments()}"

    def array(self) -> str:
        """An array."""
        return self.join("[", self.listed(self._item, hanging=False), "]")

    def template(self) -> str:
        """A template string."""
        pieces = self.some(
            lambda: self.one(lambda: self._pick(_PIECES), lambda: "${" + self.value() + "}"), 4
        )
        return "`" + "".join(pieces) + "`"

    def object(self) -> str:
        """An object, in parentheses so that it is none of a block."""
        return "(" + self.join("{", self.listed(self._member), "}") + ")"

    def _key(self) -> str:
        return self.one(
            lambda: self._pick(_KEYS), lambda: self._pick(_KEYS), self.string, lambda: self._pick(("1", "20"))
        )

    def _member(self) -> str:
        computed = "[" + self.value() + "]"
        key = self.one(self._key, self._key, lambda: computed)
        return self.one(
            lambda: self.join(self._key(), ":", self.literal()),
            lambda: self.join(self._key(), ":", self.value()),
            lambda: self.join(computed, ":", self.value()),
            lambda: self._pick(("a", "url", "请求", "get")),
            lambda: "..." + self.wrapped(),
            lambda: self._pick(("", "async ", "* ")) + key + self._rest_of_function(),
            lambda: f"get {key}() {{ return {self.value()} }}",
            lambda: f"set {key}(v) {{ {self.value()} }}",
        )

    # -- functions and classes -------------------------------------------------------------------------------

    def pattern(self, depth: int = 0) -> str:
        """A name, or a pattern that binds new names."""
        if depth > 1:
            return self.new_name()

        def inner() -> str:
            found = self.pattern(depth + 1)
            return found if self._pick(("", "=")) == "" else self.join(found, "=", self.value())

        return self.one(
            self.new_name,
            self.new_name,
            lambda: self.join(
                "{", self.listed(lambda: self._pick(_KEYS) + ": " + inner(), hanging=False), "}"
            ),
            lambda: self.join("{", self.new_name(), ",", "..." + self.new_name(), "}"),
            lambda: self.join("[", inner(), ", ,", "..." + self.new_name(), "]"),
        )

    def _parameters(self) -> str:
        given = [self.pattern() + self._pick(("", "", " = " + self.value())) for _ in self.some(str)]
        rest = ["..." + self.new_name()] if self._pick(("", "...")) else []
        return "(" + ", ".join(given + rest) + ")"

    def _body(self) -> str:
        return "\n".join(self.some(lambda: self.wrapped() + ";", 2)) if self._depth else self.block()

    def _rest_of_function(self) -> str:
        return self.join(self._parameters(), "{", self._body(), "}")

    def function(self) -> str:
        """A function expression."""
        return f"({self._pick(('', 'async '))}function {self._pick(_NAMES)}{self._rest_of_function()})"

    def arrow(self) -> str:
        """An arrow function."""
        head = self.one(self._parameters, lambda: "x")
        body = self.one(self.wrapped, lambda: self.join("{", self._body(), "}"))
        return f"({self._pick(('', 'async '))}{head} => {body})"

    def class_(self) -> str:
        """A class with members of every kind."""
        base = self._pick(("", " extends (a.b)", f" extends {self.wrapped()}"))
        members = self.some(self._class_member)
        return f"class {self.new_name()}{base} {{ {self._pick(_GAPS).join(members)} }}"

    def _class_member(self) -> str:
        key = self.one(lambda: self._pick(("url", "名称", "$a", "default")), lambda: "m" + self.new_name())
        static = self._pick(("", "static "))
        return self.one(
            lambda: static + self._pick(("", "async ", "*")) + key + self._rest_of_function(),
            lambda: f"{static}m{self.new_name()} = {self.wrapped()};",
            lambda: f"get {key}() {{ return {self.value()} }}",
            lambda: f"#{key};",
            lambda: f"static {{ {self.wrapped()} }}",
        )

    # -- statements ------------------------------------------------------------------------------------------

    def block(self) -> str:
        """A few statements."""
        self._blocks += 1
        found = self.some(self.statement) if self._blocks <= _BLOCKS else []
        self._blocks -= 1
        return "\n".join(found)

    def _block(self) -> str:
        return "{ " + self.block() + " }"

    def statement(self) -> str:
        """One statement, ended."""
        return self.one(
            lambda: self.wrapped() + ";",
            lambda: f"{self._pick(('var', 'let', 'const'))} {self.pattern()} = {self.wrapped()};",
            lambda: f"if {self.wrapped()} {self._block()}",
            lambda: f"if {self.wrapped()} {self.wrapped()}; else if {self.wrapped()} {self._block()}",
            lambda: f"for (let i = 0; {self.wrapped()}; i++) {self._block()}",
            lambda: f"for (const {self.pattern()} of {self.wrapped()}) {self._block()}",
            lambda: f"for (const k in {self.wrapped()}) {self._block()}",
            lambda: f"while {self.wrapped()} {{ {self.block()} break }}",
            lambda: f"do {self._block()} while {self.wrapped()};",
            lambda: f"try {self._block()} catch {self._pick(('', '(e) '))}{self._block()} finally {{ }}",
            lambda: f"switch {self.wrapped()} {{ case {self.value()}: {self.block()} break; default: f() }}",
            lambda: f"async function {self.new_name()}{self._rest_of_function()}",
            lambda: f"function* {self.new_name()}{self._rest_of_function()}",
            self.class_,
            lambda: f"{{ throw {self.wrapped()} }}",
            lambda: f"let {self.new_name()}\n{self.wrapped()};",
        )  # fmt: skip

    def program(self) -> str:
        """A module: imports, statements, exports."""
        imports = self.some(lambda: self._pick(_IMPORTS), 1)
        exports = self.some(
            lambda: self.one(
                lambda: self._pick(_EXPORTS),
                lambda: f"export default {self.wrapped()}",
                lambda: f"export const {self.new_name()} = {self.wrapped()}",
            ),
            1,
        )
        return self._pick(("\n", "\r\n")).join([*imports, self.block(), *exports, ""])


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A module: imports, statements, exports."""
    return _Writer(lambda options: draw(st.sampled_from(options))).program()


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """One expression, as deep as a line of a real program is at most."""
    return _Writer(lambda options: draw(st.sampled_from(options))).value()
