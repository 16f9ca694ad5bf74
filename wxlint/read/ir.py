"""The facts of a script: a small typed tree of what it does, with the byte places that findings need.

TypeScript's types are gone, parentheses too. A function's body is lowered after what is around it
(`Func.body` is None until `wxlint.read.script.Script.body_of` was asked for it, or the script is settled).
"""

from __future__ import annotations

from typing import final

import msgspec

from wxlint.read.offset import Offset
from wxlint.read.symbol import Symbol


class _Node(msgspec.Struct, array_like=True, tag=True, gc=False): ...


class Lit(_Node):
    """A literal: text, number, boolean or null.

    `inner`: the byte offset of a text's first character, -1 where the text holds escapes.
    """

    value: str | float | int | bool | None
    start: Offset
    end: Offset
    inner: Offset = -1


class Template(_Node):
    """A template string: `Lit` for its text (inner places), any expression for a substitution."""

    parts: list[Expr]
    start: Offset
    end: Offset


class Name(_Node):
    """A name that stands as a value or binds one."""

    name: Symbol
    start: Offset
    end: Offset


class This(_Node):
    start: Offset
    end: Offset


class Super(_Node):
    start: Offset
    end: Offset


@final
class GetMember(_Node):
    """`object.name`; `at` is where the name begins."""

    object: Expr
    name: Symbol
    start: Offset
    end: Offset
    at: Offset
    optional: bool = False


class GetIndex(_Node):
    """`object[index]`."""

    object: Expr
    index: Expr
    start: Offset
    end: Offset
    optional: bool = False


@final
class Call(_Node):
    """`callee(args)`; `callee_end` is where the callee ends."""

    callee: Expr
    args: list[Expr]
    start: Offset
    end: Offset
    callee_end: Offset
    optional: bool = False


class New(_Node):
    callee: Expr
    args: list[Expr]
    start: Offset
    end: Offset


class Prop(_Node):
    """A member of an object literal or class body, by `key` or `computed`.

    `kind`: init, get, set, spread, method; block for a class's `static { … }`.
    """

    kind: str
    key: Symbol | None
    computed: Expr | None
    value: Expr | None
    key_start: Offset
    key_end: Offset
    static: bool = False


class ObjectLit(_Node):
    props: list[Prop]
    start: Offset
    end: Offset


class ArrayLit(_Node):
    """An array literal; a gap is the name `undefined`."""

    items: list[Expr]
    start: Offset
    end: Offset


class Spread(_Node):
    """`...value` in an array or in arguments."""

    value: Expr
    start: Offset
    end: Offset


class Func(_Node):
    """A function. `flavour`: function, arrow, method; block for a class's `static { … }`.

    `body` is None until it is lowered; an expression body is a Return.
    """

    name: Symbol | None
    params: list[Target]
    flavour: str
    is_async: bool
    is_generator: bool
    start: Offset
    end: Offset
    name_start: Offset
    name_end: Offset
    body: list[Stmt] | None = None
    hoisted: list[Symbol] = []
    param_props: list[Symbol] = []


class ClassLit(_Node):
    """A class; its methods and fields are `members`."""

    name: Symbol | None
    superclass: Expr | None
    members: list[Prop]
    start: Offset
    end: Offset
    name_start: Offset
    name_end: Offset


class Unary(_Node):
    op: str
    value: Expr
    start: Offset
    end: Offset


class Binary(_Node):
    """`left op right`, for every operator but `+` and the logical ones."""

    op: str
    left: Expr
    right: Expr
    start: Offset
    end: Offset


class Concat(_Node):
    """A chain of `+`, flattened: `a + b + c`."""

    items: list[Expr]
    start: Offset
    end: Offset


@final
class Logical(_Node):
    """`&&`, `||` or `??`."""

    op: str
    left: Expr
    right: Expr


class Cond(_Node):
    test: Expr
    yes: Expr
    no: Expr


class Assign(_Node):
    """`target op= value`; op is '' for a plain assignment."""

    op: str
    target: Target
    value: Expr
    start: Offset
    end: Offset


