"""Hand notebooks to the driver, and take what comes of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coursewright.errors import EnvironmentFault
from coursewright.execute.model import CellRun, Ending, NotebookRun, Task

__all__ = ["Executor"]

_END = 10.0  # seconds that the driver has to end by itself


@dataclass(frozen=True, slots=True)
class Executor:
    """Executes tasks on this machine.

    root: of the course. jobs: kernels at a time. environment: all that they see of it. fork: warm
    start by fork server; without it, every kernel starts by its own program.
    """

    root: Path
    jobs: int
    environment: Mapping[str, str]
    fork: bool = True

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, NotebookRun, bool]]:
        """Yield the place of each task as it is done, how it went, and whether to keep that.

        Raises EnvironmentFault when executing itself fails.
        """
        request = {
            "root": str(self.root),
            "jobs": self.jobs,
            "environment": dict(self.environment),
            "fork": self.fork,
            "parent": os.getpid(),
            "tasks": [_request(task) for task in tasks],
        }
        done = 0
        with _driver() as driver:
            assert driver.stdin is not None
            assert driver.stdout is not None
            try:
                driver.stdin.write(json.dumps(request).encode())
                driver.stdin.close()
                for line in driver.stdout:
                    answer = json.loads(line)
                    run = _run(answer["run"])
                    done += 1
                    yield answer["place"], run, run.ending.lasting
            finally:
                complaint = _end(driver)
        if done < len(tasks):
            raise EnvironmentFault(
                f"executing notebooks ended after {done} of {len(tasks)}: {complaint}; "
                "`--no-execute` shows stored outputs instead"
            )


def _driver() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "coursewright.execute.driver"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)


def _end(driver: subprocess.Popen[bytes]) -> str:
    """End the driver, whose kernels end with it, and return its last words."""
    if sys.exc_info()[0] is not None and driver.poll() is None:
        driver.send_signal(signal.SIGINT)  # upon which it clears its folders away
    try:
        driver.wait(timeout=_END)
    except subprocess.TimeoutExpired:
        os.killpg(driver.pid, signal.SIGKILL)
        driver.wait()
    assert driver.stderr is not None
    lines = driver.stderr.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"exit code {driver.returncode}"


def _request(task: Task) -> dict[str, Any]:
    return {
        "path": task.path,
        "folder": task.path.rpartition("/")[0],
        "code": task.code,
        "kernel": task.kernel,
        "language": task.language,
        "files": [file.path for file in task.files],
        "twice": task.twice,
        **asdict(task.limits),
    }


def _run(data: Mapping[str, Any]) -> NotebookRun:
    cells = tuple(
        CellRun(**{**cell, "outputs": tuple(cell["outputs"])}) for cell in data.get("cells", ())
    )
    return NotebookRun(
        Ending(data["ending"]),
        cells,
        data.get("cell", 0),
        data.get("line", 0),
        data.get("message", ""),
        tuple(data.get("traceback", ())),
    )
