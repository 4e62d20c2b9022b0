"""What nbgrader leaves in the learner's notebook goes, or is an error that names its place."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from coursewright.compile.release import LabSource, release_lab

ROOT = Path(__file__).parents[2]
SAMPLE = (
    ROOT / "content/01-llm-application-foundations/lab-1-1-script-transformation/notebook.ipynb"
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


def test_a_release_validates_and_says_what_it_took() -> None:
    released = release_lab(LabSource("lab", "n.ipynb", SAMPLE.read_text("utf-8")))
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
        ("// begin  solution\nx = 1", "no delimiter that nbgrader knows"),
        ("# BEGIN_SOLUTION\nx = 1", "no delimiter that nbgrader knows"),
        ("# BEGINSOLUTION\nx = 1", "no delimiter that nbgrader knows"),
        ("# Start of solution\nx = 1", "no delimiter that nbgrader knows"),
        ("# BEGIN SOLTUION\nx = 1", "no delimiter that nbgrader knows"),
        ("<!-- BEGIN MARKING SCHEME -->\nx", "no delimiter that nbgrader knows"),
        ("### BEGIN SOLUTION\nx = 1\n### END SOLUTON", "no delimiter that nbgrader knows"),
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


@pytest.mark.parametrize(
    "line",
    [
        "## Hidden tests",
        "The solution is yours.",
        "begin = solution",
        "end_solution(x)",
        "In the end, the solution of a problem begins with a question about the problem.",
    ],
)
def test_text_about_solutions_is_no_delimiter(line: str) -> None:
    text = _notebook(_cell("markdown", line, grade_id="a", locked=True))
    assert release_lab(LabSource("lab", "n.ipynb", text)).diagnostics == ()


@pytest.mark.parametrize(
    "beside",
    ["# y = x * 2 + offset", "y = x*2 + offset", "# Solution: double it", "<!-- x is 7 -->"],
)
def test_solution_text_beside_a_region_is_a_warning(beside: str) -> None:
    source = f"### BEGIN SOLUTION\ny = x * 2 + offset\n### END SOLUTION\n{beside}"
    text = _notebook(_cell("code", source, grade_id="a", solution=True))
    (found,) = release_lab(LabSource("lab", "n.ipynb", text)).diagnostics
    assert (found.rule, found.severity.value) == ("solution-is-marked", "warning")
    assert beside in found.message


def test_an_attachment_that_only_the_solution_shows_is_a_secret() -> None:
    picture = base64.b64encode(bytes(range(256))).decode()
    cell = _cell("markdown", "![a](attachment:a.png)", grade_id="a", grade=True, solution=True)
    cell["metadata"]["nbgrader"]["points"] = 1
    cell["attachments"] = {"a.png": {"image/png": picture}}
    released = release_lab(LabSource("lab", "n.ipynb", _notebook(cell)))
    assert "attachments" not in json.loads(released.notebook)["cells"][0]
    assert any(secret.text in picture and len(secret.text) == 96 for secret in released.secrets)


def test_cells_without_ids_get_the_same_ones_each_time_and_old_formats_get_none() -> None:
    book = json.loads(_notebook(*(_cell("code", "x", grade_id=n, locked=True) for n in "ab")))
    for cell in book["cells"]:
        del cell["id"]
    first, second = (
        json.loads(release_lab(LabSource("lab", "n.ipynb", json.dumps(book))).notebook)
        for _ in range(2)
    )
    assert first == second
    assert len({cell["id"] for cell in first["cells"]}) == 2
    old = json.dumps(book | {"nbformat_minor": 4})
    cells = json.loads(release_lab(LabSource("lab", "n.ipynb", old)).notebook)["cells"]
    assert all("id" not in cell for cell in cells)
