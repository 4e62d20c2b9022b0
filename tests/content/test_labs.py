"""The sample course's labs, run for real: a solution earns all points, an empty notebook none."""

from __future__ import annotations

import filecmp
import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbclient import NotebookClient
from nbgrader.utils import determine_grade

from coursewright.bundle.find import find_lab
from coursewright.compile.release import LabSource, release_lab

MODULE = Path(__file__).parents[2] / "content" / "01-llm-application-foundations"
LABS = tuple(sorted(path.parent.name for path in MODULE.glob("*/metadata.yml")))
CRITERIA = {"functionality": 40, "organization": 30, "documentation": 20, "reflection": 10}
LOG = logging.getLogger(__name__)

MISTAKES = {
    case.pop("mistake"): case
    for case in yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))
}


def source(lab: str) -> Any:
    """Return the lab's notebook as authored."""
    return nbformat.read(MODULE / lab / "notebook.ipynb", as_version=4)


def facts(cell: Any) -> Mapping[str, Any]:
    """Return what nbgrader knows of a cell."""
    return dict(cell.metadata.get("nbgrader", {}))


def graded(book: Any) -> list[Any]:
    """Return the cells that a program grades."""
    return [c for c in book.cells if facts(c).get("grade") and not facts(c)["solution"]]


def untouched(lab: str) -> Any:
    """Return what is graded when a learner hands in the notebook as it was given.

    The answers are the learner's, the tests are the author's, hidden ones included, as nbgrader
    puts them back.
    """
    book = source(lab)
    for cell, given in zip(book.cells, released(lab).cells, strict=True):
        if facts(cell).get("solution"):
            cell.source = given.source
    return book


def released(lab: str) -> Any:
    """Return the notebook that learners get."""
    text = (MODULE / lab / "notebook.ipynb").read_text("utf-8")
    return nbformat.reads(release_lab(LabSource(lab, "n.ipynb", text)).notebook, as_version=4)


def grades(book: Any, lab: str, folder: Path) -> dict[str, float]:
    """Run a notebook beside the learner's files and return nbgrader's score of each graded cell."""
    shutil.copytree(MODULE / lab / "starter_code", folder / "starter_code")
    resources = {"metadata": {"path": str(folder)}}
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_KEY")}
    client = NotebookClient(book, allow_errors=True, timeout=60, resources=resources)
    client.execute(env=environment)
    return {facts(cell)["grade_id"]: determine_grade(cell, LOG)[0] for cell in graded(book)}


@pytest.mark.slow
@pytest.mark.parametrize("lab", LABS)
def test_the_solution_earns_every_point(lab: str, tmp_path: Path) -> None:
    book = source(lab)
    full = {facts(cell)["grade_id"]: facts(cell)["points"] for cell in graded(book)}
    assert grades(book, lab, tmp_path) == full
    assert not [o for c in book.cells for o in c.get("outputs", ()) if o.get("name") == "stderr"]


@pytest.mark.slow
@pytest.mark.parametrize("lab", LABS)
def test_the_untouched_notebook_earns_nothing(lab: str, tmp_path: Path) -> None:
    for number, book in enumerate((released(lab), untouched(lab))):
        folder = tmp_path / str(number)
        folder.mkdir()
        earned = grades(book, lab, folder)
        assert len(earned) >= 5
        assert not any(earned.values()), earned


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_hidden_tests_notice_a_mistake(mistake: str, tmp_path: Path) -> None:
    case = MISTAKES[mistake]
    book = source(case["lab"])
    (cell,) = [c for c in book.cells if facts(c).get("solution") and case["right"] in c.source]
    cell.source = cell.source.replace(case["right"], case["wrong"], 1)
    assert grades(book, case["lab"], tmp_path)[case["noticed_by"]] == 0


@pytest.mark.parametrize("lab", LABS)
def test_the_points_are_those_of_the_criteria(lab: str) -> None:
    """A graded cell's id begins with the criterion that it counts for."""
    sums = dict.fromkeys(CRITERIA, 0.0)
    for cell in source(lab).cells:
        if facts(cell).get("grade"):
            sums[facts(cell)["grade_id"].partition("-")[0]] += facts(cell)["points"]
    assert sums == CRITERIA
    settings = yaml.safe_load((MODULE / lab / "metadata.yml").read_text("utf-8"))
    weights = {c["id"]: c["weight"] * 100 for c in settings["grading"]["criteria"]}
    assert weights == pytest.approx(CRITERIA)
    assert settings["points"] == sum(CRITERIA.values())


@pytest.mark.parametrize("lab", LABS)
def test_the_solution_folder_holds_the_modules_of_the_notebook(lab: str) -> None:
    written = {}
    for cell in source(lab).cells:
        if cell.source.startswith("%%writefile "):
            first, _, rest = cell.source.partition("\n")
            text = rest.removeprefix("### BEGIN SOLUTION\n").removesuffix("### END SOLUTION")
            written[first.removeprefix("%%writefile ")] = text
    folder = MODULE / lab / "solution"
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.py")} == written


@pytest.mark.parametrize("lab", LABS)
def test_the_tests_for_instructors_tell_a_solution_from_none(lab: str, tmp_path: Path) -> None:
    files = [*(MODULE / lab / "starter_code").iterdir(), *(MODULE / lab / "tests").iterdir()]
    for path in files:
        shutil.copy(path, tmp_path / path.name)
    own = ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(tmp_path)]
    run = [sys.executable, "-B", "-m", "pytest", "-q", *own, str(tmp_path)]
    without = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "failed" in without.stdout
    assert " passed" not in without.stdout
    for path in (MODULE / lab / "solution").glob("*.py"):
        shutil.copy(path, tmp_path / path.name)
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_all_labs_have_the_same_stand_in() -> None:
    first, *others = (MODULE / lab / "starter_code" / "service.py" for lab in LABS)
    assert others
    assert all(filecmp.cmp(first, other, shallow=False) for other in others)


@pytest.mark.parametrize("lab", LABS)
def test_hints_come_in_three_levels_with_a_solution(lab: str) -> None:
    hints = yaml.safe_load((MODULE / lab / "metadata.yml").read_text("utf-8"))["hints"]
    assert {"part_1", "part_2"} <= set(hints)
    assert all(list(h) == ["level_1", "level_2", "level_3", "solution"] for h in hints.values())
    public = json.dumps(released(lab)) + json.dumps([[*h.values()][:3] for h in hints.values()])
    assert all(h["solution"] not in public for h in hints.values())


@pytest.mark.parametrize("lab", LABS)
def test_the_grader_side_holds_all_that_is_to_say_of_hints(lab: str, tmp_path: Path) -> None:
    made = find_lab(MODULE / lab, tmp_path)
    hints = yaml.safe_load((MODULE / lab / "metadata.yml").read_text("utf-8"))["hints"]
    levels = ("level_1", "level_2", "level_3")
    assert {h.part: (*h.levels, h.solution) for h in made.hints} == {
        part: tuple(each[key] for key in (*levels, "solution")) for part, each in hints.items()
    }
    assert made.disclosure.contact
    assert not made.disclosure.public
