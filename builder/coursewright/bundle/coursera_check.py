"""Run a grader of Coursera without Docker against a temporary `/shared`: its contract.

Three submissions are handed in: the author's solution, the release as learners get it, and a
notebook that is none. As on the platform each run begins with the image's own files, has no
variables but Coursera's, and no rights where this process may give up its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursewright.errors import EnvironmentFault
from coursewright_packaging.coursera.contracts import feedback_faults
from coursewright_packaging.coursera.grader_image import CONSUMED, ENTRY
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.lab import GraderLab, read_lab
from coursewright_runtime.grading.samples import solved, untouched
from coursewright_runtime.grading.unpack import Refused, unzip
from coursewright_runtime.grading.walls import may_change_users

__all__ = ["Handed", "check_grader"]

_SECONDS = 300  # of `coursera_autograder grade local`
_LIMIT = 1 << 30  # bytes of a grader
_NOBODY = 65534
_BROKEN = b"{ this is no notebook"


@dataclass(frozen=True, slots=True)
class Handed:
    """One submission and what came of it.

    what: `solution`, `release` or `malformed`. score: `fractionalScore`, or None. feedback: what
    the learner reads. faults: where the grader broke its contract.
    """

    what: str
    score: float | None
    feedback: str
    faults: tuple[str, ...]


def check_grader(archive: Path) -> tuple[str, tuple[Handed, ...]]:
    """Return the lab's id and what each submission yielded. Raises EnvironmentFault."""
    with tempfile.TemporaryDirectory(prefix="coursewright-coursera-") as name:
        work = Path(name)
        work.chmod(0o755)
        lab = _lab(archive, work / "first")
        return lab.id, tuple(_handed(archive, lab, work))


def _lab(archive: Path, folder: Path) -> GraderLab:
    _unpack(archive, folder)
    try:
        return read_lab(folder / "lab")
    except GradingFault as fault:
        raise EnvironmentFault(f"`{archive.name}` is no grader: {fault}") from fault


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack the image's files, with the rights that the Dockerfile gives."""
    folder.mkdir()
    try:
        unzip(archive, folder, _LIMIT)
    except Refused as refused:
        raise EnvironmentFault(f"`{archive.name}` is no grader: {refused}") from refused
    for path in (folder, *folder.rglob("*")):
        consumed = any((folder / "lab" / name) in (path, *path.parents) for name in CONSUMED)
        path.chmod(0o755 if path.is_dir() else 0o666 if consumed else 0o644)


def _handed(archive: Path, lab: GraderLab, work: Path) -> Iterator[Handed]:
    for what in ("solution", "release", "malformed"):
        shared, image = work / what, work / f"{what}-image"
        (shared / "submission").mkdir(parents=True)
        _hand_in(what, lab, shared / "submission", work / f"{what}-files")
        shared.chmod(0o777)
        _unpack(archive, image)
        ended, said = _run(image, shared)
        yield _judged(what, shared, ended, said)


def _hand_in(what: str, lab: GraderLab, target: Path, files: Path) -> None:
    """Put the one file that a learner hands in into `target`."""
    name = lab.notebooks[0]
    if what == "malformed":
        (target / Path(name).name).write_bytes(_BROKEN)
        return
    made = solved(lab, files) if what == "solution" else untouched(lab, files)
    paths = [path for path in sorted(made.rglob("*")) if path.is_file()]
    if {path.relative_to(made).as_posix() for path in paths} <= {name, *lab.companions}:
        shutil.copyfile(made / name, target / Path(name).name)
        return
    with zipfile.ZipFile(target / "submission.zip", "w") as archive:
        for path in paths:
            archive.write(path, path.relative_to(made).as_posix())


def _run(image: Path, shared: Path) -> tuple[int, str]:
    """Run the ENTRYPOINT; return its exit code and what it told the staff."""
    variables = {"partId": "part", "userId": "1", "SHARED_DIR": str(shared)}
    variables |= {"PYTHON": sys.executable, "filename": "submission"}
    command = ["/bin/sh", str(image / ENTRY)]
    user = _NOBODY if os.geteuid() == 0 and may_change_users() else None
    try:
        done = subprocess.run(
            command, env=variables, capture_output=True, timeout=_SECONDS, check=False,
            user=user, group=user, extra_groups=None if user is None else [], cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 124, f"it did not end in {_SECONDS} seconds"
    return done.returncode, done.stderr.decode("utf-8", "replace").strip()


def _judged(what: str, shared: Path, ended: int, said: str) -> Handed:
    path, faults = shared / "feedback.json", []
    if ended:
        faults.append(f"it ended with {ended}: {said.rpartition(chr(10))[2]}")
    if not path.is_file():
        return Handed(what, None, "", (*faults, "there is no feedback.json"))
    data = path.read_bytes()
    faults += feedback_faults(data)
    if faults:
        return Handed(what, None, "", tuple(faults))
    answer = json.loads(data)
    kind = str(answer.get("feedbackType", "")).lower()
    if kind and not (shared / f"{kind}Feedback.{kind}").is_file():
        faults.append(f"`feedbackType` promises {kind}Feedback.{kind}, which is not there")
    score = answer.get("fractionalScore")
    wanted = 1 if what == "solution" else 0
    if score != wanted:
        last = said.rpartition(chr(10))[2]
        faults.append(f"fractionalScore is {score}; the {what} should have {wanted} ({last})")
    return Handed(what, score, answer["feedback"], tuple(faults))
