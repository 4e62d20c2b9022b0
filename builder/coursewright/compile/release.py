"""The learner's version of a lab's notebook, by nbgrader's rules, and what had to go.

As `nbgrader generate_assignment` (0.9): solutions become stubs, hidden tests and mark schemes go,
outputs and counts are cleared, graded cells are locked and get their checksum. Beyond it, all keys
and metadata but an allow-list go, and attachments that only a removed line showed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coursewright.compile import rules
from coursewright.compile.cells import place_in_file
from coursewright.compile.grade_cells import checksum, is_counted, locks, problems
from coursewright.compile.notebook import cell_text
from coursewright.compile.regions import HIDDEN_TESTS, MARK_SCHEME, SOLUTION, Split, split_regions
from coursewright.compile.unmarked import unmarked
from coursewright.model.secrets import Secret
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["LabSource", "Released", "notebook_language", "release_lab"]

_STUBS = {
    "python": ("# YOUR CODE HERE", "raise NotImplementedError()"),
    "R": ("# YOUR CODE HERE", "fail()"),
    "matlab": ("% YOUR CODE HERE", "error('No Answer Given!')"),
    "octave": ("% YOUR CODE HERE", "error('No Answer Given!')"),
    "sas": ("/* YOUR CODE HERE */", " %notImplemented;"),
    "java": ("// YOUR CODE HERE",),
}
_TEXT_STUB = ("YOUR ANSWER HERE",)
_CELL_METADATA = ("nbgrader", "deletable", "editable")
_NOTEBOOK_METADATA = {
    "kernelspec": ("display_name", "language", "name"),
    "language_info": (
        "codemirror_mode",
        "file_extension",
        "mimetype",
        "name",
        "nbconvert_exporter",
        "pygments_lexer",
        "version",
    ),
}
# Each region, the flag of the cells in which nbgrader allows it, and how those are called.
_ROLES = (
    (SOLUTION, "solution", "a solution region stands in a cell that is no solution cell"),
    (HIDDEN_TESTS, "grade", "hidden tests stand in a cell that is no test cell"),
    (MARK_SCHEME, "task", "a mark scheme stands in a cell that is no task"),
)
_AUTOTEST = re.compile(r"^\s*(#|//|%).*\bAUTOTEST\b", re.MULTILINE)
_CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CELLS_HAVE_IDS = 5  # nbformat 4.5
_SAMPLE = 96  # characters in the middle of an attachment that tell it from others


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
    work.look_for_unmarked()
    released = {
        "cells": cells,
        "metadata": _notebook_metadata(notebook["metadata"]),
        "nbformat": 4,
        "nbformat_minor": notebook.get("nbformat_minor", 0),
    }
    text = json.dumps(released, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return Released(text, tuple(work.secrets), tuple(work.found))


def notebook_language(metadata: dict[str, Any]) -> str:
    """Return the language of a notebook's code, by its metadata; nbgrader, too, assumes Python."""
    spec, info = (metadata.get(key) for key in ("kernelspec", "language_info"))
    named = spec.get("language") if isinstance(spec, dict) else ""
    told = info.get("name") if isinstance(info, dict) else ""
    return str(named or told or "python")


def _notebook_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    return {
        key: {name: value[name] for name in names if name in value}
        for key, names in _NOTEBOOK_METADATA.items()
        if isinstance(value := metadata.get(key), dict)
    }


