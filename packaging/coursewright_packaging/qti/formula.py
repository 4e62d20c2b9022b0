"""Calculated questions: evaluate an author's expression safely, and make its value sets."""

from __future__ import annotations

import ast
import hashlib
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import T

__all__ = ["FormulaFault", "ValueSet", "evaluate", "value_sets"]

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "abs": abs,
    "ceil": math.ceil,
    "cos": math.cos,
    "exp": math.exp,
    "floor": math.floor,
    "ln": math.log,
    "log": math.log10,
    "max": max,
    "min": min,
    "round": round,
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tan": math.tan,
}
_CONSTANTS = {"pi": math.pi, "e": math.e}
_MAX_LENGTH = 500
_MAX_POWER = 1000


class FormulaFault(ValueError):
    """The expression is not one of the course format, or has no value for these variables."""


@dataclass(frozen=True, slots=True)
class ValueSet:
    """Values of the variables by name, and the answer."""

    values: tuple[tuple[str, float], ...]
    answer: float


def evaluate(expression: str, values: Mapping[str, float]) -> float:
    """Return the value of the expression. Raises FormulaFault."""
    if len(expression) > _MAX_LENGTH:
        raise FormulaFault("the expression is too long")
    try:
        tree = ast.parse(expression.replace("^", "**"), mode="eval")
        result = float(_value(tree.body, values))
    except (SyntaxError, ArithmeticError, ValueError, TypeError, RecursionError) as error:
        raise FormulaFault(f"`{expression}` has no value: {error}") from error
    if not math.isfinite(result):
        raise FormulaFault(f"`{expression}` has no finite value")
    return result


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _binary(type(op), _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return float(_FUNCTIONS[name](*(_value(arg, values) for arg in args)))
        case _:
            raise FormulaFault(f"`{ast.unparse(node)}` is not allowed in a formula")


def _binary(kind: type[ast.operator], left: float, right: float) -> float:
    if kind is ast.Pow and abs(right) > _MAX_POWER:
        raise FormulaFault("the exponent is too large")
    result = _OPERATORS[kind](left, right)
    if isinstance(result, complex):
        raise FormulaFault("the value is not a real number")
    return result


def value_sets(question: q.Formula[T]) -> tuple[ValueSet, ...]:
    """Return the question's value sets, drawn by its id and not by chance. Raises FormulaFault."""
    return tuple(_set(question, number) for number in range(question.sets))


def _set(question: q.Formula[T], number: int) -> ValueSet:
    values = tuple(
        (v.name, _draw(v, f"{question.id}\0{number}\0{v.name}")) for v in question.variables
    )
    answer = round(evaluate(question.expression, dict(values)), question.decimals)
    return ValueSet(values, answer)


def _draw(variable: q.Variable, seed: str) -> float:
    digest = hashlib.sha256(seed.encode()).digest()
    part = int.from_bytes(digest[:8], "big") / (1 << 64)
    value = variable.minimum + part * (variable.maximum - variable.minimum)
    rounded, step = round(value, variable.decimals), 10.0**-variable.decimals
    for near in (rounded, rounded + step, rounded - step):
        if variable.minimum <= near <= variable.maximum:
            return round(near, variable.decimals)
    return variable.minimum  # no number with so few decimals lies between
