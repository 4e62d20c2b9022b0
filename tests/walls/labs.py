"""Makes graders' sides of labs and submissions for tests, as the builder lays them out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from coursewright.compile.release import LabSource, release_lab
from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import GraderLab, Limits, TestFile
from coursewright_runtime.grading.outcome import Execution, Visibility
from coursewright_runtime.grading.walls import Wall

SAMPLES = Path(__file__).with_name("samples")
CONTENT = Path(__file__).parents[2] / "content" / "01-llm-application-foundations"
NOTEBOOK = "notebook.ipynb"
TESTS = (
    TestFile("tests/test_visible.py", 1.0, "works", Visibility.VISIBLE, "trusted"),
    TestFile("tests/test_hidden.py", 10.0, "works", Visibility.HIDDEN, "trusted"),
)

_ROLES = {
    "locked": {"grade": False, "solution": False, "locked": True},
    "solution": {"grade": False, "solution": True, "locked": False},
    "test": {"grade": True, "solution": False, "locked": True},
    "manual": {"grade": True, "solution": True, "locked": False},
}


def notebook(cells: Iterable[Mapping[str, Any]]) -> str:
    """Return a notebook of cells with `source`, and `id`, `role`, `points`, `type` as needed."""
    made = [_cell(cell) for cell in cells]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": made}
    return json.dumps(book)


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if "id" in cell:
        role = _ROLES[cell.get("role", "solution")]
        metadata["nbgrader"] = {"schema_version": 3, "task": False, "grade_id": cell["id"], **role}
        if "points" in cell:
            metadata["nbgrader"]["points"] = cell["points"]
    made = {"cell_type": cell.get("type", "code"), "metadata": metadata, "source": cell["source"]}
    return (
        made
        if made["cell_type"] == "markdown"
        else {**made, "outputs": [], "execution_count": None}
    )


def make_lab(
    folder: Path, text: str | None, tests: Iterable[TestFile] = (), limits: Limits | None = None,
    given: Path | None = None,
) -> GraderLab:  # fmt: skip
    """Make a lab of a notebook's text, with the `tests`, `solution` and `release` of `given`."""
    for name in ("source", "release"):
        (folder / name).mkdir(parents=True)
    if text is not None:
        (folder / "source" / NOTEBOOK).write_text(text, encoding="utf-8")
        released = release_lab(LabSource("lab", NOTEBOOK, text)).notebook
        (folder / "release" / NOTEBOOK).write_text(released, encoding="utf-8")
    for name in ("tests", "solution", "release"):
        if given is not None and (given / name).is_dir():
            shutil.copytree(given / name, folder / name, dirs_exist_ok=True)
    release = folder / "release"
    files = [
        path.relative_to(release).as_posix()
        for path in sorted(release.rglob("*"))
        if path.is_file()
    ]
    return GraderLab(
        id="lab", title="A lab", points=100.0, language="python", folder=folder,
        notebooks=(NOTEBOOK,) if text is not None else (),
        companions=tuple(name for name in files if name != NOTEBOOK), tests=tuple(tests),
        limits=limits or Limits(),
    )  # fmt: skip


def cells_of_sample() -> list[dict[str, Any]]:
    """Return the cells of the lab that hostile submissions are thrown at."""
    return list(yaml.safe_load((SAMPLES / "lab" / "cells.yaml").read_text("utf-8")))


def sample_lab(folder: Path, limits: Limits) -> GraderLab:
    """Make the lab that hostile submissions are thrown at."""
    return make_lab(folder, notebook(cells_of_sample()), TESTS, limits, SAMPLES / "lab")


def file_of_tests(
    name: str, visibility: Visibility = Visibility.VISIBLE, isolation: str = "trusted"
) -> TestFile:
    """Return a test file of ten points."""
    return TestFile(f"tests/{name}", 10.0, "works", visibility, isolation)


def course_lab(name: str, folder: Path) -> GraderLab:
    """Make the grader side of a lab of the sample course."""
    home = CONTENT / name
    given = folder.with_name(f"{folder.name}-given")
    shutil.copytree(home / "starter_code", given / "release" / "starter_code")
    for part in ("tests", "solution"):
        shutil.copytree(home / part, given / part)
    tests = tuple(
        file_of_tests(path.name, Visibility.HIDDEN)
        for path in sorted((home / "tests").glob("test_*.py"))
    )
    return make_lab(folder, (home / NOTEBOOK).read_text("utf-8"), tests, given=given)


def submit(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a submission of texts by path."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def execute(lab: GraderLab, submission: Path, wall: Wall) -> Execution:
    """Run one submission in a server of its own."""
    with Executor(lab, wall) as executor:
        return executor.execute(submission)
