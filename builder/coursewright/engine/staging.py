"""Build beside `dist/`, then rename into it, so that `dist/` is always one whole build.

Everything is made in `dist/.staging-<id>/`, which its process keeps locked. Publishing writes a
journal, renames each artefact over its predecessor, and writes `SHA256SUMS` last. Whoever comes
next finishes the journal of a process that was killed between those renames, and clears away the
folders of processes that died before.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from coursewright.engine.atomic import write_atomically
from coursewright.errors import EnvironmentFault

__all__ = ["SUMS", "Staging", "open_staging", "read_sums"]

SUMS = "SHA256SUMS"
_PREFIX = ".staging-"
_JOURNAL = "journal.json"
_FOLDERS = ("site",)  # artefacts that are folders are renamed whole
_NEW = "new"
_OLD = "old"


class Staging:
    """The folder of one build. `new` mirrors the layout of `dist/`; `work` is for what passes."""

    def __init__(self, dist: Path, folder: Path) -> None:
        """Stage for `dist` in `folder`, which is locked by this process."""
        self._dist = dist
        self._folder = folder
        self.new = folder / _NEW
        self.work = folder / "work"
        self.new.mkdir()
        self.work.mkdir()

    def publish(self, sums: Mapping[str, str], owned: frozenset[str]) -> None:
        """Replace what this build owns in `dist/` by what was staged.

        sums: SHA-256 of each staged file by its path relative to `dist/`.
        owned: top folders of `dist/` whose files belong to this build; their other files go.
        """
        with _locked(self._dist):
            _recover(self._dist)
            before = read_sums(self._dist)
            kept = {path: sha for path, sha in before.items() if _top(path) not in owned}
            gone = sorted(path for path in before if _top(path) in owned and path not in sums)
            journal = {
                "moves": _moves(self.new),
                "gone": [path for path in gone if _top(path) not in _FOLDERS],
                "sums": {**kept, **sums},
            }
            write_atomically(self._folder / _JOURNAL, json.dumps(journal).encode())
            _replay(self._dist, self._folder)


@contextmanager
def open_staging(dist: Path) -> Iterator[Staging]:
    """Yield a staging folder below `dist`, finishing or clearing what dead builds left.

    Raises EnvironmentFault when `dist` cannot be written.
    """
    with ExitStack() as held:
        folder = _claim(dist, held)
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        yield Staging(dist, folder)


def read_sums(dist: Path) -> dict[str, str]:
    """Return the SHA-256 of each published file by its path; empty when nothing was published."""
    try:
        lines = (dist / SUMS).read_text("utf-8").splitlines()
    except OSError:
        return {}
    return {path: sha for sha, _, path in (line.partition("  ") for line in lines) if path}


def _claim(dist: Path, held: ExitStack) -> Path:
    try:
        dist.mkdir(parents=True, exist_ok=True)
        with _locked(dist):  # so that nobody takes the new folder for an abandoned one
            _recover(dist)
            folder = _fresh_folder(dist)
            held.enter_context(_locked(folder))
    except OSError as error:
        raise EnvironmentFault(f"cannot write to `{dist}`: {error.strerror}") from error
    return folder


def _fresh_folder(dist: Path) -> Path:
    number = os.getpid()
    while True:
        folder = dist / f"{_PREFIX}{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            number += 1
        else:
            return folder


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _recover(dist: Path) -> None:
    for folder in sorted(dist.glob(f"{_PREFIX}*")):
        if _abandoned(folder):
            if (folder / _JOURNAL).exists():
                _replay(dist, folder)
            shutil.rmtree(folder, ignore_errors=True)


def _abandoned(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(handle)


def _moves(new: Path) -> list[str]:
    moves = [name for name in _FOLDERS if (new / name).exists()]
    files = (path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    return moves + sorted(path for path in files if _top(path) not in _FOLDERS)


def _replay(dist: Path, folder: Path) -> None:
    """Do what the journal says; each step may have been done before."""
    journal = json.loads((folder / _JOURNAL).read_bytes())
    for relative in journal["moves"]:
        _move(folder / _NEW / relative, dist / relative, folder / _OLD / relative)
    for relative in journal["gone"]:
        _remove(dist, relative)
    lines = (f"{sha}  {path}\n" for path, sha in sorted(journal["sums"].items()))
    write_atomically(dist / SUMS, "".join(lines).encode())


def _move(staged: Path, final: Path, aside: Path) -> None:
    if not staged.exists():
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    if final.is_dir():
        aside.parent.mkdir(parents=True, exist_ok=True)
        final.rename(aside)
    staged.replace(final)


def _remove(dist: Path, relative: str) -> None:
    path = dist / relative
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == dist:
            return
        try:
            parent.rmdir()
        except OSError:
            return


def _top(path: str) -> str:
    return path.partition("/")[0]
