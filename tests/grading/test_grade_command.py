"""`coursewright grade`, for real: behind the wall, again, after a change, and beside nbgrader."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from graded_labs import SOLVED, STUB, cells, timeless, write_notebook
from jsonschema import Draft202012Validator

from courses import COURSEWRIGHT, run, write_files
from coursewright_runtime.grading.record import from_json
from coursewright_schemas.loader import load

COURSE = """\
format: 1
id: c
title: C
grading:
  late: {deduction: 10, interval: day, minimum: 0}
"""
METADATA = """\
title: Double
points: 10
notebook: lab.ipynb
grading:
  criteria:
    - {id: work, title: Work, weight: 0.5}
    - {id: craft, title: Craft, weight: 0.5}
  tests:
    - {path: tests/test_craft.py, criterion: craft}
"""
SOURCE = "### BEGIN SOLUTION\n" + SOLVED + "### END SOLUTION"
TESTS = '''\
from student_solution import *


def test_triple():
    """Twice three is six."""
    assert double(3) == 6
'''
WRONG = "def double(x):\n    return x + 2\n"
WORDS = "I doubled it."


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a course `content`, and `work` with three submissions."""
    lab = tmp_path / "content" / "01-first" / "lab-double"
    write_files(tmp_path / "content", {"course.yaml": COURSE, "01-first/01-hello.md": "# Hello\n"})
    write_files(lab, {"metadata.yml": METADATA, "tests/test_craft.py": TESTS})
    write_notebook(lab / "lab.ipynb", *cells(SOURCE, "Because."))
    for name, answer in (("ada", SOLVED), ("bob", WRONG), ("cy", STUB)):
        write_notebook(tmp_path / "work" / name / "lab.ipynb", *cells(answer, WORDS))
    (tmp_path / "work" / "dan.zip").write_bytes(b"PK\x03\x04no")
    return tmp_path


def grade(place: Path, *more: str | Path) -> str:
    done = run("grade", "content/01-first/lab-double", *(more or ("work",)), cwd=place)
    assert done.returncode == 0, done.stderr
    return done.stdout


def scores(place: Path) -> dict[str, tuple[float, float, bool]]:
    files = sorted((place / "grades" / "lab-double" / "results").glob("*.json"))
    records = [from_json(file.read_bytes()) for file in files]
    return {each.submission: (each.score, each.pending, each.gradable) for each in records}


def test_submissions_are_graded_once_and_again_after_a_change(place: Path) -> None:
    told = grade(place)
    assert told.splitlines()[:5] == [
        "learner    score  pending  late  remark",
        "ada      8 of 10        2",
        "bob      3 of 10        2",
        "cy       0 of 10        2",
        "dan            –        –        not graded: the zip is damaged, or no zip; pack it again",
    ]
    assert "scores:   grades/lab-double/scores.csv" in told
    expected = {"ada": (8, 2, True), "bob": (3, 2, True), "cy": (0, 2, True), "dan": (0, 10, False)}
    assert scores(place) == expected
    results = place / "grades" / "lab-double" / "results"
    before = {file: file.read_bytes() for file in results.iterdir()}

    assert "4 results, 0 new" in grade(place)
    assert {file: file.read_bytes() for file in results.iterdir()} == before

    metadata = place / "content" / "01-first" / "lab-double" / "metadata.yml"
    changed = METADATA.replace("Work, weight: 0.5", "Work, weight: 0.8")
    metadata.write_text(changed.replace("Craft, weight: 0.5", "Craft, weight: 0.2"))
    told = grade(place)
    moved = sorted(line.split()[0] for line in told.splitlines() if "moved from" in line)
    assert moved == ["ada", "bob", "cy"]
    assert "moved from 8 (+2 pending)" in told
    assert scores(place)["ada"][1] == pytest.approx(3.2)


def test_an_interrupted_run_goes_on(place: Path) -> None:
    for number in range(6):
        write_notebook(place / "work" / f"l{number}" / "lab.ipynb", *cells(SOLVED, WORDS))
    command = [str(COURSEWRIGHT), "grade", "content/01-first/lab-double", "work", "--jobs", "1"]
    started = subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    results = place / "grades" / "lab-double" / "results"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(results.glob("*.json"))) < 2:
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    started.communicate(timeout=60)
    kept = {file: file.read_bytes() for file in results.glob("*.json")}
    assert 2 <= len(kept) <= 10
    assert f"10 results, {10 - len(kept)} new" in grade(place)
    assert {file: file.read_bytes() for file in kept} == kept
    assert set(scores(place).values()) == {(8, 2, True), (3, 2, True), (0, 2, True), (0, 10, False)}
    interrupted = {file.name: timeless(from_json(file.read_bytes())) for file in results.iterdir()}
    grade(place, "work", "--out", "anew")
    anew = (place / "anew" / "results").iterdir()
    assert {f.name: timeless(from_json(f.read_bytes())) for f in anew} == interrupted


def test_programs_read_json_and_quiet_says_nothing(place: Path) -> None:
    assert grade(place, "work", "--quiet") == ""
    data = json.loads(grade(place, "work", "--format", "json"))
    rows = [(each["submission"], each["score"], each["pending"]) for each in data["results"]]
    assert rows == [("ada", 8, 2), ("bob", 3, 2), ("cy", 0, 2), ("dan", None, None)]
    assert data["results"][3]["problems"] == ["the zip is damaged, or no zip; pack it again"]
    for path in data["paths"].values():
        assert (place / path).exists()


