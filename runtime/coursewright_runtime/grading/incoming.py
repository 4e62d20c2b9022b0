"""Copies a submission to where it is graded: ordinary files alone, within bounds, no links."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

_MOST_FILES = 2_000
_SKIPPED = {".git", "__pycache__", ".ipynb_checkpoints", "node_modules", ".venv"}


def copy_submission(
    submission: Path, target: Path, release: Path, restored: Collection[str], most_bytes: int
) -> list[str]:
    """Fill the folder `target` with a submission and return what is left out, for the learner.

    restored: files of the release that learners do not edit; they come from `release`, as do
    those that the submission lacks. most_bytes: of all files together.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    problems = list(_copy_own(submission, target, most_bytes))
    for path in sorted(release.rglob("*")):
        name = path.relative_to(release).as_posix()
        wanted = name in restored or not (target / name).exists()
        if path.is_file() and wanted and path.suffix != ".ipynb":
            _put(path, target / name)
    return problems


def _copy_own(submission: Path, target: Path, most_bytes: int) -> Iterator[str]:
    count, left = 0, most_bytes
    for folder, names, files in os.walk(submission, followlinks=False):
        links = [name for name in names if (Path(folder) / name).is_symlink()]
        names[:] = sorted(set(names) - set(links) - _SKIPPED)
        for name in sorted([*files, *links]):
            path = Path(folder) / name
            shown = path.relative_to(submission).as_posix()
            mode = path.lstat()
            if not stat.S_ISREG(mode.st_mode):
                yield f"{shown} is no ordinary file and was left out."
                continue
            count, left = count + 1, left - mode.st_size
            if count > _MOST_FILES or left < 0:
                yield "The submission is too large; hand in only the files that the lab asks for."
                return
            _put(path, target / path.relative_to(submission))


def _put(path: Path, target: Path) -> None:
    if target.is_dir() or target.is_symlink():
        shutil.rmtree(target)
    for parent in target.parents:
        if parent.is_file():
            parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    target.chmod(0o644)
    target.parent.chmod(0o755)
