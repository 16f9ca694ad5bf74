"""Texts that passed a pattern of characters that a query may hold: `/^1[0-9]{10}$/.test(phone)`."""

from __future__ import annotations

from typing import Final

from wxlint.link.engine.evaluate import evaluate
from wxlint.link.engine.heap import Alt, Obj, Sym, Val, lookup, spread
from wxlint.link.engine.kinds import GET_MEMBER, NAME
from wxlint.link.engine.machine import Frame, Machine
from wxlint.link.engine.regex import TESTED
from wxlint.read import ir
from wxlint.regexps import regexp

#: A whole pattern, groups taken out, whose characters need no encoding (RFC 3986, 2.3); a group of such.
_PIECES: Final = r"(?:[A-Za-z0-9_~-]|\\[dw.-]|\[(?:[A-Za-z0-9_.~|-]|\\[dw.-])+\]|\{\d+(?:,\d*)?\}|[?+*]"
_WHOLE = regexp(rf"/\^{_PIECES})+\$/[giu]*")
_GROUP = regexp(rf"\((?:\?:)?{_PIECES}|\|)+\)")


def is_plain_pattern(source: str) -> bool:
    """Whether a regular expression (`/…/flags`) matches nothing that a query string cannot hold as it is."""
    before = ""
    while before != source:
        before, source = source, _GROUP.sub("a", source)
    return _WHOLE.fullmatch(source) is not None


def spelled(m: Machine, test: ir.Call, f: Frame) -> None:
    """The text that a test looks at has passed it: it needs no encoding, if the test says so."""
    node = test.args[0] if len(test.args) == 1 else None
    if type(node) is not NAME and type(node) is not GET_MEMBER:
        return
    base = evaluate(m, node.object, f) if type(node) is GET_MEMBER else None
    table = base.props if isinstance(base, Obj) else lookup(f.scope, node.name) if base is None else None
    value = table.get(node.name) if table is not None else None
    if table is None or not isinstance(value, (Sym, Alt)):
        return
    passed = {
        one.term[2]
        for one in spread(evaluate(m, test, f))
        if isinstance(one, Sym) and one.term[0] == TESTED and is_plain_pattern(one.term[1])
    }
    told: list[Val] = [
        Sym(one.term, "encoded", one.place) if type(one) is Sym and one.term in passed else one
        for one in spread(value)
    ]
    if passed:
        m.suppose(table, node.name, m.join(told))