def test_an_unreadable_notebook_has_no_score(place: Path) -> None:
    (place / "work" / "bob" / "lab.ipynb").write_text("no notebook")
    told = grade(place)
    assert "not graded: lab.ipynb is no notebook; open it in Jupyter, save it, try again." in told
    assert scores(place)["bob"] == (0, 10, False)
    with (place / "grades" / "lab-double" / "scores.csv").open(newline="") as file:
        rows = {row["submission"]: row["score"] for row in csv.DictReader(file)}
    assert rows == {"ada": "8", "bob": "", "cy": "0", "dan": ""}


LOOP = "while True:\n    pass\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_nothing_for_long(place: Path, number: signal.Signals) -> None:
    write_notebook(place / "work" / "ada" / "lab.ipynb", *cells(LOOP, WORDS))
    temporary = place / "tmp"
    temporary.mkdir()
    (temporary / "coursewright-lab-1-mine").mkdir()  # of a process that runs
    (temporary / "coursewright-lab-of-somebody").mkdir()
    kept = sorted(temporary.iterdir())
    command = [str(COURSEWRIGHT), "grade", "content/01-first/lab-double", "work"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    started = subprocess.Popen(command, cwd=place, env=environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(temporary.glob("*-submission-*"))) < 1:
        time.sleep(0.02)
    started.send_signal(number)
    started.communicate(timeout=60)
    if number is signal.SIGTERM:
        assert started.returncode == 130
        assert sorted(temporary.iterdir()) == kept
    assert not (place / "grades" / "lab-double" / "results" / "ada.json").exists()
    write_notebook(place / "work" / "ada" / "lab.ipynb", *cells(SOLVED, WORDS))
    done = run("grade", *command[2:], cwd=place, TMPDIR=str(temporary))
    assert done.returncode == 0, done.stderr
    assert sorted(temporary.iterdir()) == kept


def test_the_bundle_grades_alike(place: Path) -> None:
    assert run("build", "private", cwd=place).returncode == 0
    grade(place)
    bundle = "dist/private/c-runtime.zip"
    done = run("grade", bundle, "work", "--out", "other", cwd=place)
    assert done.returncode == 0, done.stderr
    for file in (place / "grades" / "lab-double" / "results").iterdir():
        other = from_json((place / "other" / "results" / file.name).read_bytes())
        assert timeless(other) == timeless(from_json(file.read_bytes()))


def test_the_bundle_is_as_its_schema_says_and_the_same_each_time(place: Path) -> None:
    for out in ("one", "two"):
        assert run("build", "private", "--out", out, cwd=place).returncode == 0
    first, second = (place / out / "private" / "c-runtime.zip" for out in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        data = json.loads(archive.read("runtime.json"))
    Draft202012Validator(load("runtime-bundle")).validate(data)
    assert [item["kind"] for item in data["items"]] == ["lesson", "lab"]
    assert data["labs"] == [{"id": "lab-double", "folder": "labs/lab-double"}]
    assert data["late"] == {"deduction": 10, "interval": "day", "minimum": 0}


def nbgrader(course: Path, *arguments: str) -> None:
    program = Path(sys.executable).with_name("nbgrader")
    environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": str(course)}
    done = subprocess.run(
        [program, *arguments], cwd=course, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def exported(course: Path) -> dict[str, tuple[float, float]]:
    nbgrader(course, "export")
    with (course / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in rows}


def manual_grade(course: Path, learner: str, points: float) -> None:
    """Do what formgrader does when somebody types points."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("work-words", "lab", "lab-double", learner)
        assert grade.needs_manual_grade
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


@pytest.mark.slow
def test_people_grade_in_nbgrader(place: Path) -> None:
    course = place / "nb"
    for name in ("ada", "bob"):
        target = course / "submitted" / name / "lab-double"
        target.mkdir(parents=True)
        (place / "work" / name / "lab.ipynb").rename(target / "lab.ipynb")
    (course / "nbgrader_config.py").touch()
    grade(place, "nb", "--nbgrader", "nb")
    assert exported(course) == {"ada": (6, 10), "bob": (6, 10)}
    manual_grade(course, "ada", 3)
    assert "moved from 8 (+2 pending)" in grade(place, "nb", "--nbgrader", "nb")
    assert scores(place) == {"ada": (9.5, 0, True), "bob": (3, 2, True)}
    assert exported(course)["ada"] == (9, 10)

    changed = cells(SOLVED, "Another answer.")
    write_notebook(course / "submitted" / "ada" / "lab-double" / "lab.ipynb", *changed)
    grade(place, "nb", "--nbgrader", "nb")
    assert scores(place)["ada"] == (8, 2, True)
    grade(place, "nb", "--nbgrader", "nb")
    assert scores(place)["ada"] == (8, 2, True)


def test_the_feedback_of_a_learner_stands_beside_the_record(place: Path) -> None:
    grade(place)
    folder = place / "grades" / "lab-double"
    assert {p.name for p in (folder / "feedback").iterdir()} == {
        f"{name}.html" for name in ("ada", "bob", "cy", "dan")
    }
    data: dict[str, Any] = json.loads((folder / "coursera" / "bob" / "feedback.json").read_bytes())
    assert data["fractionalScore"] == 0.3
    assert "test_triple" not in (folder / "feedback" / "bob.html").read_text()


def test_a_lab_with_a_mistake_is_told_where(place: Path) -> None:
    metadata = place / "content" / "01-first" / "lab-double" / "metadata.yml"
    metadata.write_text(METADATA.replace("criterion: craft", "criterion: crfat"))
    done = run("grade", "content/01-first/lab-double", "work", cwd=place)
    assert done.returncode == 1
    assert "criterion-exists" in done.stderr
