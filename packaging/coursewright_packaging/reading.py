"""Open archives that strangers made: bounded, every trick of a zip refused."""

from __future__ import annotations

import errno
import hashlib
import lzma
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["RULES", "UNREADABLE", "Reader", "TooLarge", "nested", "open_archive", "zip_file"]

MAX_MEMBERS = 50_000
MAX_READ = 64 << 20
MAX_RATIO = 200
_RATIO_FLOOR = 1 << 20  # tiny members may compress as well as they like
_TOTAL_FLOOR = 64 << 20
_STEP = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAX_DIRECTORY = 10 << 20  # of 50,000 members with names of 150 characters

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
    f"An archive has at most {MAX_MEMBERS} members, unpacks to at most {MAX_RATIO} times its size "
    f"without sharing bytes, and no document in it is larger than {MAX_READ >> 20} MB.",
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
    "Members are ordinary files, stored or deflated, neither encrypted nor symbolic links.",
    "No platform asks for a password or unpacks anything else, and a link can point at anything.",
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
    ValueError,
    OSError,
)
"""What unpacking a damaged, encrypted or foreign member raises."""


class TooLarge(Exception):
    """A member that would have to be read is larger than `MAX_READ`. name: of the member."""

    def __init__(self, name: str, size: int) -> None:
        """Keep the name, and say the size in bytes."""
        most = f"{MAX_READ >> 20} MB"
        super().__init__(f"the document has {size} bytes; of documents at most {most} are read")
        self.name = name


class Reader:
    """The members of an archive that passed the checks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read from `archive`, which the caller closes."""
        self._archive = archive
        self.names = tuple(_names(archive.infolist()))

    def read(self, name: str) -> bytes:
        """Return a member's bytes. Raises KeyError when it is absent, TooLarge over `MAX_READ`."""
        info = self._archive.getinfo(name)
        if info.file_size > MAX_READ:
            raise TooLarge(name, info.file_size)
        return self._archive.read(info)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a member, of whatever size. Raises KeyError when it is absent."""
        digest = hashlib.sha256()
        with self._archive.open(name) as member:
            while part := member.read(_STEP):
                digest.update(part)
        return digest.hexdigest()

    @contextmanager
    def unpacked(self, name: str) -> Iterator[IO[bytes]]:
        """Lay a member, of whatever size, into a temporary file. Raises KeyError when it is absent.

        A packed member itself can only be read onwards.
        """
        with tempfile.TemporaryFile() as file:
            with self._archive.open(name) as member:
                shutil.copyfileobj(member, file, _STEP)
            yield file


def _names(members: Iterable[zipfile.ZipInfo]) -> Iterator[str]:
    return (info.filename for info in members if not info.filename.endswith("/"))


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


def nested(file: IO[bytes]) -> Reader | str:
    """Return the members of an archive in an archive, all sound, or what is wrong with it.

    file: the inner archive, which stays open as long as its members are read.
    """
    archive = _opened(file)
    if isinstance(archive, str):
        return archive
    reader, found = open_archive(archive, "", checksums=True)
    return next((f"{each.message} (`{each.member}`)" for each in found), reader)


class _Bounded:
    """A file of which no more than allowed is read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._read = file.read
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1, /) -> bytes:
        # zipfile reads the whole table of contents in one call, whatever its size.
        if size > _MAX_DIRECTORY:
            raise zipfile.BadZipFile(f"its table of contents has {size} bytes")
        return self._read(size)


class _ZipFile(zipfile.ZipFile):
    """A zip file that closes what it was opened with."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(cast(IO[bytes], _Bounded(file)))
        self.fp = self._source = file

    def close(self) -> None:
        super().close()
        if hasattr(self, "_source"):  # not when opening failed
            self._source.close()


def zip_file(path: Path) -> zipfile.ZipFile | str:
    """Return the opened archive, or what is wrong with the file. Raises OSError without one."""
    if not stat.S_ISREG(path.stat().st_mode):
        return "this is no file, but a folder, pipe or device"
    return _opened(path.open("rb"))


def _begins(file: IO[bytes]) -> str:
    """Return what the file is instead, as far as its first bytes tell."""
    file.seek(0)
    first = file.read(8)
    kinds = (
        (b"\x1f\x8b", "it is compressed by gzip, as tar archives are"),
        (b"Rar!", "it is a RAR archive"),
        (b"7z\xbc\xaf", "it is a 7z archive"),
        (b"%PDF", "it is a PDF"),
        (b"<", "it is a page or an XML document, as error pages are"),
    )
    if not first:
        return "it is empty"
    return next((kind for begin, kind in kinds if first.lstrip().startswith(begin)), "")


def _opened(file: IO[bytes]) -> zipfile.ZipFile | str:
    try:
        return _ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        begins = _begins(file)
        file.close()
        return f"the file is no readable zip archive ({begins or error})"
    except OSError as error:
        file.close()
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
        if info.compress_type not in _METHODS:
            text = f"the member is compressed by method {info.compress_type}; allowed is deflate"
            yield PLAIN_MEMBERS.at(path, text, member=info.filename)
        if stat.S_ISLNK(info.external_attr >> 16):
            yield PLAIN_MEMBERS.at(path, "the member is a symbolic link", member=info.filename)
        if info.file_size > max(info.compress_size * MAX_RATIO, _RATIO_FLOOR):
            text = f"the member unpacks from {info.compress_size} to {info.file_size} bytes"
            yield BOUNDED.at(path, text, member=info.filename)
    yield from _together(members, path)


def _together(members: list[zipfile.ZipInfo], path: str) -> Iterator[Diagnostic]:
    packed = sum(info.compress_size for info in members)
    unpacked = sum(info.file_size for info in members)
    if unpacked > max(packed * MAX_RATIO, _TOTAL_FLOOR):
        yield BOUNDED.at(path, f"the archive unpacks from {packed} to {unpacked} bytes")
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end:
            text = "the member shares bytes with another"
            yield BOUNDED.at(path, text, member=info.filename)
            return
        end = info.header_offset + info.compress_size


def _unsafe(name: str, seen: set[str]) -> str:
    if name in seen:
        return f"the name `{name}` is used twice"
    if not name:
        return "the name is empty"
    if name.startswith("/") or name[1:2] == ":":
        return f"the name `{name}` is absolute"
    if ".." in name.split("/"):
        return f"the name `{name}` leaves the archive"
    if "\\" in name:
        return f"the name `{name}` has a backslash; only `/` separates folders"
    if not name.isprintable() and any(ord(character) < 32 for character in name):
        return f"the name {name!r} has a control character"
    return ""


def _checksums(archive: zipfile.ZipFile, path: str) -> Iterator[Diagnostic]:
    for info in archive.infolist():
        try:
            with archive.open(info) as member:
                while member.read(_STEP):
                    pass
        except UNREADABLE as error:
            yield INTACT.at(path, f"the member cannot be unpacked ({error})", member=info.filename)
