"""Whether what learners run is written in Python 3.9, which lab images have."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator

from coursewright.compile import rules
from coursewright.compile.cells import place_in_file
from coursewright.compile.notebook import cell_text
from coursewright.compile.release import notebook_language
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_runtime.grading.magics import plain_python

__all__ = ["check_learner_file"]

_OLDEST = (3, 9)
_NEWER = (ast.Match, ast.TryStar)  # of these the parser tells the end, not the beginning
_WRITES_PYTHON = re.compile(r"%%writefile\s+(-a\s+)?\S+\.py\s*\n")


def check_learner_file(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield where a Python file or a notebook needs a newer Python; its course-relative path."""
    if path.endswith(".py"):
        if problem := _problem(text):
            line, message = problem
            yield rules.RUNS_ON_OLD_PYTHON.at(path, message, line=line)
    elif path.endswith(".ipynb"):
        yield from _notebook(path, text)


def _notebook(path: str, text: str) -> Iterator[Diagnostic]:
    book = json.loads(text)
    if notebook_language(book["metadata"]) != "python":
        return
    for number, cell in enumerate(book["cells"], 1):
        code = _code(cell_text(cell["source"])) if cell["cell_type"] == "code" else ""
        if problem := _problem(code):
            line, message = problem
            at, column = place_in_file(text, number, line)
            yield rules.RUNS_ON_OLD_PYTHON.at(
                path, f"cell {number}: {message}", line=at, column=column
            )


def _code(text: str) -> str:
    """Return the Python of a cell, its lines where they were; other magics hold none."""
    if match := _WRITES_PYTHON.match(text):
        return "\n" + text[match.end() :]
    return plain_python(text)


def _problem(code: str) -> tuple[int, str] | None:
    """Return the line and what Python 3.9 lacks there.

    What no Python can read is no concern here: whoever runs it is told.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        try:
            ast.parse(code, feature_version=_OLDEST)
        except SyntaxError as error:
            newer = [node.lineno for node in ast.walk(tree) if isinstance(node, _NEWER)]
            return min(newer, default=error.lineno or 1), f"Python 3.9 cannot read it: {error.msg}"
    return None
