"""What of a notebook the author owns: set-up cells, tests and manual parts, as plain data.

nbgrader's cell metadata, version 3: a cell with `grade` and no `solution` is a test, with both a
manual answer, with `task` a manual task; `locked` alone is the author's set-up.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.magics import plain_python

_WRITEFILE = re.compile(r"^%%(?:writefile|file)\s+(?:-a\s+)?(\S+)\.py\s*$", re.MULTILINE)
_BEGIN, _END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"


@dataclass(frozen=True, slots=True)
class AuthorCell:
    """A cell of the author's. role: `set-up`, `test`, `manual` or `task`.

    source: as the author wrote it; released: as learners got it. hidden: numbers of its lines
    that learners never saw. visible: whether they saw any code of a test.
    gives: names that its released part binds and that the learner's cells may use.
    """

    id: str
    role: str
    code: bool
    points: float
    source: str
    released: str
    hidden: tuple[int, ...]
    visible: bool
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotebookPlan:
    """A notebook's own cells in order. expected: names that the author's solution makes.

    modules: modules that the author's solution writes.
    """

    name: str
    cells: tuple[AuthorCell, ...]
    expected: tuple[str, ...]
    modules: tuple[str, ...]


def plan_notebook(name: str, source: Path, release: Path) -> NotebookPlan:
    """Return what the author owns of a notebook, from its source and its release."""
    cells = _cells(source)
    given = {_label(cell).get("grade_id"): _text(cell) for cell in _cells(release)}
    labelled = ((_label(cell), cell) for cell in cells)
    own = (_author_cell(label, cell, given) for label, cell in labelled if _role(label))
    free = [
        _text(cell)
        for cell in cells
        if cell["cell_type"] == "code" and _role(_label(cell)) in ("", "manual")
    ]
    expected = {bound for text in free for bound in defined_names(text)}
    modules = {match[1] for text in free for match in _WRITEFILE.finditer(text)}
    stems = tuple(sorted(module.rpartition("/")[2] for module in modules))
    return NotebookPlan(name, tuple(own), tuple(sorted(expected)), stems)


def _cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_bytes())["cells"])


def _text(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _label(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    label = cell.get("metadata", {}).get("nbgrader", {})
    return label if isinstance(label, Mapping) else {}


def _role(label: Mapping[str, Any]) -> str:
    if label.get("task"):
        return "task"
    if label.get("grade"):
        return "manual" if label.get("solution") else "test"
    return "set-up" if label.get("locked") and not label.get("solution") else ""


def _author_cell(
    label: Mapping[str, Any], cell: Mapping[str, Any], given: Mapping[Any, str]
) -> AuthorCell:
    source, released = _text(cell), given.get(label["grade_id"], "")
    code = cell["cell_type"] == "code"
    role = _role(label) if code or _role(label) != "set-up" else "text"
    hidden = tuple(_hidden_lines(source))
    seen = any(line.strip() and not line.lstrip().startswith("#") for line in released.splitlines())
    gives = tuple(sorted(bound_names(released) - _bound_in(source, hidden)))
    points = float(label.get("points") or 0)
    return AuthorCell(label["grade_id"], role, code, points, source, released, hidden, seen, gives)


def _hidden_lines(source: str) -> Iterator[int]:
    inside = False
    for number, line in enumerate(source.splitlines(), start=1):
        inside = inside or _BEGIN in line
        if inside:
            yield number
        if _END in line:
            inside = False


def _bound_in(source: str, lines: tuple[int, ...]) -> set[str]:
    texts = source.splitlines()
    return bound_names("\n".join(texts[number - 1] for number in lines))


def bound_names(source: str) -> set[str]:
    """Return the names that code binds at its top level; magics and shell lines bind none."""
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError):
        return set()
    return {name for node in tree.body for name in bound_by(node)}


def defined_names(source: str) -> set[str]:
    """Return the names that code makes at its top level; what it imports is made elsewhere."""
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError):
        return set()
    made = (node for node in tree.body if not isinstance(node, (ast.Import, ast.ImportFrom)))
    return {name for node in made for name in bound_by(node)}


def bound_by(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds at the top level of its module."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    else:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                yield inner.id
