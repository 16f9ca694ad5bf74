"""Statements: declarations, branches, loops and jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.bytes import byte
from wxlint.read.lower.core import Assignments, Lowering, exact, statement
from wxlint.read.lower.functions import class_literal, function, span_of_name
from wxlint.read.lower.patterns import bound_names, string_value, target
from wxlint.regexps import regexp

if TYPE_CHECKING:
    from tree_sitter import Node

_ASSIGNED = regexp(
    rb"([A-Za-z_$][\w$]*)\s*(?:[-+*/%&|^?]|\*\*|<<|>>|\|\||&&|\?\?)?=(?![=>])"
    rb"|([A-Za-z_$][\w$]*)\s*(?:\+\+|--)|(?:\+\+|--)\s*([A-Za-z_$][\w$]*)"
)
_LOOPS = {"while_statement": "while", "do_statement": "do", "for_statement": "for"}

# -- declarations --------------------------------------------------------------------------------------------


@statement("variable_declaration", "lexical_declaration")
def _declaration(low: Lowering, node: Node) -> ir.Stmt:
    kind = "var" if node.type == "variable_declaration" else "let"
    decls: list[tuple[ir.Target, ir.Expr | None]] = []
    for child in node.children:
        if child.type == "variable_declarator":
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            bound = target(low, name) if name else None
            if bound is not None:
                decls.append((bound, low.field(child, "value") if value else None))
                if kind == "var":
                    low.hoisted.extend(bound_names(bound))
    return ir.VarDecl(kind, exact(decls))


@statement("function_declaration", "generator_function_declaration")
def _function(low: Lowering, node: Node) -> ir.Stmt:
    return ir.FuncDecl(function(low, node, "function"))


@statement("class_declaration", "abstract_class_declaration")
def _class(low: Lowering, node: Node) -> ir.Stmt:
    return ir.ClassDecl(class_literal(low, node))


@statement("enum_declaration")
def _enum(low: Lowering, node: Node) -> ir.Stmt:
    """A TypeScript enum is the object that it compiles to; its reverse mapping is left out."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    props: list[ir.Prop] = []
    following = 0.0
    for child in body.children if body else []:
        key = child.child_by_field_name("name") if child.type == "enum_assignment" else child
        if key is None or key.type not in ("property_identifier", "string"):
            continue
        given = child.child_by_field_name("value") if child.type == "enum_assignment" else None
        value = low.expr(given) if given else ir.Lit(following, key.start_byte, key.end_byte)
        if type(value) is ir.Lit and isinstance(value.value, (int, float)):
            following = value.value + 1
        props.append(ir.Prop("init", string_value(low, key), None, value, key.start_byte, key.end_byte))
    table = ir.ObjectLit(props, node.start_byte, node.end_byte)
    return ir.VarDecl("let", [(ir.Name(low.text(name) if name else "", *span_of_name(node, name)), table)])


# -- branches and loops --------------------------------------------------------------------------------------


@statement("statement_block")
def _block(low: Lowering, node: Node) -> ir.Stmt:
    return ir.Block(low.stmts(node.children))


@statement("if_statement")
def _if(low: Lowering, node: Node) -> ir.Stmt:
    yes = low.body(node.child_by_field_name("consequence"))
    no = low.body(node.child_by_field_name("alternative"))
    return ir.If(low.field(node, "condition"), yes, no, byte[node.start_byte])


@statement("switch_statement")
def _switch(low: Lowering, node: Node) -> ir.Stmt:
    cases: list[tuple[ir.Expr | None, list[ir.Stmt]]] = []
    body = node.child_by_field_name("body")
    for case in body.children if body else []:
        if case.type in ("switch_case", "switch_default"):
            value = case.child_by_field_name("value")
            nodes = [child for child in case.children if child != value]
            cases.append((low.expr(value) if value else None, low.stmts(nodes)))
    return ir.Switch(low.field(node, "value"), cases, byte[node.start_byte])


