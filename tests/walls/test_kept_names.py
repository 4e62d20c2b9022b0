"""Names and exceptions of a submission that a test could take for its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright_runtime.grading.outcome import Execution
from coursewright_runtime.grading.walls import find_wall
from walls.labs import NOTEBOOK, execute, file_of_tests, make_lab, notebook, submit

pytestmark = pytest.mark.slow

SOLUTION = "import math\n\n\ndef double(number):\n    return 2 * number\n"
LIAR = (
    "abs = lambda *_: 0\nisclose = lambda *_: True\nEXPECTED = 0\n"
    "class math:\n    isclose = lambda *_: True\n"
    "def double(number):\n    return 0\n"
)
TEST = """import math
from math import isclose

EXPECTED = 4

from {module} import *

def test_builtin():
    assert abs(double(2) - 4) < 1

def test_module():
    assert math.isclose(double(2), 4)

def test_function():
    assert isclose(double(2), 4)

def test_value():
    assert double(2) == EXPECTED
"""
CELLS = [
    {"id": "given", "role": "locked", "source": "import math\ncases, tolerance = [1, 2], 0.1"},
    {
        "id": "write",
        "role": "solution",
        "source": "### BEGIN SOLUTION\nimport math\ndef double(n):\n    return 2 * n\n"
        "### END SOLUTION",
    },
    {"id": "one", "role": "test", "points": 5, "source": "assert math.isclose(double(2), 4)"},
    {"id": "two", "role": "test", "points": 5, "source": "assert abs(double(2) - 4) < tolerance"},
    {"id": "all", "role": "test", "points": 5,
     "source": "assert all(double(n) == 2 * n for n in cases)"},
]  # fmt: skip


def points(execution: Execution) -> float:
    return sum(outcome.points or 0.0 for outcome in execution.outcomes)


def graded(folder: Path, test: str, answer: str) -> Execution:
    """Grade an answer by one test file of ten points."""
    texts = {"tests/test_it.py": test, "solution/answer.py": SOLUTION}
    given = submit(folder / "given", texts)
    lab = make_lab(folder / "lab", None, [file_of_tests("test_it.py")], given=given)
    return execute(lab, submit(folder / "work", {"answer.py": answer}), find_wall())


@pytest.mark.parametrize("module", ["answer", "student_solution"])
def test_import_star_takes_no_name_of_the_test(module: str, tmp_path: Path) -> None:
    test = TEST.format(module=module)
    assert points(graded(tmp_path / "solved", test, SOLUTION)) == pytest.approx(10)
    assert points(graded(tmp_path / "lied", test, LIAR)) == 0


def test_stop_iteration_does_not_end_the_data_of_a_test(tmp_path: Path) -> None:
    test = (
        "from answer import double\n\n"
        "def test_all():\n    assert all(map(lambda n: double(n) == 2 * n, [1, 2]))\n"
    )
    stops = "def double(number):\n    raise StopIteration\n"
    assert points(graded(tmp_path / "solved", test, SOLUTION)) == pytest.approx(10)
    assert points(graded(tmp_path / "stopped", test, stops)) == 0


def test_a_cell_gives_no_new_meaning_to_values_and_imports_of_the_author(tmp_path: Path) -> None:
    lab = make_lab(tmp_path / "lab", notebook(CELLS))
    lied = (
        "import math\nmath = type('M', (), {'isclose': lambda *_: True})\ncases, tolerance = [], 9"
    )
    answers = {"solved": CELLS[1]["source"], "lied": f"{lied}\ndef double(n):\n    return 0"}
    reached = {}
    for name, source in answers.items():
        cells = [{**cell, "source": source} if cell["id"] == "write" else cell for cell in CELLS]
        work = submit(tmp_path / name, {NOTEBOOK: notebook(cells)})
        reached[name] = points(execute(lab, work, find_wall()))
    assert reached == {"solved": 15, "lied": 0}


def test_a_database_that_is_handed_over_loads_no_library(tmp_path: Path) -> None:
    test = (
        "import sqlite3\nimport answer\n\n"
        "def test_kept():\n    answer.load(sqlite3.connect(':memory:'))\n"
    )
    tries = "def load(base):\n    base.cursor().connection.{name}\n"
    for name in ("enable_load_extension", "load_extension", "setconfig"):
        [outcome] = graded(tmp_path / name, test, tries.format(name=name)).outcomes
        assert outcome.points == 0
        assert f"{name} is private to the tests" in outcome.message
    assert points(
        graded(tmp_path / "open", test, tries.format(name="total_changes"))
    ) == pytest.approx(10)


def test_a_notebook_is_not_executed_by_a_test(tmp_path: Path) -> None:
    test = (
        "import json\n\ndef test_double():\n    names = {}\n"
        "    for cell in json.load(open('notebook.ipynb'))['cells']:\n"
        "        exec(''.join(cell['source']), names)\n"
        "    assert names['double'](2) == 4\n"
    )
    given = submit(tmp_path / "given", {"tests/test_it.py": test})
    lab = make_lab(tmp_path / "lab", None, [file_of_tests("test_it.py")], given=given)
    text = notebook([{"source": "double = lambda number: 2 * number"}])
    execution = execute(lab, submit(tmp_path / "work", {NOTEBOOK: text}), find_wall())
    assert points(execution) == 0
    assert "executing a file of the submission" in execution.outcomes[0].detail
