"""docs/labs.md says what works: its lab, put together as it says, is released with its hints."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from courses import new_course, run, write_files

PAGE = (Path(__file__).parents[2] / "docs" / "labs.md").read_text("utf-8")


def _block(language: str, number: int) -> str:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)[number].rstrip("\n")


def _cell(source: str, **facts: Any) -> dict[str, Any]:
    flags = {"schema_version": 3, "grade": False, "solution": False, "locked": False}
    graded = {**flags, **facts}
    name = graded["grade_id"]
    cell = {"cell_type": "code", "id": name, "metadata": {"nbgrader": graded}, "source": source}
    return {**cell, "outputs": [], "execution_count": None}


def test_the_lab_of_the_page_is_released(tmp_path: Path) -> None:
    course = new_course(tmp_path / "my-course")
    cells = [
        _cell(_block("python", 0), grade_id="double", solution=True),
        _cell(_block("python", 1), grade_id="tests", grade=True, locked=True, points=10),
    ]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    content = course / "content" if (course / "content").is_dir() else course
    lab = {
        "metadata.yml": _block("yaml", 0) + "\n",
        "starter_code/numbers.csv": "1,2\n",
        "notebook.ipynb": json.dumps(book),
    }
    write_files(content / "01-start" / "lab-1-doubling", lab)
    done = run("build", "site", "--content", content, "--out", tmp_path / "dist", cwd=course)
    assert done.returncode == 0, done.stderr
    (released,) = (tmp_path / "dist" / "site").rglob("lab-1-doubling*/**/notebook.ipynb")
    text = released.read_text("utf-8")
    assert "raise NotImplementedError()" in text
    assert "x * 2" not in text
    assert "%load_ext lab_hints" in text
    assert (released.parent / "lab_hints.py").is_file()
    assert (released.parent / "starter_code" / "numbers.csv").is_file()
    assert not list(released.parent.rglob("metadata.yml"))
    answered = text.replace("raise NotImplementedError()", "return x + x")
    write_files(
        course / "submissions", {"ada/notebook.ipynb": answered, "bob/notebook.ipynb": text}
    )
    (graded,) = re.findall(r"^coursewright (grade .+)$", PAGE, re.M)
    done = run(*graded.split(), cwd=course)
    assert done.returncode == 0, done.stderr
    scores = (course / "grades/lab-1-doubling/scores.csv").read_text("utf-8")
    assert re.findall(r'^"(\w+)".*?"(10|0)"', scores, re.M) == [("ada", "10"), ("bob", "0")]
    page = (course / "grades/lab-1-doubling/feedback/bob.html").read_text("utf-8")
    assert "Which sign multiplies?" in page
