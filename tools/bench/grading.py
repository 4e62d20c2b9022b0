"""Grade the same submissions by `coursewright grade` and `nbgrader autograde`, side by side."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import measure

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LAB = "lab-double"
COURSE = "format: 1\nid: c\ntitle: C\n"
METADATA = "title: Double\npoints: 10\nnotebook: lab.ipynb\n"
ANSWERS = (
    "def double(x):\n    return 2 * x\n",
    "def double(x):\n    return x + 2\n",
    "raise NotImplementedError()\n",
    "def double(x):\n    return 1 / 0\n",
)


@dataclass(frozen=True)
class Compared:
    """What grading cost. peak: bytes (PSS). longer: wall time of the many submissions."""

    ours: float
    theirs: float
    peak: float
    longer: float
    same_scores: bool


def compare(place: Path, few: int, many: int) -> Compared:
    """Grade `few` submissions by both, and `many` by ours, in the new folder `place`."""
    _write_course(place, few)
    theirs = _nbgrader(place)
    ours = _ours(place, few, memory=False)
    same = _scores_of_nbgrader(place) == _scores(place)
    peak = _ours(place, few, memory=True, fresh=True)
    _submissions(place / "submitted", many)
    longer = _ours(place, many, memory=False, fresh=True)
    return Compared(ours, theirs, peak, longer, same)


def _write_course(place: Path, count: int) -> None:
    lab = place / "content" / "01-first" / LAB
    lab.mkdir(parents=True)
    (place / "content" / "course.yaml").write_text(COURSE)
    (lab / "metadata.yml").write_text(METADATA)
    solution = f"### BEGIN SOLUTION\n{ANSWERS[0]}### END SOLUTION"
    _notebook(lab / "lab.ipynb", solution)
    _notebook(place / "source" / LAB / "lab.ipynb", solution)
    (place / "nbgrader_config.py").write_text("c = get_config()\n")
    _submissions(place / "submitted", count)


def _submissions(folder: Path, count: int) -> None:
    for number in range(count):
        answer = f"{ANSWERS[number % len(ANSWERS)]}mine = {number}\n"
        _notebook(folder / f"learner{number:04}" / LAB / "lab.ipynb", answer)


def _notebook(path: Path, answer: str) -> None:
    def label(name: str, **more: object) -> dict[str, object]:
        plain = {"schema_version": 3, "grade": False, "solution": False, "locked": False}
        return {"nbgrader": {**plain, "task": False, "grade_id": name, **more}}

    def code(name: str, text: str, **more: object) -> dict[str, object]:
        cell = {"cell_type": "code", "id": name, "source": text, "metadata": label(name, **more)}
        return {**cell, "outputs": [], "execution_count": None}

    test = (
        "assert double(2) == 4\n### BEGIN HIDDEN TESTS\nassert double(3) == 6\n### END HIDDEN TESTS"
    )
    cells = [
        code("write", answer, solution=True),
        code("work-double", test, grade=True, locked=True, points=10),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})
    )


def _nbgrader(place: Path) -> float:
    program = ["env", f"PATH={BIN}:/usr/bin:/bin", str(BIN / "nbgrader")]
    measure.run([*program, "generate_assignment", LAB, "--force"], place)
    return measure.run([*program, "autograde", LAB, "--create", "--force"], place).wall


def _ours(place: Path, count: int, *, memory: bool, fresh: bool = False) -> float:
    out = place / f"ours-{count}-{fresh}"
    command = [str(BIN / "coursewright"), "grade", f"content/01-first/{LAB}", "submitted"]
    cost = measure.run([*command, "--out", str(out), "--jobs", "2"], place, memory=memory)
    return float(cost.peak) if memory else cost.wall


def _scores(place: Path) -> dict[str, float]:
    folders = sorted(place.glob("ours-*-False"))
    records = [json.loads(file.read_bytes()) for file in (folders[0] / "results").iterdir()]
    return {record["submission"]: record["score"] for record in records}


def _scores_of_nbgrader(place: Path) -> dict[str, float]:
    program = ["env", f"PATH={BIN}:/usr/bin:/bin", str(BIN / "nbgrader")]
    measure.run([*program, "export"], place)
    with (place / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
