"""A course of nothing but unusual labs builds into every package, and keeps what it must."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from courses import run, write_files


def _graded(source: str, name: str, **facts: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    graded = {"schema_version": 3, **flags, "grade_id": name, **facts}
    cell = {"cell_type": "code", "id": name, "metadata": {"nbgrader": graded}, "source": source}
    return {**cell, "outputs": [], "execution_count": None}


def _notebook(*cells: dict[str, Any], language: str = "python") -> str:
    spec = {"name": language, "display_name": language, "language": language}
    metadata = {"kernelspec": spec, "language_info": {"name": language}}
    book = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book)


SECRET = "secret_of_the_second_part <- mean(iris$Sepal.Length)"
COURSE: dict[str, str | bytes] = {
    "course.yaml": "format: 1\nid: rlabs\ntitle: Labs in R\nlanguage: en\ndate: 2026-01-01\n",
    "01-r/lab-1-eda/metadata.yml": (
        "title: Exploring\nnotebook: Part 1 (EDA).ipynb\n"
        'files: ["*.ipynb", data/*, R/*.R, my.analysis.Rproj, style.css]\n'
        "hints:\n  part_1: {level_1: Plot it first.}\n"
    ),
    "01-r/lab-1-eda/Part 1 (EDA).ipynb": _notebook(
        _graded("x <- 1 # BEGIN SOLUTION\ny <- x\n# END SOLUTION", "a", solution=True), language="R"
    ),
    "01-r/lab-1-eda/Part 2.modelling.ipynb": _notebook(
        _graded(SECRET, "b", solution=True), language="R"
    ),
    "01-r/lab-1-eda/data/iris.csv": "a,b\n1,2\n",
    "01-r/lab-1-eda/data/blob.rds": bytes(range(256)),
    "01-r/lab-1-eda/R/helpers.R": "f <- function(x) x\n",
    "01-r/lab-1-eda/my.analysis.Rproj": "Version: 1.0\n",
    "01-r/lab-1-eda/style.css": "p { color: black }\n",
    "01-r/lab-1-eda/not-for-learners.txt": "No.\n",
    "01-r/lab-2-empty/metadata.yml": "title: Empty\n",
    "01-r/lab-2-empty/notebook.ipynb": _notebook(),
    "01-r/lab-3-open/metadata.yml": "title: Without hidden tests\n",
    "01-r/lab-3-open/notebook.ipynb": _notebook(
        _graded(
            "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION", "c", solution=True
        ),
        _graded("assert f() == 1", "d", grade=True, locked=True, points=1),
    ),
}


def test_a_course_of_another_shape_builds_every_package(tmp_path: Path) -> None:
    write_files(tmp_path / "content", COURSE)
    done = run("build", "all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    dist = tmp_path / "dist"
    assert {path.name for path in dist.iterdir() if path.is_dir()} >= {
        *("site", "scorm2004", "canvas", "blackboard", "cartridge", "coursera", "private")
    }
    (bundle,) = dist.glob("coursera/*.zip")
    with zipfile.ZipFile(bundle) as archive:
        files = {n for n in archive.namelist() if n.startswith("learner-files/lab-1-eda/")}
        names = {name.split("/", 2)[2] for name in files}
        (second,) = (name for name in files if name.endswith("Part 2.modelling.ipynb"))
        released = archive.read(second).decode()
    assert names >= {"Part 1 (EDA).ipynb", "data/blob.rds", "R/helpers.R", "my.analysis.Rproj"}
    assert not {"not-for-learners.txt", "lab_hints.py"} & names
    assert "fail()" in released
    assert "secret_of" not in released


def _handed_in(folder: Path, name: str, **files: str) -> Any:
    """Grade what Ada hands in to a lab of the course, and return what was said and the record."""
    write_files(folder / "in" / name, {f"ada/{path}": text for path, text in files.items()})
    lab = f"content/01-r/{name}"
    done = run("grade", lab, f"in/{name}", "--unsafe", cwd=folder)
    assert done.returncode == 0, done.stderr
    (record,) = (folder / "grades" / name / "results").iterdir()
    return done.stdout, json.loads(record.read_bytes())


def test_what_can_be_graded_is_and_the_rest_waits_for_a_person(tmp_path: Path) -> None:
    tested = _notebook(
        _graded("x <- 1 # BEGIN SOLUTION\n# END SOLUTION", "a", solution=True),
        _graded("stopifnot(x == 1)", "t", grade=True, locked=True, points=2),
        language="R",
    )
    write_files(tmp_path / "content", {**COURSE, "01-r/lab-1-eda/Part 1 (EDA).ipynb": tested})
    second = str(COURSE["01-r/lab-1-eda/Part 2.modelling.ipynb"])
    books = {"Part 1 (EDA).ipynb": tested, "Part 2.modelling.ipynb": second}
    said, record = _handed_in(tmp_path, "lab-1-eda", **books)
    assert "lab-1-eda: its notebooks are in R, and programs grade Python notebooks only" in said
    assert [(each["state"], each["points"]) for each in record["tests"]] == [("pending", None)]
    assert (record["score"], record["pending"]) == (0, 100)
    said, record = _handed_in(tmp_path, "lab-2-empty", **{"notebook.ipynb": _notebook()})
    assert "Python" not in said
    assert record["score"] == 0
    book = str(COURSE["01-r/lab-3-open/notebook.ipynb"])
    said, record = _handed_in(tmp_path, "lab-3-open", **{"notebook.ipynb": book})
    assert (record["score"], record["pending"]) == (100, 0)


def test_a_second_notebook_in_public_text_is_a_leak(tmp_path: Path) -> None:
    write_files(tmp_path / "content", {**COURSE, "01-r/01-page.md": f"# Page\n\n`{SECRET}`\n"})
    done = run("build", "site", cwd=tmp_path)
    assert done.returncode == 1
    assert "no-solution-in-package" in done.stderr
    assert "Part 2.modelling.ipynb, cell 1" in done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "data/p1.ipynb.bak",
        "data/notes.txt~",
        "data/gradebook.db",
        "data/my Solution.R",
        "data/solution.R",
        "data/p (solution).ipynb",
        "data/answer_key.csv",
        "data/nbgrader_config.py",
        "lab_hints.py",
    ],
)
def test_a_forbidden_file_is_refused_although_a_pattern_fits(tmp_path: Path, name: str) -> None:
    files = {**COURSE, f"01-r/lab-2-empty/{name}": _notebook()}
    files["01-r/lab-2-empty/metadata.yml"] = 'title: Empty\nfiles: ["data/*", "lab_hints.py"]\n'
    files.setdefault("01-r/lab-2-empty/data/x.csv", "1\n")
    files.setdefault("01-r/lab-2-empty/lab_hints.py", "")
    write_files(tmp_path / "content", files)
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "lab-file-may-be-public" in done.stderr + done.stdout
    assert f'"{name}"' in done.stderr + done.stdout


def test_a_link_is_refused_and_tools_folders_are_not_even_seen(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **COURSE,
        "01-r/lab-2-empty/metadata.yml": 'title: Empty\nfiles: ["data/*"]\n',
        "01-r/lab-2-empty/data/x.csv": "1\n",
        "01-r/lab-2-empty/data/.ipynb_checkpoints/x.ipynb": "{}",
        "01-r/lab-2-empty/data/.git/config": "",
        "01-r/lab-2-empty/data/.DS_Store": "",
    }
    write_files(tmp_path / "content", files)
    assert run("check", cwd=tmp_path).returncode == 0
    (tmp_path / "content/01-r/lab-2-empty/data/y.csv").symlink_to("x.csv")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert '"data/y.csv" is a link' in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("hints", "said"),
    [
        (f'{{level_1: "Try `{SECRET}`."}}', "error[hint-keeps-secrets]"),
        ("{level_1: Plot., level_3: Look.}", "error[hint-levels-follow]"),
    ],
)
def test_hints_that_give_away_or_skip_are_errors(tmp_path: Path, hints: str, said: str) -> None:
    files = dict(COURSE)
    text = str(files["01-r/lab-1-eda/metadata.yml"])
    files["01-r/lab-1-eda/metadata.yml"] = text.replace("{level_1: Plot it first.}", hints)
    write_files(tmp_path / "content", files)
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr + done.stdout
    assert "metadata.yml:5:" in done.stderr + done.stdout


def test_code_for_a_newer_python_is_a_warning_with_its_line(tmp_path: Path) -> None:
    newer = "import os\n\nmatch os.name:\n    case _:\n        pass\n"
    files: dict[str, str | bytes] = {
        **COURSE,
        "01-r/lab-2-empty/starter_code/a.py": newer,
        "01-r/lab-2-empty/notebook.ipynb": _notebook(
            _graded(f"%pip list\n{newer}", "a", locked=True),
            _graded(f"%%writefile a.py\n{newer}", "b", locked=True),
            _graded(f"%%bash\n{newer}", "c", locked=True),
        ),
    }
    write_files(tmp_path / "content", files)
    done = run("check", cwd=tmp_path)
    shown = done.stderr + done.stdout
    assert shown.count("warning[learner-code-is-python-3-9]") == 3
    assert "starter_code/a.py:3:" in shown
