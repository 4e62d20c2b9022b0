"""What static analysis found, in one form for all checks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Check", "functions", "imports", "share"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. share: what was reached of it, 0..1. message: for learners."""

    criterion: str
    title: str
    share: float
    message: str


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the name of every imported module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def share(reached: float, wanted: float) -> float:
    """Return what `reached` is of `wanted`, at most 1; all of it when nothing is wanted."""
    return min(1.0, reached / wanted) if wanted else 1.0
