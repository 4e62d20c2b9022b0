"""The one archive writer: deterministic, streaming zip files.

Members are sorted by name unless a format fixes their order, modes are 0644, times come from the
caller (`SOURCE_DATE_EPOCH`), media that is compressed already is stored. Writing never holds more
than a chunk of a file in memory.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from coursewright_packaging.errors import PackagingError

__all__ = [
    "Archive",
    "Content",
    "HashedFile",
    "Member",
    "Written",
    "content_digest",
    "write_archive",
]

STORED_SUFFIXES = frozenset(
    ".png .jpg .jpeg .gif .webp .avif .mp4 .m4v .m4a .mov .webm .mp3 .ogg .opus .flac "
    ".zip .imscc .war .docx .pptx .xlsx .pdf .woff .woff2 .gz .xz .zst".split()
)
# What a zip header can hold: 1980-01-01 to 2107-12-31.
_EARLIEST, _LATEST = 315532800, 4354819198
_CHUNK = 1 << 20
# Pages are small beside media: level 6 would save a tenth of them and cost 1.7 times the time.
_LEVEL = 1
_IN_MEMORY = 8 << 20  # the largest archive in an archive that is made without a file


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive yet to be written. ordered: keep the members' order instead of sorting by name."""

    members: tuple[Member, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file on disk whose SHA-256 (hex) is known, so that nobody has to compute it again."""

    path: Path
    sha256: str


Content = bytes | HashedFile | Archive
"""What a member holds: bytes, a file that is streamed from disk, or an archive in the archive."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. name: relative, forward slashes, no `..`."""

    name: str
    content: Content


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: SHA-256 (hex) and size in bytes of the file, and its members' hashes.

    members: name and SHA-256 of each member's uncompressed content, in archive order.
    """

    sha256: str
    size: int
    members: tuple[tuple[str, str], ...]


def content_digest(content: Content) -> str:
    """Return a SHA-256 (hex) that is the same for the same content, before anything is written.

    That of bytes and files is the content's own; that of an archive is made of its members'.
    """
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    if isinstance(content, HashedFile):
        return content.sha256
    digest = hashlib.sha256(b"ordered" if content.ordered else b"sorted")
    for member in content.members:
        digest.update(f"\0{member.name}\0{content_digest(member.content)}".encode())
    return digest.hexdigest()


def write_archive(path: Path, archive: Archive, *, timestamp: int) -> Written:
    """Write `archive` to `path` (replacing it) and return its size and hash.

    timestamp: seconds since 1970 for every member, brought between 1980 and 2107.
    Raises PackagingError when two members have one name or a name is unsafe.
    """
    with path.open("w+b") as file:
        return _write(file, archive, timestamp)


def _write(file: IO[bytes], archive: Archive, timestamp: int) -> Written:
    members = _checked(archive)
    date_time = time.gmtime(min(max(timestamp, _EARLIEST), _LATEST))[:6]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        hashes = tuple(
            (member.name, _write_member(out, member, date_time, timestamp)) for member in members
        )
    return Written(_sha256(file), file.tell(), hashes)


def _checked(archive: Archive) -> Iterable[Member]:
    seen: set[str] = set()
    for member in archive.members:
        if member.name in seen:
            raise PackagingError(f"two members of one archive are named `{member.name}`")
        if _unsafe(member.name):
            raise PackagingError(f"`{member.name}` is not a safe member name")
        seen.add(member.name)
    return archive.members if archive.ordered else sorted(archive.members, key=lambda m: m.name)


def _unsafe(name: str) -> bool:
    parts = name.split("/")
    return not name or name.startswith("/") or "\\" in name or ".." in parts or "" in parts


def _write_member(
    out: zipfile.ZipFile, member: Member, date_time: tuple[int, ...], timestamp: int
) -> str:
    info = zipfile.ZipInfo(member.name, date_time)  # type: ignore[arg-type]
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    stored = PurePosixPath(member.name.lower()).suffix in STORED_SUFFIXES
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    if isinstance(member.content, bytes):
        out.writestr(info, member.content, compresslevel=_LEVEL)
        return hashlib.sha256(member.content).hexdigest()
    if isinstance(member.content, HashedFile):
        with member.content.path.open("rb") as source:
            _stream(out, info, source, member.content.path.stat().st_size)
        return member.content.sha256
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as nested:
        written = _write(nested, member.content, timestamp)
        nested.seek(0)
        _stream(out, info, nested, written.size)
        return written.sha256


def _stream(out: zipfile.ZipFile, info: zipfile.ZipInfo, source: IO[bytes], size: int) -> None:
    info.file_size = size
    with out.open(info, "w") as target:
        while chunk := source.read(_CHUNK):
            target.write(chunk)


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
