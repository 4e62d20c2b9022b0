"""Notebooks that misbehave: each ends with a diagnostic of its own, and disturbs no other."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from notebook_courses import course_of, examined, notebook, runs_of, task

from coursewright.execute.environment import variables
from coursewright.execute.model import Ending
from coursewright.execute.start import Executor
from coursewright_packaging.diagnostic import Diagnostic

CASES: dict[str, tuple[str, str, str]] = {
    # name: cell, rule, a part of the message
    "killed": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "notebook-executes",
        "cell 3: the kernel ended while the cell ran: it was ended by SIGKILL",
    ),
    "left": (
        "import os\nos._exit(7)",
        "notebook-executes",
        "cell 3: the kernel ended while the cell ran: it left with exit code 7",
    ),
    "endless": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "notebook-stays-within-limits",
        "cell 3: it ran longer than 4 s, the limit of a cell",
    ),
    "large": (
        "hoard = bytearray(10 << 30)",
        "notebook-stays-within-limits",
        "cell 3, line 1: it asked for more memory than 600 MB, the limit of a notebook",
    ),
    "growing": (
        "hoard = []\nwhile True:\n    hoard.append(bytearray(8 << 20))",
        "notebook-stays-within-limits",
        "cell 3, line 3: it asked for more memory than 600 MB, the limit of a notebook",
    ),
    "loud": (
        "while True:\n    print('x' * 1000)",
        "notebook-stays-within-limits",
        "limit",
    ),
    "flooding": (
        "while True:\n    print('x' * 1_000_000)",
        "notebook-stays-within-limits",
        "limit",
    ),
    "loud-from-c": (
        "import os\nwhile True:\n    os.write(1, b'x' * 60_000)",
        "notebook-stays-within-limits",
        "the notebook put out more than 2 MB, its limit",
    ),
    "asking": (
        "name = input('Your name? ')",
        "notebook-executes",
        "cell 3, line 1: StdinNotImplementedError",
    ),
    "closing": (
        "import os\nos.closerange(3, 4096)",
        "notebook-executes",
        "cell 3: the kernel ended while the cell ran",
    ),
    "raising": (
        "def f(x):\n    return 1 / x\n\nf(0)",
        "notebook-executes",
        "cell 3, line 4: ZeroDivisionError: division by zero",
    ),
    "misspelt": (
        "x = 1\nfor",
        "notebook-executes",
        "cell 3, line 2: SyntaxError",
    ),
    "exiting": ("raise SystemExit(3)", "notebook-executes", "SystemExit: 3"),
}
_HARMLESS = {
    "fork": "import os\npid = os.fork()\nif pid == 0:\n    os._exit(0)\nos.waitpid(pid, 0)[1]",
    "widget": "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "thread": "import threading\nthreading.Thread(target=threading.Event().wait).start()",
    "daemon": "import subprocess\nc = subprocess.Popen(['sleep', '999'], start_new_session=True)",
}
_LIMITS = "notebooks: {seconds: 4, memory: 600, output: 2}\n"


@pytest.fixture(scope="module")
def diagnostics(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """Execute all of them in one course."""
    cells = {**{name: case[0] for name, case in CASES.items()}, **_HARMLESS}
    pages = {f"01-first/01-{name}.ipynb": notebook("1 + 1", c) for name, c in cells.items()}
    course = course_of(tmp_path_factory.mktemp("bounds"), facts=_LIMITS, **pages)
    found = examined(course)
    outcomes = found.executed.outcomes
    assert [each.path for each in outcomes] == sorted(pages)
    assert all(each.run for each in outcomes)
    return found.diagnostics


@pytest.mark.parametrize("name", CASES)
def test_ends_with_a_clear_diagnostic(name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """The diagnostic names the rule, the cell, its place in the file, and what is wrong."""
    _, rule, message = CASES[name]
    (found,) = (each for each in diagnostics if each.path == f"01-first/01-{name}.ipynb")
    assert found.rule == rule
    assert message in found.message
    assert found.line > 1


@pytest.mark.parametrize("name", _HARMLESS)
def test_what_is_harmless_passes(name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Forks, threads, widgets and processes that outlive their cell are no fault."""
    assert not [each for each in diagnostics if name in each.path]


def test_nothing_outlives_the_run(tmp_path: Path) -> None:
    """A process that a cell puts into a session of its own ends with the run."""
    mark = f"31{tmp_path.stat().st_ino}"
    cell = f"import subprocess\nc = subprocess.Popen(['sleep', '{mark}'], start_new_session=True)"
    assert not examined(course_of(tmp_path, notebook(cell))).diagnostics
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [line for line in lines if mark.encode() in line]


def test_without_the_server_kernels_start_by_their_own_program(tmp_path: Path) -> None:
    """A cell that kills the process that forked it leaves later notebooks a way."""
    kill = "import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"
    runs = runs_of(tmp_path, [task([kill]), *(task([f"{n} + 1"]) for n in range(5))])
    assert runs[0].ending is Ending.DIED
    assert runs[-1].ending is Ending.FINISHED


def test_what_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither kernels nor folders, when the build ends in the midst of a notebook."""
    folder = tempfile.mkdtemp(dir="/tmp")
    monkeypatch.setenv("TMPDIR", folder)
    tasks = [task(["1"]), task(["import time\ntime.sleep(600)"])]
    answers = Executor(tmp_path, 2, variables((), os.environ)).run(tasks)
    assert next(answers)[0] == 0
    assert _working_in(folder)
    answers.close()  # type: ignore[attr-defined]
    assert not _working_in(folder)
    assert not list(Path(folder).iterdir())
    shutil.rmtree(folder)


def _working_in(folder: str) -> list[str]:
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return [each for each in found if each.startswith(folder)]
