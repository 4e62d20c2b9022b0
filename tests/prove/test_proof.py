"""The two-way proof: which faults of labs a build finds by grading solution and release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from courses import run, write_files

CASES = {
    case.pop("fault"): case
    for case in yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))
}
ANSWER = """\
def double(x):
    ### BEGIN SOLUTION
    {answer}
    ### END SOLUTION


### BEGIN SOLUTION
class Doubler:
    def __call__(self):
        return double(2)
### END SOLUTION
"""
STUB = "raise NotImplementedError"
TESTS = """\
import pytest
from student_solution import double


def test_file():
    assert double(3) == 6
"""
METADATA = """\
title: Doubling
points: 10
grading:
  criteria: [{id: work, title: Work, weight: 1}]
  tests: [{path: tests/test_double.py, points: 4, criterion: work%s}]
"""


def cell(name: str, text: str, **label: Any) -> dict[str, Any]:
    """Return a code cell as nbgrader labels it."""
    plain = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    label = {**plain, "grade_id": name, **label}
    made = {"cell_type": "code", "id": name, "metadata": {"nbgrader": label}, "outputs": []}
    return {**made, "source": text, "execution_count": None}


def lab(case: dict[str, Any]) -> dict[str, str]:
    """Return the files of one lab, relative to its folder."""
    answer = ANSWER.format(answer=case.get("answer", "return x * 2"))
    test = case.get("test", 'assert double(2) == 4, "twice"')
    book = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [
            cell("double", answer, solution=True),
            cell("double-test", test, grade=True, locked=True, points=6),
        ],
    }
    shared = ", isolation: shared" if case.get("isolation") else ""
    return {
        "metadata.yml": METADATA % shared + case.get("settings", ""),
        "notebook.ipynb": json.dumps(book, indent=1),
        "tests/test_double.py": case.get("tests", TESTS),
    }


def course(folder: Path, *cases: dict[str, Any]) -> Path:
    """Write a course of labs."""
    files = {"course.yaml": "format: 1\nid: small\ntitle: Small course\nlanguage: en\n"}
    for number, case in enumerate(cases, start=1):
        files |= {f"01-first/lab-{number}/{name}": text for name, text in lab(case).items()}
    return write_files(folder / "course", files)


@dataclass(frozen=True)
class Validated:
    """A course whose notebooks were validated, and what was said of it."""

    root: Path
    code: int
    said: tuple[dict[str, Any], ...]
    record: dict[str, Any]

    def lines(self, number: int) -> list[str]:
        """Return what the proof says of a lab, cells by the grade id of the place."""
        found = [each for each in self.said if each["path"].startswith(f"01-first/lab-{number}/")]
        own = ("solution-", "stub-", "test-needs", "lab-is-proved")
        return [self._line(each) for each in found if each["rule"].startswith(own)]

    def _line(self, diagnostic: dict[str, Any]) -> str:
        path, row = diagnostic["path"], diagnostic["line"]
        where = f":{row}" if row else ""
        if path.endswith(".ipynb"):
            rows = (self.root / path).read_text("utf-8").splitlines()[: row - 1]
            ids = [each.split('"')[3] for each in rows if '"grade_id"' in each]
            where = f" {ids[-1]}"
        name = path.partition("/")[2].partition("/")[2]
        return f"{diagnostic['rule']} {name}{where}: {diagnostic['message']}"


def validated(folder: Path, *options: str, **environment: str) -> Validated:
    """Validate the course that lies in `folder`."""
    arguments = ("notebooks", "validate", "--format", "json", "--content", "course", *options)
    done = run(*arguments, cwd=folder, **environment)
    assert done.returncode in (0, 1), done.stderr
    record = json.loads((folder / "dist/reports/notebooks.json").read_bytes())
    said = tuple(json.loads(done.stdout)["diagnostics"])
    return Validated(folder / "course", done.returncode, said, record)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Validated:
    """Return the course that has every fault, validated once."""
    folder = tmp_path_factory.mktemp("faulty")
    course(folder, *CASES.values())
    return validated(folder)


@pytest.mark.parametrize("fault", CASES)
def test_faults_are_found(fault: str, faulty: Validated) -> None:
    number = list(CASES).index(fault) + 1
    assert faulty.lines(number) == CASES[fault]["expected"]
    record = faulty.record["labs"][number - 1]
    assert record["proved"] == (not CASES[fault]["expected"])


def test_an_unchanged_lab_is_not_graded_again(tmp_path: Path) -> None:
    """Each grading leaves a line in a file outside of the course, where there is no wall."""
    log = tmp_path / "log"
    count = f"def test_file():\n    open({str(log)!r}, 'a').write('x')\n    import student_solution"
    count += "\n    assert student_solution.double(3) == 6\n"
    root = course(tmp_path, {"tests": count})
    without = {"PATH": _path_without("bwrap", tmp_path / "bin")}
    first = validated(tmp_path, **without)
    assert (first.code, log.read_text()) == (0, "xx"), "solution and release, once each"
    assert "without a wall" in first.record["labs"][0]["message"]
    write_files(root, {"01-first/01-text.md": "# A text\n"})
    again = validated(tmp_path, **without)
    assert log.read_text() == "xx"
    assert again.record["labs"] == first.record["labs"]
    write_files(root, {"01-first/lab-1/tests/test_double.py": f"# Changed.\n{count}"})
    validated(tmp_path, **without)
    assert log.read_text() == "xxxx"


def _path_without(program: str, folder: Path) -> str:
    """Return a PATH on which everything is to be found but the program."""
    folder.mkdir()
    for place in ("/bin", "/usr/bin", "/usr/local/bin"):
        for path in Path(place).iterdir():
            if path.name != program and not (folder / path.name).exists():
                (folder / path.name).symlink_to(path)
    return str(folder)


def test_nothing_is_graded_when_nothing_is_executed(tmp_path: Path) -> None:
    root = course(tmp_path, {"answer": "return x * 3"})
    done = run("build", "site", "--content", root, "--no-execute", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (record,) = json.loads((tmp_path / "dist/reports/notebooks.json").read_bytes())["labs"]
    assert (record["proved"], record["message"]) == (False, "`--no-execute`")
    assert "not graded" in (tmp_path / "dist/reports/index.html").read_text("utf-8")


def test_a_lab_without_anything_to_grade_is_not_called_proved(tmp_path: Path) -> None:
    """Nothing that was graded is no full marks: the console and the report say so."""
    language = {"language_info": {"name": "python"}}
    book = {"cells": [], "metadata": language, "nbformat": 4, "nbformat_minor": 5}
    files = {
        "course.yaml": "format: 1\nid: small\ntitle: Small course\nlanguage: en\n",
        "01-first/lab-1/metadata.yml": "title: Empty\npoints: 0\n",
        "01-first/lab-1/notebook.ipynb": json.dumps(book),
    }
    root = write_files(tmp_path / "course", files)
    done = run("notebooks", "validate", "--content", root, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "lab-1/notebook.ipynb: nothing that a program grades" in done.stdout
    done = run("build", "site", "--content", root, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "dist/reports/index.html").read_text("utf-8")
    assert "nothing that a program grades" in page


def test_a_lab_that_fails_its_proof_is_not_built(tmp_path: Path) -> None:
    root = course(tmp_path, CASES["test-file-passes-on-the-stub"])
    done = run("build", "site", "--content", root, cwd=tmp_path)
    assert done.returncode == 1
    assert "stub-earns-nothing" in done.stdout + done.stderr
    assert not (tmp_path / "dist/site").exists()
