"""A grading process that does not start says so, and leaves nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.walls import find_wall
from walls.labs import NOTEBOOK, execute, make_lab, notebook, submit


def test_a_program_that_is_not_there_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = notebook([{"id": "one", "role": "test", "points": 1, "source": "assert 1 + 1 == 2"}])
    lab = make_lab(tmp_path / "lab", cells)
    submission = submit(tmp_path / "work", {NOTEBOOK: cells})
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with pytest.raises(GradingFault, match="did not start"):
        execute(lab, submission, find_wall("unsafe"))
    assert not list(scratch.iterdir())
