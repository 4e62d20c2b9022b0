"""What nbgrader asks of the metadata of a cell (format v3), and what it writes on release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

__all__ = ["checksum", "is_counted", "locks", "problems"]

_VERSION = 3
_FLAGS = ("grade", "locked", "solution")
_KEYS = {"schema_version", *_FLAGS, "task", "grade_id", "points", "checksum", "cell_type"}
_ID = re.compile(r"[A-Za-z0-9_-]+")


def is_counted(graded: dict[str, Any]) -> bool:
    """Return whether nbgrader knows the cell by its grade_id: graded, answered or locked."""
    return any(graded.get(flag) for flag in _FLAGS)


def problems(graded: dict[str, Any], kind: str, earlier: set[str]) -> Iterator[str]:
    """Yield why nbgrader would refuse the cell (its MetadataValidatorV3).

    kind: the cell's type. earlier: the ids of cells above.
    """
    version = graded.get("schema_version", 0)
    if version != _VERSION:
        yield f"its nbgrader metadata is of version {version}, not 3; run `nbgrader update`"
        return
    yield from _shape(graded)
    if not is_counted(graded):
        return
    name = graded.get("grade_id", "")
    if not isinstance(name, str) or not _ID.fullmatch(name) or name in earlier:
        yield f'grade_id "{name}" is empty, used twice or not plain'
    if (graded.get("grade") or graded.get("task")) and "points" not in graded:
        yield "a graded cell has no points"
    yield from _role(graded, kind)


def _shape(graded: dict[str, Any]) -> Iterator[str]:
    for key in sorted(graded.keys() - _KEYS):
        yield f'nbgrader knows no key "{key}" in a cell\'s metadata'
    for key in _FLAGS:
        if not isinstance(graded.get(key), bool):
            yield f'its nbgrader metadata has no "{key}", which is true or false'
    points = graded.get("points", 0)
    if isinstance(points, bool) or not isinstance(points, (int, float)) or points < 0:
        yield f"points are {points!r}; allowed is a number from 0"


def _role(graded: dict[str, Any], kind: str) -> Iterator[str]:
    if kind == "raw":
        yield "a raw cell has no part in grading; make it a text cell"
    elif graded.get("task"):
        if kind != "markdown":
            yield "a task stands in a text cell (markdown)"
    elif kind == "markdown" and bool(graded.get("grade")) != bool(graded.get("solution")):
        yield "an answer in a text cell is graded by hand: both grade and solution are true"


def locks(graded: dict[str, Any]) -> dict[str, bool]:
    """Return what keeps learners from deleting or editing the cell (nbgrader's LockCells)."""
    if graded.get("solution"):
        return {"deletable": False}
    if graded.get("grade") or graded.get("locked"):
        return {"deletable": False, "editable": False}
    return {}


def checksum(kind: str, text: str, graded: dict[str, Any]) -> str:
    """Return nbgrader's checksum of a cell (nbgrader.utils.compute_checksum, format v3)."""
    locked = not graded.get("solution") and (graded.get("grade") or graded.get("locked"))
    facts = [text, kind, *(str(bool(graded.get(flag))) for flag in ("grade", "solution"))]
    facts += [str(bool(locked)), str(graded.get("grade_id", ""))]
    if graded.get("grade"):
        facts.append(_points(graded.get("points", 0)))
    return hashlib.md5("".join(facts).encode(), usedforsecurity=False).hexdigest()


def _points(points: Any) -> str:
    return str(float(points)) if isinstance(points, (int, float)) else ""
