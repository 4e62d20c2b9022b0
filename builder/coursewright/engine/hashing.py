"""Digests of files and folders, quick when nothing changed.

The index remembers a file's digest by its size, inode and modification time. It is a local
shortcut only: cache keys are made of digests, never of times.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from coursewright.engine.atomic import write_atomically

__all__ = ["FileIndex", "digest_text", "walk_files"]

_ENTRY = 4  # size, inode, time, digest
_RACY_NS = 2_000_000_000  # a file changed twice within a clock tick keeps its time


def digest_text(*parts: str) -> str:
    """Return the SHA-256 of the parts; their boundaries count."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def walk_files(
    root: Path, wanted: Callable[[os.DirEntry[str]], bool]
) -> Iterator[os.DirEntry[str]]:
    """Yield every file below `root` in sorted order, links unfollowed, unwanted ones left out."""
    pending = _listed(root)  # a stack and no recursion: folders may lie a thousand deep
    while pending:
        entry = pending.pop()
        if not wanted(entry):
            continue
        if entry.is_dir(follow_symlinks=False):
            pending += _listed(entry.path)
        else:
            yield entry


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, the first by name at the end."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name, reverse=True)


class FileIndex:
    """Digests of files, remembered between runs in one JSON file."""

    def __init__(self, path: Path) -> None:
        """Load the index kept at `path`; an unreadable one is an empty one."""
        self._path = path
        self._known = _read_index(path)
        self._asked: set[str] = set()
        self._changed = False

    def digest(self, path: str | Path) -> str:
        """Return the SHA-256 of a file's content, or of a link's target.

        Raises OSError when it cannot be read.
        """
        name = os.fspath(path)
        status = os.lstat(name)
        stamp = [status.st_size, status.st_ino, status.st_mtime_ns]
        known = self._known.get(name)
        self._asked.add(name)
        if known and known[:3] == stamp:
            return str(known[3])
        value = _digest_file(name)
        if time.time_ns() - status.st_mtime_ns > _RACY_NS:
            self._known[name] = [*stamp, value]
            self._changed = True
        return value

    def recall(self, path: Path, status: os.stat_result) -> str | None:
        """Return the digest that a file of this status had at `path`, `None` when unknown."""
        known = self._known.get(os.fspath(path))
        stamp = [status.st_size, status.st_ino, status.st_mtime_ns]
        return str(known[3]) if known and known[:3] == stamp else None

    def learn(self, path: Path, digest: str) -> None:
        """Remember a digest that was computed while the file was written."""
        status = path.lstat()
        self._known[os.fspath(path)] = [
            status.st_size,
            status.st_ino,
            status.st_mtime_ns,
            digest,
        ]
        self._changed = True

    def save(self) -> None:
        """Write the index back when it changed; not being able to is no fault.

        Files that are gone are forgotten.
        """
        if not self._changed:
            return
        gone = [name for name in self._known.keys() - self._asked if not os.path.lexists(name)]
        for name in gone:
            del self._known[name]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(self._known).encode())
        except OSError:
            return
        self._changed = False


def _read_index(path: Path) -> dict[str, list[int | str]]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {name: entry for name, entry in known.items() if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, list)
        and len(entry) == _ENTRY
        and isinstance(entry[-1], str)
        and all(isinstance(number, int) for number in entry[:-1])
    )


def _digest_file(name: str) -> str:
    mode = os.lstat(name).st_mode
    if stat.S_ISLNK(mode):
        return digest_text("link", os.readlink(name))  # noqa: PTH115 - the walk yields plain strings
    if not stat.S_ISREG(mode):
        return digest_text("special")  # a pipe or device would keep a reader waiting for ever
    with open(name, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()
