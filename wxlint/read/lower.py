"""Lowering of statements, patterns, functions and classes: tree-sitter's nodes to `wxlint.read.ir`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wxlint.read import ir
from wxlint.read.lower_expr import MAX_DEPTH, ExpressionLowering

if TYPE_CHECKING:
    from tree_sitter import Node

_TYPES_ONLY = frozenset({
    "interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature", "comment",
    "empty_statement", "debugger_statement", "hash_bang_line", "import_alias", "abstract_method_signature",
    "method_signature", "index_signature", "decorator",
})  # fmt: skip


class Lowering(ExpressionLowering):
    """Lowers one script. Stateless but for the functions whose bodies are still to come."""

    def top(self, root: Node) -> tuple[list[ir.Stmt], list[str]]:
        """The module's statements, and the names that `var` hoists."""
        return self._in_function(root.children)

    def fill(self, func: ir.Func) -> None:
        """Lowers a function's body into it."""
        node = self._pending.pop((func.start, func.end), None)
        if node is None:
            func.body = []
        elif node.type == "statement_block":
            func.body, func.hoisted = self._in_function(node.children)
        else:
            self._depth = 0
            func.body = [ir.Return(self.expr(node), node.start_byte, node.end_byte)]

    def _in_function(self, nodes: list[Node]) -> tuple[list[ir.Stmt], list[str]]:
        outer, self._vars, self._depth = self._vars, [], 0
        body = self.stmts(nodes)
        hoisted, self._vars = self._vars, outer
        return body, hoisted

    def stmts(self, nodes: list[Node]) -> list[ir.Stmt]:
        """A list of statements; what is no statement (types, comments, stray tokens) is left out."""
        out: list[ir.Stmt] = []
        for node in nodes:
            if node.is_named and node.type not in _TYPES_ONLY:
                self._depth += 1
                if self._depth < MAX_DEPTH:
                    self._stmt(node, out)
                self._depth -= 1
        return out

    def _stmt(self, node: Node, out: list[ir.Stmt]) -> None:
        method = _STATEMENTS.get(node.type)
        if method is not None:
            stmt = method(self, node)
            if stmt is not None:
                out.append(stmt)
        elif node.type in ("ERROR", "expression_statement"):
            # A broken place still holds whole statements and expressions: they are judged all the same.
            out.extend(self.stmts(node.children))
        else:
            out.append(self.expr(node))

    def _body(self, node: Node | None) -> list[ir.Stmt]:
        if node is None:
            return []
        return self.stmts(node.children if node.type in ("statement_block", "else_clause") else [node])

    def _block(self, node: Node) -> ir.Stmt:
        return ir.Block(self.stmts(node.children))

    def _var(self, node: Node) -> ir.Stmt:
        kind = "var" if node.type == "variable_declaration" else "let"
        decls: list[tuple[ir.Target, ir.Expr | None]] = []
        for child in node.children:
            if child.type == "variable_declarator":
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                target = self.target(name) if name else None
                if target is not None:
                    decls.append((target, self.expr(value) if value else None))
                    if kind == "var":
                        self._vars.extend(bound_names(target))
        return ir.VarDecl(kind, decls)

    def _function(self, node: Node) -> ir.Stmt:
        return ir.FuncDecl(self.function(node, "function"))

    def _class(self, node: Node) -> ir.Stmt:
        return ir.ClassDecl(self.class_(node))

    def _return(self, node: Node) -> ir.Stmt:
        values = [child for child in node.children if child.is_named and child.type != "comment"]
        return ir.Return(self.expr(values[0]) if values else None, node.start_byte, node.end_byte)

    def _throw(self, node: Node) -> ir.Stmt:
        values = [child for child in node.children if child.is_named and child.type != "comment"]
        value = self.expr(values[0]) if values else self.opaque(node)
        return ir.Throw(value, node.start_byte, node.end_byte)

    def _if(self, node: Node) -> ir.Stmt:
        no = node.child_by_field_name("alternative")
        yes = self._body(node.child_by_field_name("consequence"))
        return ir.If(self.field(node, "condition"), yes, self._body(no), node.start_byte)

    def _loop(self, node: Node) -> ir.Stmt:
        body_node = node.child_by_field_name("body")
        body = self._body(body_node)
        kind = {"while_statement": "while", "do_statement": "do", "for_statement": "for"}[node.type]
        init: list[ir.Stmt] = []
        first = node.child_by_field_name("initializer")
        if first is not None:
            init = self.stmts([first])
        test, update = node.child_by_field_name("condition"), node.child_by_field_name("increment")
        real_test = self.expr(test) if test is not None and test.type != "empty_statement" else None
        real_update = self.expr(update) if update is not None else None
        assigned = self.assigned_in(node)
        return ir.Loop(kind, init, real_test, real_update, None, None, body, node.start_byte, assigned)

    def _for_in(self, node: Node) -> ir.Stmt:
        left, kind = node.child_by_field_name("left"), node.child_by_field_name("kind")
        target = self.target(left) if left else None
        if kind is not None and kind.type == "var" and target is not None:
            self._vars.extend(bound_names(target))
        operator = node.child_by_field_name("operator")
        word = "in" if operator is not None and operator.type == "in" else "of"
        subject, body = self.field(node, "right"), self._body(node.child_by_field_name("body"))
        return ir.Loop(word, [], None, None, target, subject, body, node.start_byte, self.assigned_in(node))

    def _try(self, node: Node) -> ir.Stmt:
        handler, final = node.child_by_field_name("handler"), node.child_by_field_name("finalizer")
        body = self._body(node.child_by_field_name("body"))
        param: ir.Target | None = None
        caught: list[ir.Stmt] | None = None
        if handler is not None:
            parameter = handler.child_by_field_name("parameter")
            param = self.target(parameter) if parameter else None
            caught = self._body(handler.child_by_field_name("body"))
        last = self._body(final.child_by_field_name("body")) if final is not None else None
        return ir.Try(body, param, caught, last)

    def _switch(self, node: Node) -> ir.Stmt:
        cases: list[tuple[ir.Expr | None, list[ir.Stmt]]] = []
        body = node.child_by_field_name("body")
        for case in body.children if body else []:
            if case.type in ("switch_case", "switch_default"):
                value = case.child_by_field_name("value")
                nodes = [child for child in case.children if child != value]
                cases.append((self.expr(value) if value else None, self.stmts(nodes)))
        return ir.Switch(self.field(node, "value"), cases, node.start_byte)

    def _jump(self, node: Node) -> ir.Stmt:
        label = node.child_by_field_name("label")
        return ir.Jump(node.type.removesuffix("_statement"), self.text(label) if label else None)

    def _labeled(self, node: Node) -> ir.Stmt | None:
        label, body = node.child_by_field_name("label"), node.child_by_field_name("body")
        inner = self.stmts([body]) if body else []
        return ir.Labeled(self.text(label) if label else "", inner[0]) if inner else None

    def _import(self, node: Node) -> ir.Stmt | None:
        if any(child.type == "type" for child in node.children):
            return None
        source = node.child_by_field_name("source")
        names: list[tuple[str, str]] = []
        for clause in node.children:
            if clause.type == "import_require_clause":
                name = next((child for child in clause.children if child.type == "identifier"), None)
                source = clause.child_by_field_name("source") or source
                names.extend([("=", self.text(name))] if name else [])
            for child in clause.children if clause.type == "import_clause" else []:
                if child.type == "identifier":
                    names.append(("default", self.text(child)))
                elif child.type == "namespace_import":
                    names.append(("*", self.text(child.children[-1])))
                elif child.type == "named_imports":
                    names.extend(self._specifiers(child))
        text = self.string_value(source) if source else ""
        return ir.Import(text, names, node.start_byte, node.end_byte)

    def _specifiers(self, node: Node) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for child in node.children:
            if child.type in ("import_specifier", "export_specifier"):
                if any(part.type in ("type", "typeof") for part in child.children):
                    continue
                name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
                own = self.string_value(name) if name else ""
                pairs.append((own, self.string_value(alias) if alias else own))
        return pairs

    def _export(self, node: Node) -> ir.Stmt | None:
        words = {child.type for child in node.children if not child.is_named}
        if "type" in words:
            return None
        source_node, value = node.child_by_field_name("source"), node.child_by_field_name("value")
        declaration = node.child_by_field_name("declaration")
        start, end = node.start_byte, node.end_byte
        source = self.string_value(source_node) if source_node else None
        if "default" in words:
            target = value or declaration
            return ir.ExportDefault(self._default_value(target)) if target else None
        if declaration is not None:
            return self._exported(declaration)
        if "=" in words and node.named_children:
            return ir.Export("=", [], start, end) if not value else ir.ExportDefault(self.expr(value))
        for child in node.children:
            if child.type == "export_clause":
                return ir.Export(source, self._specifiers(child), start, end)
            if child.type == "namespace_export":
                return ir.Export(source, [("*", self.text(child.children[-1]))], start, end)
        return ir.Export(source, [("*", "*")], start, end) if source is not None else None

    def _default_value(self, node: Node) -> ir.Expr:
        if node.type in ("function_declaration", "generator_function_declaration"):
            return self.function(node, "function")
        if node.type in ("class_declaration", "abstract_class_declaration"):
            return self.class_(node)
        return self.expr(node)

    def _exported(self, node: Node) -> ir.Stmt | None:
        inner = self.stmts([node])
        if not inner:
            return None
        decl, names = inner[0], list[str]()
        if isinstance(decl, ir.VarDecl):
            names = [name for target, _ in decl.decls for name in bound_names(target)]
        elif isinstance(decl, ir.FuncDecl):
            names = [decl.func.name or ""]
        elif isinstance(decl, ir.ClassDecl):
            names = [decl.cls.name or ""]
        return ir.ExportDecl(decl, names)

    def _enum(self, node: Node) -> ir.Stmt:
        """A TypeScript enum is the object that it compiles to; its reverse mapping is left out."""
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        props: list[ir.Prop] = []
        following = 0.0
        for child in body.children if body else []:
            key = child.child_by_field_name("name") if child.type == "enum_assignment" else child
            if key is None or key.type not in ("property_identifier", "string"):
                continue
            given = child.child_by_field_name("value") if child.type == "enum_assignment" else None
            value = self.expr(given) if given else ir.Lit(following, key.start_byte, key.end_byte)
            if isinstance(value, ir.Lit) and isinstance(value.value, (int, float)):
                following = value.value + 1
            text = self.string_value(key)
            props.append(ir.Prop("init", text, None, value, key.start_byte, key.end_byte))
        table = ir.ObjectLit(props, node.start_byte, node.end_byte)
        start, end = (name.start_byte, name.end_byte) if name else (node.start_byte, node.start_byte)
        return ir.VarDecl("let", [(ir.Name(self.text(name) if name else "", start, end), table)])


