"""Names that mean in a test file what its author means, whatever a submission calls so."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Container, Iterator
from pathlib import Path

from coursewright_runtime.grading.inside.imports import VIRTUAL
from coursewright_runtime.grading.plan import bound_by

__all__ = ["names_of_tests"]


def names_of_tests(tests: Path, modules: Container[str]) -> set[str]:
    """Return Python's own names and those that the files of the folder `tests` bind.

    modules: modules of the author's solution; what a test imports from these is the learner's.
    """
    found = set(dir(builtins))
    for path in sorted(tests.rglob("*.py")):
        found |= set(_bound(path.read_bytes(), modules))
    return found


def _bound(source: bytes, modules: Container[str]) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in tree.body:
        top = (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else ""
        if top not in modules and top != VIRTUAL:
            yield from bound_by(node)
