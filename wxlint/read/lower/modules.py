"""Imports and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower.core import Lowering, statement
from wxlint.read.lower.functions import class_literal, function
from wxlint.read.lower.patterns import bound_names, string_value

if TYPE_CHECKING:
    from tree_sitter import Node


@statement("import_statement")
def _import(low: Lowering, node: Node) -> ir.Stmt | None:
    if any(child.type == "type" for child in node.children):
        return None
    source = node.child_by_field_name("source")
    names: list[tuple[str, str]] = []
    for clause in node.children:
        if clause.type == "import_clause":
            names.extend(_imported(low, clause))
        elif clause.type == "import_require_clause":
            name = next((child for child in clause.children if child.type == "identifier"), None)
            source = clause.child_by_field_name("source") or source
            names.extend([("=", low.text(name))] if name else [])
    text = string_value(low, source) if source else ""
    return ir.Import(text, names, node.start_byte, node.end_byte)


def _imported(low: Lowering, clause: Node) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    for child in clause.children:
        if child.type == "identifier":
            names.append(("default", low.text(child)))
        elif child.type == "namespace_import":
            names.append(("*", low.text(child.children[-1])))
        elif child.type == "named_imports":
            names.extend(_specifiers(low, child))
    return names


def _specifiers(low: Lowering, node: Node) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for child in node.children:
        if child.type in ("import_specifier", "export_specifier"):
            if any(part.type in ("type", "typeof") for part in child.children):
                continue
            name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
            own = string_value(low, name) if name else ""
            pairs.append((own, string_value(low, alias) if alias else own))
    return pairs


@statement("export_statement")
def _export(low: Lowering, node: Node) -> ir.Stmt | None:
    words = {child.type for child in node.children if not child.is_named}
    value, declaration = node.child_by_field_name("value"), node.child_by_field_name("declaration")
    if "type" in words:
        return None
    if "default" in words:
        exported = value or declaration
        return ir.ExportDefault(_default(low, exported)) if exported else None
    if declaration is not None:
        return _declared(low, declaration)
    if "=" in words and node.named_children:
        return _export_all(low, node, value or node.named_children[-1])
    return _listed(low, node)


def _export_all(low: Lowering, node: Node, value: Node) -> ir.Stmt:
    """TypeScript's `export = value` is `module.exports = value`."""
    start, end = node.start_byte, node.end_byte
    target = ir.GetMember(ir.Name("module", start, end), "exports", start, end, start)
    return ir.Assign("", target, low.expr(value), start, end)


@statement("internal_module")
def _namespace(low: Lowering, node: Node) -> ir.Stmt | None:
    """TypeScript's `namespace N { … }` is the object that the function which it compiles to fills."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if name is None or name.type != "identifier" or body is None:
        return None
    start, end = body.start_byte, body.end_byte

    def fill() -> list[ir.Stmt]:
        made: list[ir.Stmt] = []
        exported: list[ir.Prop] = []
        for stmt in low.stmts(body.children):
            if type(stmt) is not ir.ExportDecl:
                made.append(stmt)
                continue
            made.append(stmt.decl)
            names = (ir.Name(one, start, end) for one in stmt.names)
            exported.extend(ir.Prop("init", one.name, None, one, start, end) for one in names)
        return [*made, ir.Return(ir.ObjectLit(exported, start, end), start, end)]

    function = ir.Func(None, [], "function", False, False, start, end, 0, 0)
    low.pending[(start, end)] = function, fill
    called = ir.Call(function, [], start, end, start)
    return ir.VarDecl("let", [(ir.Name(low.text(name), name.start_byte, name.end_byte), called)])


def _default(low: Lowering, node: Node) -> ir.Expr:
    if node.type in ("function_declaration", "generator_function_declaration"):
        return function(low, node, "function")
    if node.type in ("class_declaration", "abstract_class_declaration"):
        return class_literal(low, node)
    return low.expr(node)


def _declared(low: Lowering, node: Node) -> ir.Stmt | None:
    inner = low.stmts([node])
    if not inner:
        return None
    decl, names = inner[0], list[str]()
    if type(decl) is ir.VarDecl:
        names = [name for bound, _ in decl.decls for name in bound_names(bound)]
    elif type(decl) is ir.FuncDecl:
        names = [decl.func.name or ""]
    elif type(decl) is ir.ClassDecl:
        names = [decl.cls.name or ""]
    return ir.ExportDecl(decl, names)


def _listed(low: Lowering, node: Node) -> ir.Stmt | None:
    source_node = node.child_by_field_name("source")
    source = string_value(low, source_node) if source_node else None
    for child in node.children:
        if child.type == "export_clause":
            return ir.Export(source, _specifiers(low, child), node.start_byte, node.end_byte)
        if child.type == "namespace_export":
            name = low.text(child.children[-1])
            return ir.Export(source, [("*", name)], node.start_byte, node.end_byte)
    return ir.Export(source, [("*", "*")], node.start_byte, node.end_byte) if source is not None else None