def bound_names(target: ir.Target | None) -> list[str]:
    """The names that a pattern binds."""
    if isinstance(target, ir.Name):
        return [target.name]
    if isinstance(target, (ir.Default, ir.Rest)):
        return bound_names(target.target)
    if isinstance(target, ir.ObjectPattern):
        return [name for _, _, part in target.entries for name in bound_names(part)] + bound_names(
            target.rest
        )
    if isinstance(target, ir.ArrayPattern):
        return [name for part in target.items for name in bound_names(part)] + bound_names(target.rest)
    return []


_STATEMENTS: dict[str, Callable[[Lowering, Node], ir.Stmt | None]] = {
    "statement_block": Lowering._block,
    "variable_declaration": Lowering._var,
    "lexical_declaration": Lowering._var,
    "function_declaration": Lowering._function,
    "generator_function_declaration": Lowering._function,
    "class_declaration": Lowering._class,
    "abstract_class_declaration": Lowering._class,
    "return_statement": Lowering._return,
    "throw_statement": Lowering._throw,
    "if_statement": Lowering._if,
    "while_statement": Lowering._loop,
    "do_statement": Lowering._loop,
    "for_statement": Lowering._loop,
    "for_in_statement": Lowering._for_in,
    "try_statement": Lowering._try,
    "switch_statement": Lowering._switch,
    "break_statement": Lowering._jump,
    "continue_statement": Lowering._jump,
    "labeled_statement": Lowering._labeled,
    "import_statement": Lowering._import,
    "export_statement": Lowering._export,
    "enum_declaration": Lowering._enum,
}