class _Work:
    """One notebook on its way to the learners."""

    def __init__(self, source: LabSource, notebook: dict[str, Any]) -> None:
        self._language = notebook_language(notebook["metadata"])
        self._has_ids = notebook.get("nbformat_minor", 0) >= _CELLS_HAVE_IDS
        self._source = source
        self._grade_ids: set[str] = set()
        self._cell_ids: set[str] = set()
        self._kept: list[tuple[int, list[str]]] = []
        self.secrets: list[Secret] = []
        self.found: list[Diagnostic] = []

    def cell(self, cell: dict[str, Any], number: int) -> dict[str, Any]:
        """Return the released cell; the numbers of cells count from 1."""
        given = cell.get("metadata", {}).get("nbgrader")
        graded = given if isinstance(given, dict) else {}
        kind = cell["cell_type"]
        if graded:
            self._check(graded, kind, number)
        text = "\n".join(self._lines(cell, graded, number))
        metadata = {k: v for k, v in cell.get("metadata", {}).items() if k in _CELL_METADATA}
        if graded:
            metadata |= {"nbgrader": dict(graded), **locks(graded)}
        if is_counted(graded):
            sums = {"checksum": checksum(kind, text, graded), "cell_type": kind}
            metadata["nbgrader"] |= sums
        released = {"cell_type": kind, "source": text.splitlines(keepends=True)}
        released |= {"metadata": metadata, **self._id(cell, text, number)}
        if kind == "code":
            return released | {"outputs": [], "execution_count": None}
        return released | self._attachments(cell, text, number)

    def look_for_unmarked(self) -> None:
        """Report lines of the released cells that look like solutions; after the last cell."""
        taken = [secret.text for secret in self.secrets]
        for number, lines in self._kept:
            for problem in unmarked(lines, taken):
                self._fault(rules.SOLUTION_IS_MARKED, number, problem)

    def _lines(self, cell: dict[str, Any], graded: dict[str, Any], number: int) -> list[str]:
        """Return the lines that learners get; a solution cell without regions goes as a whole."""
        source, code = cell_text(cell["source"]), cell["cell_type"] == "code"
        stub = _STUBS.get(self._language, ()) if code else _TEXT_STUB
        split = split_regions(source, stub)
        self._check_regions(split, graded, number)
        self._keep(split.taken, number)
        whole = bool(graded.get("solution")) and SOLUTION not in split.regions
        if code and (whole or SOLUTION in split.regions) and self._language not in _STUBS:
            problem = f'for a solution in the language "{self._language}" there is no stub'
            self._fault(rules.STUB_IS_KNOWN, number, problem)
        if code and _AUTOTEST.search(source):
            problem = "AUTOTEST becomes tests only by running the notebook"
            self._fault(rules.TESTS_ARE_WRITTEN_OUT, number, problem)
        if whole:
            self._keep(split.kept, number)
            return list(stub)
        self._kept.append((number, split.kept))
        return split.kept

    def _check_regions(self, split: Split, graded: dict[str, Any], number: int) -> None:
        for problem in split.problems:
            self._fault(rules.REGION_CLOSES, number, problem)
        for region, flag, problem in _ROLES:
            if region in split.regions and not graded.get(flag):
                self._fault(rules.REGION_CLOSES, number, problem)

    def _keep(self, lines: Iterable[str], number: int) -> None:
        place = f"{self._source.path}, cell {number}"
        for line in lines:
            if line.strip():
                self.secrets.append(Secret(self._source.lab, place, line.strip(), marked=True))

    def _check(self, graded: dict[str, Any], kind: str, number: int) -> None:
        for problem in problems(graded, kind, self._grade_ids):
            self._fault(rules.GRADE_CELL_IS_WHOLE, number, problem)
        if is_counted(graded):
            self._grade_ids.add(str(graded.get("grade_id", "")))

    def _id(self, cell: dict[str, Any], text: str, number: int) -> dict[str, str]:
        """Return the cell's id, made of its text when it has none; formats before 4.5 know none."""
        if not self._has_ids:
            return {}
        name = str(cell.get("id", ""))
        if not _CELL_ID.fullmatch(name) or name in self._cell_ids:
            name = hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()[:8]
        self._cell_ids.add(name)
        return {"id": name}

    def _attachments(self, cell: dict[str, Any], text: str, number: int) -> dict[str, Any]:
        """Return the attachments that the text still shows; of the others a piece is a secret."""
        attached = cell.get("attachments")
        if not isinstance(attached, dict):
            return {}
        shown = {name: data for name, data in attached.items() if f"attachment:{name}" in text}
        for name in sorted(attached.keys() - shown.keys()):
            self._keep(_samples(attached[name]), number)
        return {"attachments": shown} if shown else {}

    def _fault(self, rule: Rule, number: int, problem: str) -> None:
        line, column = place_in_file(self._source.text, number)
        message = f"cell {number}: {problem}"
        self.found.append(rule.at(self._source.path, message, line=line, column=column))


def _samples(attachment: Any) -> Iterable[str]:
    """Yield a piece from the middle of each form of an attachment, which is base64."""
    for data in attachment.values() if isinstance(attachment, dict) else ():
        text = "".join(cell_text(data).split())
        start = max(0, (len(text) - _SAMPLE) // 2)
        yield text[start : start + _SAMPLE]
