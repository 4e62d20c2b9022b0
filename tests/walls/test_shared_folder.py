"""A submission that writes where Coursera reads the verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coursewright_runtime.grading import coursera
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.walls import Mode, Wall
from walls.labs import file_of_tests, make_lab, submit

pytestmark = pytest.mark.slow

TEST = "from answer import double\n\ndef test_double():\n    assert double(2) == 4\n"
FORGER = """import os
from pathlib import Path

shared = Path({shared!r})
(shared / "htmlFeedback.html" / "x").mkdir(parents=True)
(shared / "feedback.json").write_text('{{"fractionalScore": 1.0, "feedback": "forged"}}')
(shared / "left").symlink_to("/")
shared.chmod(0o555)

def double(number):
    return 0
"""


def test_a_verdict_of_the_submission_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"tests/test_it.py": TEST, "solution/answer.py": "def double(n):\n    return 2 * n\n"}
    given = submit(tmp_path / "given", texts)
    lab = make_lab(tmp_path / "lab", None, [file_of_tests("test_it.py")], given=given)
    shared = tmp_path / "shared"
    submit(shared / "submission", {"answer.py": FORGER.format(shared=str(shared)), "notes.md": ""})
    (tmp_path / "stylesheet.css").touch()

    def read(_folder: Path) -> GraderLab:
        return lab

    def one_user(*_args: object, **_options: object) -> Wall:
        return Wall(Mode.CONTAINER, consume=True)

    monkeypatch.setattr(coursera, "read_lab", read)
    monkeypatch.setattr(coursera, "find_wall", one_user)
    coursera.grade_shared(tmp_path, shared)
    assert json.loads((shared / "feedback.json").read_text("utf-8"))["fractionalScore"] == 0
    assert "Not graded" not in (shared / "htmlFeedback.html").read_text("utf-8")
    names = sorted(path.name for path in shared.iterdir())
    assert names == ["feedback.json", "htmlFeedback.html", "submission"]
