"""The classes that values and nodes are told apart by, as constants.

Compiled code looks up the name of a class that is not compiled, as records of msgspec are not, each time that
it comes by (that of `ir.Name` in two tables); a constant it has at hand.
"""

from __future__ import annotations

from typing import Final

from wxlint.link.engine import table
from wxlint.model import values
from wxlint.read import ir

CONSTANT: Final = values.Constant
RECORD: Final = values.Record
TEXT: Final = values.Text
UNKNOWN: Final = values.Unknown
TABLE: Final = table.Table

ARRAY_PATTERN: Final = ir.ArrayPattern
BINARY: Final = ir.Binary
CALL: Final = ir.Call
CONCAT: Final = ir.Concat
COND: Final = ir.Cond
DEFAULT: Final = ir.Default
EXPORT_DECL: Final = ir.ExportDecl
FUNC_DECL: Final = ir.FuncDecl
GET_INDEX: Final = ir.GetIndex
GET_MEMBER: Final = ir.GetMember
LIT: Final = ir.Lit
LOGICAL: Final = ir.Logical
NAME: Final = ir.Name
OBJECT_PATTERN: Final = ir.ObjectPattern
REST: Final = ir.Rest
SEQ: Final = ir.Seq
SPREAD: Final = ir.Spread
SUPER: Final = ir.Super
THIS: Final = ir.This
UNARY: Final = ir.Unary
