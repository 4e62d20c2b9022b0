"""The one archive writer: deterministic, streaming zip files.

Members are sorted by name unless a format fixes their order, modes are 0644, times come from the
caller (`SOURCE_DATE_EPOCH`), media that is compressed already is stored. Writing never holds more
than a chunk of a file in memory.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coursewright_packaging.earlier import Earlier, Layout, Place
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.gathered import Gathered
from coursewright_packaging.zip_writer import (
    Buffer,
    Entry,
    Sink,
    ZipWriter,
    checksum,
    deflate,
    deflate_all,
)

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
_CHUNK = 1 << 18  # bytes that are read at once
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
    layout: what a later archive needs to take members from this one.
    """

    sha256: str
    size: int
    members: tuple[tuple[str, str], ...]
    layout: Layout


class _Source(Protocol):
    """What a member is read from."""

    def readinto(self, buffer: memoryview, /) -> int: ...

    def seek(self, offset: int, /) -> int: ...


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


def write_archive(
    path: Path, archive: Archive, *, timestamp: int, earlier: Earlier | None = None
) -> Written:
    """Write `archive` to `path` (replacing it) and return its size and hash.

    timestamp: seconds since 1970 for every member, brought between 1980 and 2107. earlier: an
    archive from which members with the same content are copied as they are packed there; the bytes
    of the new archive are the same with and without it.
    Raises PackagingError when two members have one name, a name is unsafe, or a file changes
    while it is read.
    """
    date_time = time.gmtime(min(max(timestamp, _EARLIEST), _LATEST))[:6]
    with path.open("wb", buffering=0) as file:
        gathered = Gathered(file)
        written = _write(_Output(gathered, date_time, earlier), archive)
        gathered.flush()
        # ext4 finds room on the disk now, in this process, and not all at once at the rename.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return written


class _Output:
    """An archive on its way: the writer, and the places of what it has written."""

    def __init__(
        self, file: Sink, date_time: tuple[int, ...], earlier: Earlier | None = None
    ) -> None:
        self.date_time = date_time
        self.zip = ZipWriter(file, date_time)
        self.places: dict[str, Place] = {}
        # Read into again and again: a new piece of memory for each costs as much as the reading.
        self.buffer = memoryview(bytearray(_CHUNK))
        self._earlier = earlier

    def copied(self, name: str, sha256: str) -> bool:
        """Copy the member from the earlier archive, if it holds this content."""
        if self._earlier is None:
            return False
        place = self._earlier.find(sha256, deflated=not _is_compressed(name))
        if place is None:
            return False
        crc, size, packed, deflated, _ = place
        self.add(sha256, Entry(name, crc, size, packed, deflated), self._earlier.chunks(place))
        return True

    def add(self, sha256: str, entry: Entry, chunks: Iterable[Buffer]) -> None:
        """Add a member. sha256: of its content."""
        start = self.zip.add(entry, chunks)
        self.places[sha256] = (entry.crc, entry.size, entry.packed, entry.deflated, start)


def _write(out: _Output, archive: Archive) -> Written:
    hashes = tuple((member.name, _write_member(out, member)) for member in _checked(archive))
    sha256, size = out.zip.close()
    return Written(sha256, size, hashes, Layout(sha256, out.places))


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


def _write_member(out: _Output, member: Member) -> str:
    content = member.content
    if isinstance(content, Archive):
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as nested:
            written = _write(_Output(nested, out.date_time), content)
            nested.seek(0)
            _add_file(out, member.name, written.sha256, nested)
            return written.sha256
    sha256 = content_digest(content)
    if out.copied(member.name, sha256):
        return sha256
    if isinstance(content, bytes):
        _add_bytes(out, member.name, sha256, content)
    else:
        with content.path.open("rb", buffering=0) as source:
            _add_file(out, member.name, sha256, source)
    return sha256


def _add_bytes(out: _Output, name: str, sha256: str, content: Buffer) -> None:
    deflated = not _is_compressed(name)
    packed = deflate(content) if deflated else content
    entry = Entry(name, checksum(content), len(content), len(packed), deflated)
    out.add(sha256, entry, (packed,))


def _add_file(out: _Output, name: str, sha256: str, source: _Source) -> None:
    """Add what `source` holds: at once when it is small, else in a pass for each question."""
    start = out.buffer[: source.readinto(out.buffer)]
    if len(start) < _CHUNK:
        _add_bytes(out, name, sha256, start)
        return
    crc, size = _measure(_chunks(source, out.buffer))
    if _is_compressed(name):
        entry = Entry(name, crc, size, size, deflated=False)
        out.add(sha256, entry, _chunks(source, out.buffer))
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as packed:
        packed.writelines(deflate_all(_chunks(source, out.buffer)))
        entry = Entry(name, crc, size, packed.tell(), deflated=True)
        out.add(sha256, entry, _chunks(packed, out.buffer))


def _measure(chunks: Iterable[Buffer]) -> tuple[int, int]:
    crc = size = 0
    for chunk in chunks:
        crc = checksum(chunk, crc)
        size += len(chunk)
    return crc, size


def _chunks(file: _Source, buffer: memoryview) -> Iterator[memoryview]:
    """Yield the file's content in pieces, each of which is gone when the next one is asked for."""
    file.seek(0)
    while length := file.readinto(buffer):
        yield buffer[:length]


def _is_compressed(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in STORED_SUFFIXES  # noqa: PTH122 - thousands of names
