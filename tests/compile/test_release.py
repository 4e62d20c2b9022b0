"""The learner's notebook is what nbgrader would make, cell by cell, and holds nothing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.preprocessors import Preprocessor
from nbgrader import preprocessors
from nbgrader.utils import compute_checksum

from coursewright.compile.release import LabSource, release_lab

ROOT = Path(__file__).parents[2]
SAMPLE = (
    ROOT / "content/01-llm-application-foundations/lab-1-1-script-transformation/notebook.ipynb"
)
# The preprocessors of `nbgrader generate_assignment` that change cells, in its order.
STEPS: tuple[type[Preprocessor], ...] = (
    preprocessors.LockCells,
    preprocessors.ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
)


def _cell(kind: str, source: str, **facts: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    graded = {"schema_version": 3, **flags, **facts}
    cell = {
        "cell_type": kind,
        "id": facts["grade_id"],
        "metadata": {"nbgrader": graded},
        "source": source,
    }
    return cell | ({"outputs": [], "execution_count": 3} if kind == "code" else {})


def _notebook(*cells: dict[str, Any], language: str = "python") -> str:
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": language},
        "language_info": {"name": language},
    }
    book = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book)


REGION = "def f(x):\n    ### BEGIN SOLUTION\n    y = x * 2\n    return y\n    ### END SOLUTION"
TESTS = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(21) == 42\n### END HIDDEN TESTS"
MARKS = "Say why.\n=== BEGIN MARK SCHEME ===\nTwo points.\n=== END MARK SCHEME ===\nThanks."
CORPUS = {
    "sample lab": SAMPLE.read_text("utf-8"),
    "region": _notebook(_cell("code", REGION, grade_id="a", solution=True)),
    "whole cell": _notebook(_cell("code", "y = 1\nz = 2", grade_id="a", solution=True)),
    "two regions": _notebook(_cell("code", f"{REGION}\n\n{REGION}", grade_id="a", solution=True)),
    "tests": _notebook(_cell("code", TESTS, grade_id="b", grade=True, locked=True, points=2)),
    "read only": _notebook(_cell("code", "x = 1", grade_id="c", locked=True)),
    "read-only text": _notebook(_cell("markdown", "# Read me", grade_id="d", locked=True)),
    "answer in words": _notebook(
        _cell("markdown", "Because.", grade_id="e", grade=True, solution=True, points=1.5)
    ),
    "autograded answer": _notebook(
        _cell("code", REGION, grade_id="f", grade=True, solution=True, points=3)
    ),
    "task": _notebook(_cell("markdown", MARKS, grade_id="g", task=True, points=4)),
    "another language": _notebook(
        _cell("code", "f <- 1", grade_id="h", solution=True), language="R"
    ),
    "characters": _notebook(_cell("code", "naïve = '日本語 🎈'", grade_id="i", locked=True)),
}


def _by_nbgrader(text: str) -> Any:
    notebook = nbformat.reads(text, as_version=4)
    resources: dict[str, Any] = {"nbgrader": {"student": ".", "assignment": "a", "notebook": "n"}}
    for step in STEPS:
        notebook, resources = step().preprocess(notebook, resources)
    return notebook


@pytest.mark.parametrize("name", CORPUS)
def test_the_release_is_what_nbgrader_makes(name: str) -> None:
    ours = nbformat.reads(
        release_lab(LabSource("lab", "n.ipynb", CORPUS[name])).notebook, as_version=4
    )
    theirs = _by_nbgrader(CORPUS[name])
    assert len(ours.cells) == len(theirs.cells)
    for mine, other in zip(ours.cells, theirs.cells, strict=True):
        assert mine.source == other.source
        assert mine.metadata.get("nbgrader") == other.metadata.get("nbgrader")
        for key in ("deletable", "editable"):
            assert mine.metadata.get(key) == other.metadata.get(key), key
        if "checksum" in mine.metadata.get("nbgrader", {}):
            assert mine.metadata.nbgrader.checksum == compute_checksum(mine)


def test_a_release_validates_and_says_what_it_took() -> None:
    released = release_lab(LabSource("lab", "n.ipynb", CORPUS["sample lab"]))
    nbformat.validate(nbformat.reads(released.notebook, as_version=4))
    taken = {secret.text for secret in released.secrets}
    assert 'assert patient.tokens_used == replies[3].tokens > 0, "tokens are not counted"' in taken
    assert not any(text in released.notebook for text in taken if len(text) > 40)


def test_outputs_tags_widgets_and_orphans_do_not_pass() -> None:
    notebook = json.loads(_notebook(_cell("code", "x = 1", grade_id="a", locked=True)))
    notebook["metadata"]["widgets"] = {"state": "secret"}
    cell = notebook["cells"][0]
    cell["metadata"]["tags"] = ["solution-42"]
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "42"}]
    text = {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "![a](attachment:a.png)"}
    text["attachments"] = {"a.png": {"image/png": "AA=="}, "answer.png": {"image/png": "QUJD"}}
    notebook["cells"].append(text)
    released = json.loads(release_lab(LabSource("lab", "n.ipynb", json.dumps(notebook))).notebook)
    assert set(released["metadata"]) == {"kernelspec", "language_info"}
    assert released["cells"][0]["outputs"] == []
    assert "tags" not in released["cells"][0]["metadata"]
    assert set(released["cells"][1]["attachments"]) == {"a.png"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("### BEGIN SOLUTION\nx = 1", "BEGIN SOLUTION is not closed"),
        ("x = 1\n### END SOLUTION", "END SOLUTION closes nothing"),
        ("### BEGIN SOLUTION\n### BEGIN HIDDEN TESTS\n### END SOLUTION", "stands inside SOLUTION"),
        ("### begin solution\nx = 1\n### end solution", "no delimiter that nbgrader knows"),
        ("### BEGIN SOLUTON\nx = 1", "no delimiter that nbgrader knows"),
        ("### Begin Hidden Test\nassert x", "no delimiter that nbgrader knows"),
    ],
)
def test_a_broken_delimiter_is_an_error_and_not_a_leak(source: str, words: str) -> None:
    text = _notebook(_cell("code", source, grade_id="a", solution=True))
    found = release_lab(LabSource("lab", "n.ipynb", text)).diagnostics
    assert any(words in each.message for each in found), [each.message for each in found]
    assert {each.severity.value for each in found} == {"error"}


def test_a_region_in_a_cell_that_is_no_solution_is_an_error() -> None:
    text = _notebook(_cell("code", REGION, grade_id="a", locked=True))
    (found,) = release_lab(LabSource("lab", "n.ipynb", text)).diagnostics
    assert found.rule == "solution-region-closes"


def test_ids_used_twice_and_missing_points_are_errors() -> None:
    twice = _notebook(
        _cell("code", "x = 1", grade_id="a", locked=True),
        _cell("code", "x = 2", grade_id="a", grade=True, locked=True),
    )
    found = release_lab(LabSource("lab", "n.ipynb", twice)).diagnostics
    assert [each.rule for each in found] == ["grade-cell-is-whole"] * 2
