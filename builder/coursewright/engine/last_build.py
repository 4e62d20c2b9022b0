"""The files of the last build: what would be written again is linked from `dist/` instead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coursewright.engine.hashing import FileIndex
from coursewright.engine.staging import read_sums
from coursewright_packaging.earlier import Earlier, Layout

__all__ = ["LastBuild"]


class LastBuild:
    """What stands in `dist/`. A staged file with the same content becomes a second name of it."""

    def __init__(self, dist: Path, index: FileIndex) -> None:
        """index: the digests of the files that the last build left in `dist`."""
        self._dist = dist
        self._sums = read_sums(dist)
        self._index = index

    def link(self, path: str, sha256: str, staged: Path) -> bool:
        """Make `staged` a link to `path` below `dist/`, and return whether it could be.

        It cannot when the file there has another content, was touched, or its file system knows
        no links; then nothing is left at `staged`.
        """
        if self._sums.get(path) != sha256:
            return False
        published = self._dist / path
        try:
            os.link(published, staged, follow_symlinks=False)
            # Another build may replace the file at any moment, so the link itself is judged.
            if self._index.recall(published, staged.lstat()) == sha256:
                return True
            staged.unlink()
        except OSError:
            pass
        return False

    @contextmanager
    def archive(self, path: str, layout: Layout) -> Iterator[Earlier | None]:
        """Yield the archive at `path` below `dist/` to copy from.

        layout: that of what the last build wrote there; `None` is yielded when it was touched.
        """
        published = self._dist / path
        try:
            handle = os.open(published, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            yield None
            return
        try:
            same = self._index.recall(published, os.fstat(handle)) == layout.sha256
            yield Earlier(handle, layout) if same else None
        finally:
            os.close(handle)