@statement("while_statement", "do_statement", "for_statement")
def _loop(low: Lowering, node: Node) -> ir.Stmt:
    assigned = _assigned_in(low, node)
    body = low.body(node.child_by_field_name("body"))
    first, test = node.child_by_field_name("initializer"), node.child_by_field_name("condition")
    update = node.child_by_field_name("increment")
    return ir.Loop(
        _LOOPS[node.type],
        low.stmts([first]) if first is not None else [],
        low.expr(test) if test is not None and test.type != "empty_statement" else None,
        low.expr(update) if update is not None else None,
        None,
        None,
        body,
        node.start_byte,
        assigned,
    )


@statement("for_in_statement")
def _for_in(low: Lowering, node: Node) -> ir.Stmt:
    assigned = _assigned_in(low, node)
    left, kind = node.child_by_field_name("left"), node.child_by_field_name("kind")
    bound = target(low, left) if left else None
    if kind is not None and kind.type == "var":
        low.hoisted.extend(bound_names(bound))
    operator = node.child_by_field_name("operator")
    word = "in" if operator is not None and operator.type == "in" else "of"
    subject, body = low.field(node, "right"), low.body(node.child_by_field_name("body"))
    return ir.Loop(word, [], None, None, bound, subject, body, byte[node.start_byte], assigned)


def _assigned_in(low: Lowering, node: Node) -> list[str]:
    """Names that the node's text assigns to: after an unknown number of turns their value is not known."""
    start, end = node.start_byte, node.end_byte
    known = low.assignments
    if known is None or not (known.start <= start and end <= known.end):
        # Loops in this one will look among what is found here: nested ones are not read again and again.
        matches = _ASSIGNED.finditer(low.data, start, end)
        found = [(one.start(), one.end(), next(filter(None, one.groups()))) for one in matches]
        known = low.assignments = Assignments(start, end, found)
    names = {name for begin, stop, name in known.found if start <= begin and stop <= end}
    return sorted(name.decode() for name in names)


# -- jumps ---------------------------------------------------------------------------------------------------


@statement("return_statement")
def _return(low: Lowering, node: Node) -> ir.Stmt:
    value = _value(node)
    return ir.Return(low.expr(value) if value else None, byte[node.start_byte], byte[node.end_byte])


@statement("throw_statement")
def _throw(low: Lowering, node: Node) -> ir.Stmt:
    value = _value(node)
    return ir.Throw(
        low.expr(value) if value else low.opaque(node), byte[node.start_byte], byte[node.end_byte]
    )


def _value(node: Node) -> Node | None:
    return next((child for child in node.children if child.is_named and child.type != "comment"), None)


@statement("try_statement")
def _try(low: Lowering, node: Node) -> ir.Stmt:
    handler, final = node.child_by_field_name("handler"), node.child_by_field_name("finalizer")
    body = low.body(node.child_by_field_name("body"))
    param: ir.Target | None = None
    caught: list[ir.Stmt] | None = None
    if handler is not None:
        parameter = handler.child_by_field_name("parameter")
        param = target(low, parameter) if parameter else None
        caught = low.body(handler.child_by_field_name("body"))
    last = low.body(final.child_by_field_name("body")) if final is not None else None
    return ir.Try(body, param, caught, last)


@statement("break_statement", "continue_statement")
def _jump(low: Lowering, node: Node) -> ir.Stmt:
    label = node.child_by_field_name("label")
    return ir.Jump(node.type.removesuffix("_statement"), low.text(label) if label else None)


@statement("labeled_statement")
def _labeled(low: Lowering, node: Node) -> ir.Stmt | None:
    label, body = node.child_by_field_name("label"), node.child_by_field_name("body")
    inner = low.stmts([body]) if body else []
    return ir.Labeled(low.text(label) if label else "", inner[0]) if inner else None
