"""Copy what a learner handed in into a plain folder; every trick is refused in clear words."""

from __future__ import annotations

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

__all__ = ["Refused", "copy_folder", "unzip"]

MAX_FILES = 2_000
MAX_NAME = 240  # characters
_MAX_PART = 200  # bytes of one folder's or file's name; file systems bear 255
_CHUNK = 1 << 16
_PASSED_OVER = ("__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git", ".DS_Store")


_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)


class Refused(Exception):
    """The submission cannot be graded as it is; the text is for the learner."""


def copy_folder(source: Path, target: Path, most: int) -> None:
    """Copy the files of `source` below `target`. most: bytes in all. Raises Refused."""
    copied = _Copy(target, most)
    for path in _walk(source):
        name = path.relative_to(source).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            raise Refused(f"`{name}` is a link; hand in the file itself")
        if not stat.S_ISREG(mode):
            raise Refused(f"`{name}` is no ordinary file")
        with path.open("rb") as file:
            copied.add(name, file)


def unzip(source: Path, target: Path, most: int, *, files: int = MAX_FILES) -> None:
    """Unpack a zip below `target`, without the one folder that holds all.

    most: bytes in all. files: how many it may hold. Raises Refused.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            _unzip(archive, target, most, files)
    except _DAMAGED as error:
        raise Refused("the zip is damaged, or no zip; pack it again") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Refused("the zip is damaged; pack it again") from error  # bzip2's only words


def _unzip(archive: zipfile.ZipFile, target: Path, most: int, files: int) -> None:
    if len(archive.infolist()) > files:
        raise Refused(f"the zip holds more than {files} files")
    members = [info for info in archive.infolist() if not info.is_dir()]
    members = [info for info in members if not _is_passed_over(info.filename)]
    top = _common_folder(info.filename for info in members)
    copied = _Copy(target, most)
    for info in members:
        if info.flag_bits & 1:
            raise Refused("the zip has a password; pack it without one")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise Refused(f"`{info.filename}` in the zip is a link or device; pack the file itself")
        with archive.open(info) as file:
            copied.add(info.filename.removeprefix(top), file)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every file, links included, in order; stops at more files than are allowed."""
    count = 0
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if f not in _PASSED_OVER)
        links = [name for name in folders if (Path(root) / name).is_symlink()]
        for name in sorted([*names, *links]):
            count += 1
            if count > MAX_FILES:
                raise Refused(f"there are more than {MAX_FILES} files")
            if name not in _PASSED_OVER:
                yield Path(root) / name


def _is_passed_over(name: str) -> bool:
    return any(part in _PASSED_OVER for part in PurePosixPath(name).parts)


def _common_folder(names: Iterable[str]) -> str:
    """Return the folder, slash included, in which all names lie; empty when there is none."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    return f"{top}/" if len(tops) == 1 and (top := tops.pop()) not in ("", ".", "..") else ""


class _Copy:
    """What has been copied so far. most: bytes that are left."""

    def __init__(self, target: Path, most: int) -> None:
        self._target = target
        self._left = most
        self._names: set[str] = set()

    def add(self, name: str, file: IO[bytes]) -> None:
        path = self._target / _safe(name)
        if name.casefold() in self._names:
            raise Refused(f"`{name}` is there twice")
        self._names.add(name.casefold())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as out:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise Refused("the submission is too large")
                    out.write(chunk)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise Refused(f"`{name}` is both a file and a folder") from error


def _safe(name: str) -> PurePosixPath:
    parts = name.split("/")
    bad = any(part in ("", ".", "..") for part in parts) or "\\" in name or len(name) > MAX_NAME
    if bad or len(parts) > 20 or not name.isprintable() or _longest(parts) > _MAX_PART:
        raise Refused(f"`{ascii(name)[:80]}` is no plain file name below the folder")
    return PurePosixPath(name)


def _longest(parts: Iterable[str]) -> int:
    return max(len(part.encode("utf-8", "replace")) for part in parts)
