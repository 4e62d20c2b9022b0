"""Public files: found by what refers to them, hashed once, given a portable path.

Whatever a page refers to is published, so this is where a reference to anything else ends: hidden
files, files that a link reaches outside the course, the course's own settings with their answer
keys, and what the labs keep for instructors.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
from pathlib import Path

from coursewright.engine.hashing import FileIndex
from coursewright.load.names import YAML_ENDINGS, has_number, without_number
from coursewright.load.sheets import schema_of
from coursewright.model.course import Asset
from coursewright_packaging.names import portable_path

__all__ = ["AssetStore"]

_KINDS = {
    ".ipynb": "application/x-ipynb+json",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".md": "text/markdown",
}


class AssetStore:
    """The assets of one course. root: its folder; workspace: for files that compiling makes."""

    def __init__(
        self,
        root: Path,
        workspace: Path,
        index: FileIndex | None = None,
        private: frozenset[str] = frozenset(),
    ) -> None:
        """Collect assets below `root` and made files in `workspace`.

        private: paths of files that are never published.
        """
        self._root = root
        self._real_root = os.path.realpath(root)
        self._private = private
        self._workspace = workspace
        self._index = index
        self._by_origin: dict[str, Asset] = {}
        self._paths: set[str] = set()

    def add(self, origin: str) -> str | None:
        """Return the asset path of a file of the course, `None` when no public file is there."""
        if origin in self._by_origin:
            return self._by_origin[origin].path
        source = self._root / origin
        if not source.is_file() or not self._is_public(origin, source):
            return None
        return self._keep(origin, source)

    def beside(self, *paths: str) -> tuple[str, ...]:
        """Return the public files of the folders in which the paths stand, sorted."""
        found = set()
        for folder in {path.rpartition("/")[0] for path in paths}:
            if (self._root / folder).is_dir():
                names = (each.name for each in (self._root / folder).iterdir() if each.is_file())
                found |= {f"{folder}/{name}" if folder else name for name in names}
        return tuple(p for p in sorted(found) if self._is_public(p, self._root / p))

    def withholds(self, origin: str) -> bool:
        """Return whether a file is there that is never published."""
        source = self._root / origin
        return source.is_file() and not self._is_public(origin, source)

    def _is_public(self, origin: str, source: Path) -> bool:
        # Plain names, since a course has thousands of files and paths are slow.
        inside = os.path.realpath(source).removeprefix(f"{self._real_root}/")
        if inside.startswith("/"):
            return False
        return not any(
            _is_hidden(path) or _is_settings(path) or path in self._private
            for path in (origin, inside)
        )

    def make(self, origin: str, content: bytes) -> str:
        """Return the asset path of a file that compiling made; `origin` is its path by name."""
        if origin in self._by_origin:
            return self._by_origin[origin].path
        source = self._workspace / hashlib.sha256(content).hexdigest()
        source.write_bytes(content)
        return self._keep(origin, source)

    def all(self) -> tuple[Asset, ...]:
        """Return the assets sorted by path."""
        return tuple(sorted(self._by_origin.values(), key=lambda asset: asset.path))

    def _keep(self, origin: str, source: Path) -> str:
        # Numbers say the order only: a path with them would change the file's id when it moves.
        named = "/".join(without_number(part) for part in origin.split("/"))
        path = self._free(portable_path(named), origin)
        suffix = Path(path).suffix
        kind = _KINDS.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        name = origin.rpartition("/")[2]
        size = source.stat().st_size
        self._by_origin[origin] = Asset(path, source, self.digest(source), size, kind, name, origin)
        return path

    def digest(self, source: Path) -> str:
        """Return the SHA-256 of a file."""
        if self._index:
            return self._index.digest(source)
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _free(self, path: str, origin: str) -> str:
        # Two names may fold into one; the later gets a part of its own name's hash.
        if path in self._paths:
            stem, dot, suffix = path.rpartition(".")
            path = f"{stem}-{hashlib.sha256(origin.encode()).hexdigest()[:8]}{dot}{suffix}"
        self._paths.add(path)
        return path


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _is_settings(path: str) -> bool:
    """Return whether the course itself is written in the file, answers included."""
    if not path.endswith(YAML_ENDINGS):
        return False
    # A number makes it an item, if only a mistyped one.
    named = "/" not in path or has_number(path.rpartition("/")[2])
    return named or bool(schema_of(path))
