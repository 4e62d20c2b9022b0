"""Open archives that strangers made: bounded, every trick of a zip refused."""

from __future__ import annotations

import errno
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["RULES", "UNREADABLE", "Reader", "open_archive", "zip_file"]

MAX_MEMBERS = 50_000
MAX_READ = 64 << 20
MAX_RATIO = 200
_RATIO_FLOOR = 1 << 20  # tiny members may compress as well as they like

OPENS = Rule(
    "archive-opens",
    Severity.ERROR,
    "The file is a zip archive that can be read to its end.",
    "A platform refuses a broken upload, often with no more than `error`.",
    "Build or download the package again.",
    "PKWARE APPNOTE 6.3",
)
BOUNDED = Rule(
    "archive-is-bounded",
    Severity.ERROR,
    f"An archive has at most {MAX_MEMBERS} members and none that unpacks beyond {MAX_RATIO} times.",
    "Such an archive is made to exhaust the machine that opens it.",
    "Remove the members named here.",
)
SAFE_NAMES = Rule(
    "archive-names-are-safe",
    Severity.ERROR,
    "Member names are relative, without `..`, backslashes or control characters, each used once.",
    "An unpacker may write outside its folder, or keep only one of two members.",
    "Rename the member.",
)
PLAIN_MEMBERS = Rule(
    "archive-members-are-plain",
    Severity.ERROR,
    "Members are ordinary files, neither encrypted nor symbolic links.",
    "No platform asks for a password, and a link can point at anything.",
    "Pack the file itself, without a password.",
)
INTACT = Rule(
    "archive-members-are-intact",
    Severity.ERROR,
    "Each member unpacks to what its checksum says.",
    "A platform stops in the middle of the import, or shows a damaged page.",
    "Build or download the package again.",
)
RULES = (OPENS, BOUNDED, SAFE_NAMES, PLAIN_MEMBERS, INTACT)


UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What unpacking a damaged, encrypted or foreign member raises."""


class Reader:
    """The members of an archive that passed the checks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read from `archive`, which the caller closes."""
        self._archive = archive
        self.names = tuple(i.filename for i in archive.infolist() if not i.is_dir())

    def read(self, name: str) -> bytes:
        """Return a member's bytes, at most `MAX_READ`. Raises KeyError when it is absent."""
        with self._archive.open(name) as member:
            return member.read(MAX_READ)


def open_archive(
    archive: zipfile.ZipFile, path: str, *, checksums: bool
) -> tuple[Reader, tuple[Diagnostic, ...]]:
    """Return a reader and what is wrong with the container itself; read only when nothing is.

    path: how the archive is called in diagnostics. checksums: unpack every member once.
    """
    found = tuple(_container(archive, path))
    if not found and checksums:
        found = tuple(_checksums(archive, path))
    return Reader(archive), found


def zip_file(path: Path) -> zipfile.ZipFile | str:
    """Return the opened archive, or what is wrong with the file. Raises OSError without one."""
    if not stat.S_ISREG(path.stat().st_mode):
        return "this is no file, but a folder, pipe or device"
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        return f"the file is no readable zip archive ({error})"
    except OSError as error:
        if error.errno != errno.EINVAL:  # a directory offset before the file's start
            raise
        return f"the file is no readable zip archive ({error.strerror})"


def _container(archive: zipfile.ZipFile, path: str) -> Iterator[Diagnostic]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        yield BOUNDED.at(path, f"the archive has {len(members)} members; allowed are {MAX_MEMBERS}")
        return
    seen: set[str] = set()
    for info in members:
        name = info.orig_filename
        if problem := _unsafe(name, seen):
            yield SAFE_NAMES.at(path, problem, member=info.filename)
        seen.add(name)
        if info.flag_bits & 1:
            yield PLAIN_MEMBERS.at(path, "the member is encrypted", member=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            yield PLAIN_MEMBERS.at(path, "the member is a symbolic link", member=info.filename)
        if info.file_size > max(info.compress_size * MAX_RATIO, _RATIO_FLOOR):
            text = f"the member unpacks from {info.compress_size} to {info.file_size} bytes"
            yield BOUNDED.at(path, text, member=info.filename)


def _unsafe(name: str, seen: set[str]) -> str:
    if name in seen:
        return f"the name `{name}` is used twice"
    if name.startswith("/") or name[1:2] == ":":
        return f"the name `{name}` is absolute"
    if ".." in name.split("/"):
        return f"the name `{name}` leaves the archive"
    if "\\" in name:
        return f"the name `{name}` has a backslash; only `/` separates folders"
    if any(ord(character) < 32 for character in name):
        return f"the name {name!r} has a control character"
    return ""


def _checksums(archive: zipfile.ZipFile, path: str) -> Iterator[Diagnostic]:
    for info in archive.infolist():
        try:
            with archive.open(info) as member:
                while member.read(1 << 20):
                    pass
        except UNREADABLE as error:
            yield INTACT.at(path, f"the member cannot be unpacked ({error})", member=info.filename)
