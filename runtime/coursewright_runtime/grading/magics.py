"""The Python in a cell of a notebook, which may hold magics and shell commands, too."""

from __future__ import annotations

import ast
import re
import warnings

__all__ = ["plain_python"]

_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|\w[\w, ]*=[ \t]*[%!].*|\S+\?{1,2}[ \t]*)$", re.MULTILINE)
_RUNS_PYTHON = re.compile(r"\s*%%(?:time|timeit|capture|prun)\b")


def plain_python(cell: str) -> str:
    """Return a cell as Python, its lines where they were: magics and shell commands do nothing.

    A cell that is Python as it stands is left alone, as a line that goes on from the one before
    may begin with `%`. A cell that `%%` hands to something else holds no Python.
    """
    if cell.lstrip().startswith("%%") and not _RUNS_PYTHON.match(cell):
        return ""
    return cell if _is_python(cell) else _MAGIC.sub(r"\1pass", cell)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
