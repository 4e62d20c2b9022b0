"""What goes wrong with one submission is told of that one; the others are graded."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from graded_labs import SOLVED, cells, small_lab, write_notebook

from coursewright_runtime.grading.batch import Executors, file_name, grade_all
from coursewright_runtime.grading.grade import Grader
from coursewright_runtime.grading.record import from_json
from coursewright_runtime.grading.submissions import Submitted, find_submissions
from coursewright_runtime.grading.walls import find_wall

SURROGATE = 'def double(x):\n    raise ValueError("\\ud800")\n'
LATE = "timestamp.txt"


def test_no_submission_stops_the_others(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", due="2027-01-01T00:00:00+00:00")
    submitted = tmp_path / "submitted"
    for name, answer in (
        ("ada", SOLVED),
        ("bob", SURROGATE),
        ("cy", SOLVED),
        ("dan", SOLVED),
        ("eve", "x"),
    ):
        write_notebook(submitted / name / "small" / "lab.ipynb", *cells(answer, "I see."))
    (submitted / "cy" / "small" / LATE).write_text("whenever")

    def by_hand(each: Submitted) -> Mapping[str, float]:
        if each.name == "dan":
            raise RuntimeError("the gradebook fell down")
        return {}

    found = find_submissions(lab, [submitted])
    wall = find_wall()
    with Executors(lab, wall, 2) as executors:
        graded = grade_all(
            Grader.of(lab, wall), found, tmp_path / "out", executors, by_hand=by_hand
        )
    results = {each.result.submission: each.result for each in graded}
    assert {name: (each.gradable, each.score) for name, each in results.items()} == {
        "ada": (True, 6),
        "bob": (True, 0),
        "cy": (False, 0),
        "dan": (False, 0),
        "eve": (True, 0),
    }
    assert "ValueError: \\ud800" in results["bob"].tests[0].message
    assert "the gradebook fell down" in results["dan"].problems[0]
    for name, result in results.items():
        assert from_json((tmp_path / "out" / f"{file_name(name)}.json").read_bytes()) == result


class _Interrupted(list[Submitted]):
    """Submissions whose handing over is interrupted as soon as the first of them runs."""

    scratch: Path

    def __iter__(self) -> Iterator[Submitted]:
        yield self[0]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not list(self.scratch.glob("*-submission-*")):
            time.sleep(0.02)
        raise KeyboardInterrupt


def test_what_runs_is_ended_while_others_are_still_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = small_lab(tmp_path / "lab")
    submitted = tmp_path / "submitted"
    loop = "while True:\n    pass\n"
    write_notebook(submitted / "ada" / "small" / "lab.ipynb", *cells(loop, "I see."))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    found = _Interrupted(find_submissions(lab, [submitted]))
    found.scratch = scratch
    wall = find_wall()
    with pytest.raises(KeyboardInterrupt), Executors(lab, wall, 2) as executors:
        grade_all(Grader.of(lab, wall), found, tmp_path / "out", executors)
    assert not list((tmp_path / "out").glob("*.json"))
