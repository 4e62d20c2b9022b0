"""Whatever is killed, nothing of it goes on: no driver, no server of kernels, no kernel."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from notebook_courses import course_of, notebook

from courses import COURSEWRIGHT

ENDS = 40  # seconds within which an orphan must be gone
WAITS = 120
STUBBORN = """\
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "600"], start_new_session=True)
while True:
    try:
        time.sleep(600)
    except BaseException:
        pass
"""
# A lab's solution is executed as every notebook is, then graded.
_BEHIND_WALLS = """\
import os
if os.path.exists("/harness"):
    {}
"""


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files whose path is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _lab(cell: str) -> dict[str, str]:
    labels = {
        "schema_version": 3,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
    }
    answer = {**labels, "grade_id": "answer", "solution": True}
    tests = {**labels, "grade_id": "tests", "grade": True, "locked": True, "points": 1}
    solution = f"### BEGIN SOLUTION\n{cell}\nwaited = 1\n### END SOLUTION"
    text = json.loads(notebook(solution, "assert waited == 1"))
    for made, label in zip(text["cells"][1:], (answer, tests), strict=True):
        made["metadata"]["nbgrader"] = label
        made["outputs"], made["execution_count"] = [], None
    folder = "01-first/lab-1-waiting"
    return {
        f"{folder}/metadata.yml": "title: Waiting\npoints: 1\n",
        f"{folder}/notebook.ipynb": json.dumps(text),
    }


@pytest.mark.parametrize(
    ("what", "command"),
    [("notebook", ("build", "site")), ("lab", ("notebooks", "validate"))],
)
def test_a_killed_run_leaves_no_process(
    what: str, command: tuple[str, ...], tmp_path: Path, scratch: Path
) -> None:
    """Kernels that ignore interruptions end, and what cells have started, with the folders."""
    if what == "notebook":
        course_of(tmp_path, notebook(STUBBORN), facts="notebooks: {seconds: 600}\n")
    else:
        course_of(tmp_path, **_lab(_BEHIND_WALLS.format(STUBBORN.replace("\n", "\n    "))))
    place = {**os.environ, "TMPDIR": str(scratch), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    out = subprocess.DEVNULL
    with subprocess.Popen(
        [str(COURSEWRIGHT), *command, "--content", "course"],
        cwd=tmp_path, env=place, stdout=out, stderr=out,
    ) as process:  # fmt: skip
        mine = _when_sleeping(process)
        process.kill()
    names = " ".join(" ".join(each.info["cmdline"]) for each in mine)
    assert ("execute.driver" if what == "notebook" else "bwrap") in names
    _, alive = psutil.wait_procs(mine, ENDS)
    assert not alive
    assert not list(scratch.glob("cw-*"))


def _when_sleeping(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return all processes of a run, once a cell of it has started its own."""
    end = time.monotonic() + WAITS
    while time.monotonic() < end and process.poll() is None:
        found = psutil.Process(process.pid).children(recursive=True)
        lines = [_line(each) for each in found]
        if any(line[:1] == ["sleep"] for line in lines):
            for each, line in zip(found, lines, strict=True):
                each.info = {"cmdline": line}
            return found
        time.sleep(0.2)
    raise AssertionError(f"no cell ran; exit code {process.poll()}")


def _line(process: psutil.Process) -> list[str]:
    try:
        line: list[str] = process.cmdline()
    except psutil.Error:
        return []
    return line
