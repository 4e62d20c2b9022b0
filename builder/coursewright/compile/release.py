"""The learner's version of a lab's notebook, by nbgrader's rules, and what had to go.

As `nbgrader generate_assignment` (0.9): solutions become stubs, hidden tests and mark schemes go,
outputs and counts are cleared, graded cells are locked and get their checksum. Beyond it, all
metadata but an allow-list goes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coursewright.compile import rules
from coursewright.compile.cells import place_in_file
from coursewright.compile.notebook import cell_text
from coursewright.compile.regions import split_regions
from coursewright.model.secrets import Secret
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["LabSource", "Released", "instructor_secrets", "release_lab"]

_STUBS = {
    "python": ("# YOUR CODE HERE", "raise NotImplementedError()"),
    "R": ("# YOUR CODE HERE", "fail()"),
    "matlab": ("% YOUR CODE HERE", "error('No Answer Given!')"),
    "octave": ("% YOUR CODE HERE", "error('No Answer Given!')"),
    "sas": ("/* YOUR CODE HERE */", " %notImplemented;"),
    "java": ("// YOUR CODE HERE",),
}
_TEXT_STUB = "YOUR ANSWER HERE"
_CELL_METADATA = ("nbgrader", "deletable", "editable")
_NOTEBOOK_METADATA = ("kernelspec", "language_info")


@dataclass(frozen=True, slots=True)
class LabSource:
    """A lab's notebook as authored. lab: id; path: of the notebook in the course."""

    lab: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Released:
    """The learner's notebook as JSON, and every line that was taken away."""

    notebook: str
    secrets: tuple[Secret, ...]
    diagnostics: tuple[Diagnostic, ...]