class Update(_Node):
    """`target++` or `target--`; `++target` or `--target` where it is no `postfix`."""

    op: str
    target: Target
    start: Offset
    end: Offset
    postfix: bool = False


class Await(_Node):
    value: Expr
    start: Offset
    end: Offset


class Yield(_Node):
    value: Expr | None


class Seq(_Node):
    items: list[Expr]


class Opaque(_Node):
    """An expression that is not followed further; its parts are evaluated (regex, JSX, tagged template)."""

    parts: list[Expr]
    start: Offset
    end: Offset
    kind: str = ""


class ObjectPattern(_Node):
    """`{key: target = default, ...rest}`: entries of (key, computed key, target)."""

    entries: list[tuple[Symbol | None, Expr | None, Target]]
    rest: Target | None


class ArrayPattern(_Node):
    """`[a, , b, ...rest]`: None for a gap."""

    items: list[Target | None]
    rest: Target | None


class Default(_Node):
    """`target = value` in a pattern or as a parameter."""

    target: Target
    value: Expr


class Rest(_Node):
    """A rest parameter: `...target`."""

    target: Target


class VarDecl(_Node):
    """A declaration; `kind` is `var` or `let` (`const` too): hoisted or not."""

    kind: str
    decls: list[tuple[Target, Expr | None]]


class FuncDecl(_Node):
    func: Func


class ClassDecl(_Node):
    cls: ClassLit


class Return(_Node):
    value: Expr | None
    start: Offset
    end: Offset


class Throw(_Node):
    value: Expr
    start: Offset
    end: Offset


class If(_Node):
    test: Expr
    yes: list[Stmt]
    no: list[Stmt]
    start: Offset


class Loop(_Node):
    """while, do, for, of, in. `target` and `subject` for of/in; `init`, `test`, `update` for the rest."""

    kind: str
    init: list[Stmt]
    test: Expr | None
    update: Expr | None
    target: Target | None
    subject: Expr | None
    body: list[Stmt]
    start: Offset
    assigned: list[Symbol]


class Try(_Node):
    """`try`; `param` is what `catch` binds."""

    body: list[Stmt]
    param: Target | None
    handler: list[Stmt] | None
    finalizer: list[Stmt] | None


class Switch(_Node):
    """`switch`: each case with its value (None for `default`) and its statements."""

    subject: Expr
    cases: list[tuple[Expr | None, list[Stmt]]]
    start: Offset


class Block(_Node):
    """`{…}` with a scope of its own."""

    body: list[Stmt]


class Jump(_Node):
    """break or continue."""

    kind: str
    label: str | None


class Labeled(_Node):
    label: str
    body: Stmt


@final
class Import(_Node):
    """`names`: (imported name, local name); imported is '*' for a namespace, 'default' for the default."""

    source: str
    names: list[tuple[Symbol, Symbol]]
    start: Offset
    end: Offset


class Export(_Node):
    """Re-exports or local names: (local or imported name, exported name); `('*', '*')` for all."""

    source: str | None
    names: list[tuple[Symbol, Symbol]]
    start: Offset
    end: Offset


class ExportDefault(_Node):
    value: Expr


class ExportDecl(_Node):
    """A declaration that is exported, and the names that it binds."""

    decl: Stmt
    names: list[Symbol]


Expr = (
    Lit | Template | Name | This | Super | GetMember | GetIndex | Call | New | ObjectLit | ArrayLit | Spread
    | Func | ClassLit | Unary | Binary | Concat | Logical | Cond | Assign | Update | Await | Yield | Seq
    | Opaque
)  # fmt: skip
Target = Name | GetMember | GetIndex | ObjectPattern | ArrayPattern | Default | Rest | Opaque
Stmt = (
    Expr | VarDecl | FuncDecl | ClassDecl | Return | Throw | If | Loop | Try | Switch | Block | Jump | Labeled
    | Import | Export | ExportDefault | ExportDecl
)  # fmt: skip
