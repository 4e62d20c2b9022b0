"""Labs and executions for the tests of grading."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.lab import Criterion, GraderLab, Hint
from coursewright_runtime.grading.outcome import Execution, Outcome, State, Visibility
from coursewright_runtime.grading.record import GradingResult


def cell(name: str, text: str, *, kind: str = "code", **label: Any) -> dict[str, Any]:
    """Return a cell as nbgrader labels it."""
    plain = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    made = {"cell_type": kind, "id": name, "source": text, "metadata": {}}
    made["metadata"] = {"nbgrader": {**plain, "grade_id": name, **label}} if label else {}
    return {**made, "outputs": [], "execution_count": None} if kind == "code" else made


def write_notebook(path: Path, *cells: dict[str, Any]) -> None:
    """Write a notebook of Python cells."""
    info = {"language_info": {"name": "python"}}
    data = {"nbformat": 4, "nbformat_minor": 5, "metadata": info, "cells": list(cells)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")


def cells(answer: str, words: str = "YOUR ANSWER HERE") -> list[dict[str, Any]]:
    """Return the cells of the tests' lab with a learner's answers."""
    return [
        cell("write", answer, solution=True),
        cell("work-double", "assert double(2) == 4", grade=True, locked=True, points=6),
        cell("work-words", words, kind="markdown", grade=True, solution=True, points=4),
    ]


SOLVED = 'def double(x):\n    """Return twice x."""\n    return 2 * x\n'
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def small_lab(folder: Path, **changes: Any) -> GraderLab:
    """Return a lab with one tested and one manual cell, and write its notebooks."""
    write_notebook(folder / "source" / "lab.ipynb", *cells(SOLVED, "Because."))
    write_notebook(folder / "release" / "lab.ipynb", *cells(STUB))
    settings: dict[str, Any] = {
        "id": "small",
        "title": "A <small> lab",
        "points": 10.0,
        "language": "python",
        "folder": folder,
        "notebooks": ("lab.ipynb",),
        "criteria": (Criterion("work", "Work", 1.0, cells=("work-*",)),),
        "hints": (Hint("part_1", ("Twice is <two> times.",), ("work-double",)),),
    }
    return GraderLab(**{**settings, **changes})


def outcome(name: str, points: float | None, maximum: float, **changes: Any) -> Outcome:
    """Return an outcome; pending without points, passed with all of them."""
    state = State.PENDING if points is None else State.FAILED
    state = State.PASSED if points == maximum else state
    settings: dict[str, Any] = {
        "id": name,
        "title": name,
        "points": points,
        "maximum": maximum,
        "visibility": Visibility.VISIBLE,
        "state": state,
        "message": "",
        "detail": "",
        "seconds": 0.1,
        "forgeable": False,
    }
    return Outcome(**{**settings, **changes})


def execution(*outcomes: Outcome) -> Execution:
    """Return an execution that yielded the outcomes."""
    return Execution(outcomes, (("tests", 0.2),), "0" * 64, ())


def timeless(result: GradingResult) -> GradingResult:
    """Return a result without the times that each run has anew."""
    tests = tuple(replace(test, seconds=0.0) for test in result.tests)
    return replace(result, tests=tests, phases=tuple((name, 0.0) for name, _ in result.phases))