def release_lab(source: LabSource) -> Released:
    """Return the learner's version; a pure function of its argument."""
    notebook = json.loads(source.text)
    work = _Work(source, notebook)
    cells = [work.cell(cell, number) for number, cell in enumerate(notebook["cells"], 1)]
    metadata = {k: v for k, v in notebook["metadata"].items() if k in _NOTEBOOK_METADATA}
    released = {**notebook, "cells": cells, "metadata": metadata}
    text = json.dumps(released, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return Released(text, tuple(work.secrets), tuple(work.found))


class _Work:
    """One notebook on its way to the learners."""

    def __init__(self, source: LabSource, notebook: dict[str, Any]) -> None:
        info = notebook["metadata"].get("language_info", {})
        spec = notebook["metadata"].get("kernelspec", {})
        self._language = str(spec.get("language") or info.get("name") or "python")
        self._source = source
        self._ids: set[str] = set()
        self.secrets: list[Secret] = []
        self.found: list[Diagnostic] = []

    def cell(self, cell: dict[str, Any], number: int) -> dict[str, Any]:
        """Return the released cell; the numbers of cells count from 1."""
        graded = cell.get("metadata", {}).get("nbgrader")
        graded = graded if isinstance(graded, dict) else None
        text = "\n".join(self._kept(cell, graded or {}, number))
        metadata = {k: v for k, v in cell.get("metadata", {}).items() if k in _CELL_METADATA}
        if graded is not None:
            self._check(graded, number)
            metadata |= self._locked(graded)
        released = {k: v for k, v in cell.items() if k != "attachments"}
        released |= {"source": text.splitlines(keepends=True), "metadata": metadata}
        if cell["cell_type"] == "code":
            released |= {"outputs": [], "execution_count": None}
        elif attachments := _referenced(cell.get("attachments"), text):
            released["attachments"] = attachments
        if graded is not None and any(graded.get(k) for k in ("grade", "solution", "locked")):
            kind = cell["cell_type"]
            metadata["nbgrader"] |= {"checksum": _checksum(kind, text, graded), "cell_type": kind}
        return released

    def _kept(self, cell: dict[str, Any], graded: dict[str, Any], number: int) -> list[str]:
        """Return the lines that learners get; a solution cell without regions goes as a whole."""
        stub = [_TEXT_STUB] if cell["cell_type"] == "markdown" else self._code_stub
        split = split_regions(cell_text(cell["source"]), stub)
        for problem in split.problems:
            self._fault(rules.REGION_CLOSES, number, problem)
        self._keep(split.taken, number)
        if graded.get("solution") and not split.has_solution:
            self._keep(split.kept, number)
            return stub
        if split.has_solution and not graded.get("solution"):
            problem = "a solution region stands in a cell that is no solution cell"
            self._fault(rules.REGION_CLOSES, number, problem)
        return split.kept

    @property
    def _code_stub(self) -> list[str]:
        return list(_STUBS.get(self._language, ("# YOUR CODE HERE",)))

    def _keep(self, lines: list[str], number: int) -> None:
        place = f"{self._source.path}, cell {number}"
        for line in lines:
            if line.strip():
                self.secrets.append(Secret(self._source.lab, place, line.strip(), marked=True))

    def _check(self, graded: dict[str, Any], number: int) -> None:
        name = str(graded.get("grade_id", ""))
        if not re.fullmatch(r"[A-Za-z0-9_-]+", name) or name in self._ids:
            problem = f'grade_id "{name}" is empty, used twice or not plain'
            self._fault(rules.GRADE_CELL_IS_WHOLE, number, problem)
        self._ids.add(name)
        if (graded.get("grade") or graded.get("task")) and "points" not in graded:
            self._fault(rules.GRADE_CELL_IS_WHOLE, number, "a graded cell has no points")

    def _locked(self, graded: dict[str, Any]) -> dict[str, Any]:
        named = {**graded, "schema_version": 3}
        locked: dict[str, Any] = {"nbgrader": named}
        # As nbgrader's LockCells: nobody deletes a graded cell or edits a locked one.
        if graded.get("solution"):
            locked["deletable"] = False
        elif graded.get("grade") or graded.get("locked"):
            locked |= {"deletable": False, "editable": False}
        return locked

    def _fault(self, rule: Rule, number: int, problem: str) -> None:
        line, column = place_in_file(self._source.text, number)
        message = f"cell {number}: {problem}"
        self.found.append(rule.at(self._source.path, message, line=line, column=column))


def _referenced(attachments: Any, text: str) -> dict[str, Any]:
    if not isinstance(attachments, dict):
        return {}
    return {name: data for name, data in attachments.items() if f"attachment:{name}" in text}


def _checksum(kind: str, text: str, graded: dict[str, Any]) -> str:
    """Return nbgrader's checksum of a cell (nbgrader.utils.compute_checksum, format v3)."""
    digest = hashlib.md5(usedforsecurity=False)
    digest.update(text.encode())
    digest.update(kind.encode())
    digest.update(str(bool(graded.get("grade"))).encode())
    digest.update(str(bool(graded.get("solution"))).encode())
    locked = not graded.get("solution") and (graded.get("grade") or graded.get("locked"))
    digest.update(str(bool(locked)).encode())
    digest.update(str(graded.get("grade_id", "")).encode())
    if graded.get("grade"):
        digest.update(str(float(graded.get("points", 0))).encode())
    return digest.hexdigest()


def instructor_secrets(lab: str, path: str, text: str) -> Iterator[Secret]:
    """Yield every line of a file that only instructors may have; of a notebook, its cells'."""
    for place, lines in _passages(path, text):
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Secret(lab, place.format(number), line.strip())


def marked_secrets(lab: str, path: str, text: str) -> Iterator[Secret]:
    """Yield each line that stands between delimiters in a file that learners get as it is."""
    if "BEGIN " not in text:
        return
    for place, lines in _passages(path, text):
        for line in split_regions("\n".join(lines), ()).taken:
            if line.strip():
                yield Secret(lab, place.format("?").removesuffix(":?"), line.strip(), marked=True)


def _passages(path: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield where lines stand, with a gap for the line's number, and the lines."""
    place = path.replace("{", "{{").replace("}", "}}")
    cells = _cells(text) if path.endswith(".ipynb") else None
    if cells is None:
        yield f"{place}:{{}}", text.splitlines()
        return
    for number, cell in enumerate(cells, 1):
        yield f"{place}, cell {number}", cell_text(cell.get("source", "")).splitlines()


def _cells(text: str) -> list[dict[str, Any]] | None:
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    whole = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    return cells if whole else None
