"""Build beside `dist/`, then rename into it, so that `dist/` is always one whole build.

Everything is made in `dist/.staging-<id>/`, which its process keeps locked. Publishing writes a
journal, renames each artefact over its predecessor, and writes `SHA256SUMS` last. Whoever comes
next finishes the journal of a process that was killed between those renames, and clears away the
folders of processes that died before.

`dist/` may come from a stranger, so nothing in it is believed: a path that leaves it is never
touched, and only what an earlier build has listed in `SHA256SUMS` is replaced.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

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
        with _locked(self._dist), _uninterrupted():
            _recover(self._dist)
            before = read_sums(self._dist)
            _refuse_strangers(self._dist, self.new, before)
            kept = {path: sha for path, sha in before.items() if _top(path) not in owned}
            gone = sorted(path for path in before if _top(path) in owned and path not in sums)
            journal = {
                "moves": _moves(self.new),
                "gone": [path for path in gone if _top(path) not in _FOLDERS],
                "sums": {**kept, **sums},
            }
            write_atomically(self._folder / _JOURNAL, json.dumps(journal).encode())
            _replay(self._dist, self._folder, journal)
            (self._folder / _JOURNAL).unlink()


@contextmanager
def open_staging(dist: Path) -> Iterator[Staging]:
    """Yield a staging folder below `dist`, finishing or clearing what dead builds left.

    Raises EnvironmentFault when `dist` cannot be written.
    """
    with ExitStack() as held:
        folder = _claim(dist, held)
        held.callback(_clear, folder)
        yield Staging(dist, folder)


def read_sums(dist: Path) -> dict[str, str]:
    """Return the SHA-256 of each published file by its path; empty when nothing was published."""
    try:
        lines = (dist / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("  ") for line in lines)
    return {path: sha for sha, _, path in pairs if _stays_inside(path)}


def _stays_inside(path: object) -> bool:
    """Return whether a path that was read from `dist/` names something below it, plainly."""
    if not isinstance(path, str) or "\\" in path or "\0" in path:
        return False
    parts = path.split("/")
    return bool(path) and not any(part in ("", ".", "..") for part in parts)


def _clear(folder: Path) -> None:
    """Remove a staging folder, unless publishing was cut short: the next build finishes it."""
    if not (folder / _JOURNAL).exists():
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back SIGINT while files are renamed; it comes afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _refuse_strangers(dist: Path, new: Path, before: Mapping[str, str]) -> None:
    """Raise EnvironmentFault when publishing would replace what no build has made."""
    for folder in _FOLDERS:
        if (new / folder).exists():
            known = {path for path in before if _top(path) == folder}
            for path in sorted((dist / folder).rglob("*")) if (dist / folder).exists() else ():
                relative = path.relative_to(dist).as_posix()
                if relative not in known and (path.is_symlink() or not path.is_dir()):
                    _refuse(dist, relative)
    for relative in _moves(new):
        final = dist / relative
        if relative not in _FOLDERS and final.is_dir():
            _refuse(dist, relative)
        for parent in final.relative_to(dist).parents[:-1]:
            place = dist / parent
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                _refuse(dist, parent.as_posix())


def _refuse(dist: Path, relative: str) -> None:
    raise EnvironmentFault(
        f"`{relative}` in `{dist.name}` was made by nobody's build and would be replaced; "
        "move it away, or name another folder with `--out DIR`"
    )


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
            if (journal := _read_journal(folder)) is not None:
                _replay(dist, folder, journal)
            shutil.rmtree(folder, ignore_errors=True)


def _read_journal(folder: Path) -> dict[str, Any] | None:
    """Return what was to be done; `None` when there is nothing, or nothing that may be done."""
    try:
        journal = json.loads((folder / _JOURNAL).read_bytes())
        paths = [*journal["moves"], *journal["gone"], *journal["sums"]]
        sound = isinstance(journal["sums"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return journal if sound and all(_stays_inside(path) for path in paths) else None


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


def _replay(dist: Path, folder: Path, journal: Mapping[str, Any]) -> None:
    """Do what the journal says; each step may have been done before."""
    for relative in journal["moves"]:
        if _led_away(dist, relative):
            continue
        _move(folder / _NEW / relative, dist / relative, folder / _OLD / relative)
    for relative in journal["gone"]:
        _remove(dist, relative)
    lines = (f"{sha}  {path}\n" for path, sha in sorted(journal["sums"].items()))
    write_atomically(dist / SUMS, "".join(lines).encode())


def _led_away(dist: Path, relative: str) -> bool:
    """Return whether a link stands on the way to a path, behind which nothing is ours."""
    parents = Path(relative).parents
    return any((dist / parent).is_symlink() for parent in parents if parent.name)


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
    if _led_away(dist, relative) or (path.is_dir() and not path.is_symlink()):
        return
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
