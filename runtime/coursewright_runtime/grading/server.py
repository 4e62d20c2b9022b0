"""One fork server with its walls, as the process outside holds it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import coursewright_runtime
from coursewright_runtime.grading import bubblewrap
from coursewright_runtime.grading.cgroups import ControlGroup, make_group
from coursewright_runtime.grading.errors import GradingFault, SubmissionFault
from coursewright_runtime.grading.inside import kernel
from coursewright_runtime.grading.inside.settings import Settings
from coursewright_runtime.grading.lab import LAB_FILE, GraderLab
from coursewright_runtime.grading.plan import NotebookPlan
from coursewright_runtime.grading.walls import Mode, Wall
from coursewright_runtime.grading.workspace import make_workspace, remove_workspace

_START_SECONDS = 60.0
_MIB, _KIB = 1 << 20, 1 << 10
_OPEN_FILES = 256
_REPORT_LIMIT = 8 * _MIB


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run reported. timed_out: whether it was ended because its time was over."""

    facts: tuple[Mapping[str, Any], ...]
    timed_out: bool


class Server:
    """Forks one pair of processes for each run. Not safe for use by two threads."""

    def __init__(
        self,
        lab: GraderLab,
        plans: Sequence[NotebookPlan],
        wall: Wall,
        sources: Sequence[str],
        editable: Sequence[str],
    ) -> None:
        """Start the server for a lab.

        sources: folders of the release with modules. editable: files of the release that learners
        edit. Raises GradingFault when it does not start.
        """
        self._lab, self._wall = lab, wall
        if wall.consume:
            kernel.hide_memory()  # this process has read the lab, and the learner's is of its user
        self._folder = make_workspace("grading")
        self._folder.chmod(0o711)
        self.incoming = self._folder / "incoming"
        self.incoming.mkdir()
        _copy_lab(lab, plans, self._folder / "lab")
        self._group: ControlGroup | None = None
        ours = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(2)]
        (self._learner, learner), (self._trusted, trusted) = ours
        try:
            self._process = self._start(learner, trusted, sources, editable)
        except OSError as error:
            self._learner.close()
            self._trusted.close()
            self._log.close()
            remove_workspace(self._folder)
            raise GradingFault(f"the grading process did not start: {error}") from error
        finally:
            learner.close()
            trusted.close()
        self._started = False
        self._greet()
        self._started = True

    # Starting

    def _start(self, learner: socket.socket, trusted: socket.socket, sources: Sequence[str],
               editable: Sequence[str]) -> subprocess.Popen[bytes]:  # fmt: skip
        settings = self._settings(learner.fileno(), trusted.fileno(), sources, editable)
        argument = json.dumps(asdict(settings))
        self._log = (self._folder / "log").open("w+b")
        if self._wall.mode is Mode.BUBBLEWRAP:
            command = bubblewrap.command(self._folder / "lab", self.incoming, [argument])
        else:
            harness = str(Path(str(coursewright_runtime.__file__)).parent.parent)
            command = [*bubblewrap.python_command(sys.executable, harness), argument]
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._log,
            pass_fds=(learner.fileno(), trusted.fileno()), start_new_session=True,
            cwd="/", env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )  # fmt: skip

    def _settings(self, learner: int, trusted: int, sources: Sequence[str],
                  editable: Sequence[str]) -> Settings:  # fmt: skip
        limits, inside = self._lab.limits, self._wall.mode is Mode.BUBBLEWRAP
        here = self._folder
        return Settings(
            namespaces=inside,
            learner_user=self._wall.learner_user,
            trusted_user=self._wall.trusted_user,
            batch=bubblewrap.BATCH if inside else str(here / "batch"),
            work=bubblewrap.WORK if inside else str(here / "batch/now/work"),
            scratch=bubblewrap.SCRATCH if inside else str(here / "batch/now/scratch"),
            temporary="/tmp" if inside else str(here / "batch/now/scratch"),
            incoming=bubblewrap.INCOMING if inside else str(self.incoming),
            lab=bubblewrap.LAB if inside else str(here / "lab"),
            learner_socket=learner,
            trusted_socket=trusted,
            cpu=limits.seconds,
            memory=limits.memory * _MIB,
            processes=limits.processes,
            file_size=limits.file * _MIB,
            disk=limits.disk * _MIB,
            open_files=_OPEN_FILES,
            output=limits.output * _KIB,
            test_seconds=limits.cell_seconds,
            tests=[{"path": test.path} for test in self._lab.tests],
            sources=list(sources),
            editable=list(editable),
            preload=[_import_name(line) for line in self._lab.requirements],
            notebooks=bool(self._lab.notebooks),
        )

    def _greet(self) -> None:
        (self._folder / "batch").mkdir(exist_ok=True)
        self._learner.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        end = time.monotonic() + _START_SECONDS
        for control in (self._learner, self._trusted):
            if not select.select([control], [], [], max(0.0, end - time.monotonic()))[0]:
                self._fail()
            data, ancillary, _, _ = control.recvmsg(1 << 16, 1 << 10)
            if not data:
                self._fail()
            if control is self._learner:
                self._confine(ancillary)
        self._learner.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        # What was read is held in memory; a path to it, from a learner, must lead nowhere.
        _forget(self._folder / "lab")
        if self._wall.consume:
            _empty_lab(self._lab)

    def _confine(self, ancillary: Sequence[tuple[int, int, bytes]]) -> None:
        """Put the learner's side, as the kernel names its process here, into a group of its own."""
        limits = self._lab.limits
        self._group = make_group((limits.memory + 128) * _MIB, limits.processes + 8)
        for level, kind, data in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                self._group.add(struct.unpack("3i", data[:12])[0])

    def _fail(self) -> None:
        self._log.seek(0)
        said = self._log.read().decode("utf-8", "replace").strip().splitlines()
        self.close()
        why = said[-1] if said else "no reason"
        if self._started:
            raise SubmissionFault(f"the grading process ended: {why}")
        raise GradingFault(f"the grading process did not start: {why}")

    # Runs

    def open(self) -> None:
        """Make the folders of the submission that lies in `incoming`."""
        self._order(self._trusted, "open")

    def close_submission(self) -> None:
        """Remove them again."""
        self._order(self._trusted, "close")

    def _order(self, control: socket.socket, name: str) -> None:
        control.send(json.dumps({"do": name}).encode())
        answer = self._answer(control)
        if "error" in answer:
            raise SubmissionFault(f"the grading process could not {name}: {answer['error']}")

    def _answer(self, control: socket.socket) -> Mapping[str, Any]:
        if not select.select([control], [], [], _START_SECONDS)[0]:
            self._fail()
        data = control.recv(1 << 16)
        if not data:
            self._fail()
        answer: Mapping[str, Any] = json.loads(data)
        return answer

    def run(self, message: Mapping[str, Any]) -> RunFacts:
        """Run the tests of a notebook, or test files, in a fresh pair of processes."""
        reading, writing = os.pipe()
        mine, theirs = socket.socketpair()
        self._send(self._learner, {"role": "serve"}, [mine.fileno()])
        self._send(self._trusted, message, [writing, theirs.fileno()])
        mine.close()
        theirs.close()
        os.close(writing)
        facts = self._collect(reading)
        self._end(self._trusted, facts.timed_out)
        self._end(self._learner, True)
        return facts

    def run_shared(self, message: Mapping[str, Any]) -> RunFacts:
        """Run test files in the learner's own process."""
        reading, writing = os.pipe()
        self._send(self._learner, {**message, "role": "shared"}, [writing])
        os.close(writing)
        facts = self._collect(reading)
        self._end(self._learner, True)
        return facts

    @staticmethod
    def _send(control: socket.socket, message: Mapping[str, Any], descriptors: list[int]) -> None:
        data = json.dumps({"do": "run", **message}).encode()
        socket.send_fds(control, [data], descriptors)

    def _collect(self, reading: int) -> RunFacts:
        end = time.monotonic() + self._lab.limits.seconds
        data = bytearray()
        late = False
        while len(data) < _REPORT_LIMIT:
            if not select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
                late = True
                break
            part = os.read(reading, 1 << 16)
            if not part:
                break
            data += part
        os.close(reading)
        return RunFacts(tuple(_facts(bytes(data))), late)

    def _end(self, control: socket.socket, now: bool) -> None:
        if now:
            with contextlib.suppress(OSError):
                control.send(b'{"do":"kill"}')
        self._answer(control)

    def kill(self) -> None:
        """End the server's processes; a run that waits for them in another thread fails."""
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the server and remove its folder; a second time does nothing."""
        if self._log.closed:
            return
        self._learner.close()
        self._trusted.close()
        self.kill()
        self._process.wait()
        self._log.close()
        if self._group is not None:
            self._group.remove()
        remove_workspace(self._folder)


def _facts(data: bytes) -> Iterator[Mapping[str, Any]]:
    for line in data.splitlines():
        with contextlib.suppress(ValueError, RecursionError):
            fact = json.loads(line)
            if isinstance(fact, dict):
                yield fact


def _import_name(requirement: str) -> str:
    name = requirement.split(";")[0].split("[")[0].strip()
    for sign in "<>=!~ ":
        name = name.split(sign)[0]
    return name.replace("-", "_").lower()


def _copy_lab(lab: GraderLab, plans: Sequence[NotebookPlan], target: Path) -> None:
    """Copy what tests need, readable for whoever runs them; no solution is among it."""
    for name in ("tests", "release"):
        if (lab.folder / name).is_dir():
            shutil.copytree(lab.folder / name, target / name)
    (target / "plans").mkdir(parents=True)
    (target / "release").mkdir(exist_ok=True)
    for number, plan in enumerate(plans):
        text = json.dumps(asdict(plan))
        (target / "plans" / f"{number}.json").write_text(text, encoding="utf-8")
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _forget(lab: Path) -> None:
    """Take the tests out of our copy; pytest wants to find the names of what it has read."""
    shutil.rmtree(lab / "plans")
    for path in sorted((lab / "tests").rglob("*")):
        if path.is_file() and path.suffix != ".py":
            path.unlink()
    _empty(lab / "tests")


def _empty_lab(lab: GraderLab) -> None:
    """Empty what learners must not read; notebooks keep the labels, by which points are given."""
    notebooks = (lab.folder / "source" / name for name in lab.notebooks)
    labels = {path: _labels(path) for path in notebooks}
    _empty(*(lab.folder / name for name in ("source", "tests", "solution")))
    if (lab.folder / LAB_FILE).is_file():  # it holds the last hints
        (lab.folder / LAB_FILE).write_bytes(b"")
    for path, text in labels.items():
        path.write_text(text, encoding="utf-8")


def _labels(notebook: Path) -> str:
    cells = json.loads(notebook.read_bytes())["cells"]
    kept = ({"nbgrader": cell.get("metadata", {}).get("nbgrader", {})} for cell in cells)
    plain = [{"cell_type": c["cell_type"], "metadata": k, "source": ""}
             for c, k in zip(cells, kept, strict=True)]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": plain})


def _empty(*folders: Path) -> None:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                path.write_bytes(b"")
