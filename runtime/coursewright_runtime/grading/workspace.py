"""Temporary folders that say whose they are, so that what killed runs left is found and removed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["is_running", "make_workspace", "remove_workspace", "sweep", "workspace"]

_PREFIX = "coursewright"
_NAME = re.compile(rf"{_PREFIX}-[a-z]+-(\d+)-\w+")
_locks: dict[Path, int] = {}


def make_workspace(purpose: str) -> Path:
    """Return a new folder of this process. purpose: a word of lower-case letters for its name."""
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}-{purpose}-{os.getpid()}-"))
    # The kernel gives the lock back when the process ends, however it ends.
    _locks[folder] = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    fcntl.flock(_locks[folder], fcntl.LOCK_EX)
    return folder


def remove_workspace(folder: Path) -> None:
    """Remove a folder that `make_workspace` made."""
    shutil.rmtree(folder, ignore_errors=True)
    if (lock := _locks.pop(folder, None)) is not None:
        os.close(lock)


@contextlib.contextmanager
def workspace(purpose: str) -> Iterator[Path]:
    """Make a folder that is removed at the end. purpose: see `make_workspace`."""
    folder = make_workspace(purpose)
    try:
        yield folder
    finally:
        remove_workspace(folder)


def sweep(parent: Path | None = None) -> None:
    """Remove what runs left that were killed: folders of this user whose process has ended.

    A folder is left alone when its process number is in use, or when somebody holds its lock, who
    may live in another namespace of processes. parent: where they lie, None for the usual place.
    """
    for path in sorted((parent or Path(tempfile.gettempdir())).glob(f"{_PREFIX}-*")):
        named = _NAME.fullmatch(path.name)
        if named and not is_running(int(named[1])):
            with contextlib.suppress(OSError):
                _remove_if_free(path)


def is_running(process: int) -> bool:
    """Return whether there is a process of that number."""
    return Path("/proc", str(process)).exists()


def _remove_if_free(path: Path) -> None:
    """Remove a folder of this user that nobody has locked. Raises OSError for any other."""
    lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        about = os.fstat(lock)
        if stat.S_ISDIR(about.st_mode) and about.st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(lock)
