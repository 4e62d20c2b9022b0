"""An author's formula as presentation MathML, the form in which Calculated questions keep it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from lxml import etree

from coursewright_packaging.qti.formula import FormulaFault
from coursewright_packaging.xml import Element, child, root

__all__ = ["mathml"]

_SIGNS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "×"}
_STRENGTH: Mapping[type[ast.operator], int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2}
_ATOM = 3


def mathml(expression: str) -> str:
    """Return the formula as a MathML document. Raises FormulaFault when it cannot be read."""
    try:
        body = ast.parse(expression.replace("^", "**"), mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise FormulaFault(f"`{expression}` cannot be read: {error}") from error
    math = root("mathml:math")
    _write(math, body)
    return etree.tostring(math, encoding="unicode")


def _write(parent: Element, tree: ast.expr) -> None:
    match tree:
        case ast.Constant(value=int() | float() as amount):
            _leaf(parent, "mn", f"{amount:g}")
        case ast.Name(id=name):
            _leaf(parent, "mi", name)
        case ast.UnaryOp(op=op, operand=operand):
            row = _leaf(parent, "mrow")
            _leaf(row, "mo", "-" if isinstance(op, ast.USub) else "+")
            _operand(row, operand, _ATOM)
        case ast.BinOp(op=ast.Div()):
            _two(parent, "mfrac", tree.left, tree.right, fenced=False)
        case ast.BinOp(op=ast.Pow()):
            _two(parent, "msup", tree.left, tree.right, fenced=True)
        case ast.BinOp(op=op) if type(op) in _SIGNS:
            _infix(_leaf(parent, "mrow"), tree, _SIGNS[type(op)], _STRENGTH[type(op)])
        case ast.Call(func=ast.Name(id=name), args=args):
            _call(_leaf(parent, "mrow"), name, args)
        case _:
            raise FormulaFault(f"`{ast.unparse(tree)}` is not allowed in a formula")


def _leaf(parent: Element, name: str, text: str | None = None) -> Element:
    return child(parent, f"mathml:{name}", text)


def _two(parent: Element, name: str, left: ast.expr, right: ast.expr, *, fenced: bool) -> None:
    holder = _leaf(parent, name)
    if fenced:
        _operand(_leaf(holder, "mrow"), left, _ATOM)
    else:
        _write(_leaf(holder, "mrow"), left)
    _write(_leaf(holder, "mrow"), right)


def _infix(row: Element, tree: ast.BinOp, sign: str, strength: int) -> None:
    _operand(row, tree.left, strength)
    _leaf(row, "mo", sign)
    # One step stronger at the right: a - (b - c) keeps its brackets.
    _operand(row, tree.right, strength + 1)


def _operand(row: Element, tree: ast.expr, strength: int) -> None:
    if _strength(tree) >= strength:
        _write(row, tree)
        return
    _leaf(row, "mo", "(")
    _write(row, tree)
    _leaf(row, "mo", ")")


def _strength(tree: ast.expr) -> int:
    match tree:
        case ast.BinOp(op=op):
            return _STRENGTH.get(type(op), 2)
        case ast.UnaryOp():
            return 0
    return _ATOM


def _call(row: Element, name: str, arguments: list[ast.expr]) -> None:
    _leaf(row, "mi", name)
    _leaf(row, "mo", "(")
    for place, argument in enumerate(arguments):
        if place:
            _leaf(row, "mo", ",")
        _write(row, argument)
    _leaf(row, "mo", ")")
