"""Zip files (PKWARE APPNOTE 6.3.10), written from front to back and hashed on the way.

Sizes and checksums are known before a member is written, so headers are never patched afterwards
and no data descriptors are needed, which Java's reader refuses beside stored members.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from coursewright_packaging.errors import PackagingError

__all__ = ["Buffer", "Entry", "Sink", "ZipWriter", "checksum", "deflate", "deflate_all"]

_LOCAL = struct.Struct("<4s5H3L2H")  # clause 4.3.7
_CENTRAL = struct.Struct("<4s2B5H3L5H2L")  # clause 4.3.12
_END = struct.Struct("<4s4H2LH")  # clause 4.3.16
_END_64 = struct.Struct("<4sQ2BH2L4Q")  # clause 4.3.14
_LOCATOR_64 = struct.Struct("<4sLQL")  # clause 4.3.15
_EXTRA_64 = 0x0001  # clause 4.5.3
_WIDE_32, _WIDE_16 = 0xFFFFFFFF, 0xFFFF  # "look into the extra field"
_LIMIT_32, _LIMIT_16 = _WIDE_32, _WIDE_16  # from here on a number is written there
_STORED, _DEFLATED = 0, 8
_UTF_8 = 1 << 11
_VERSION, _VERSION_64 = 20, 45
_UNIX = 3
_MODE = 0o100644 << 16  # a file that everybody may read
# Pages are small beside media: level 6 would save a tenth of them and cost twice the time. Quicker
# libraries give other bytes on other processors, or even from one run to the next.
_LEVEL = 1
_RAW = -15  # a window of 32 kB, without the wrapping of zlib


Buffer = bytes | memoryview
"""A piece of a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the headers say of a member.

    name: relative, forward slashes. crc: CRC-32 of the content. size: bytes of the content.
    packed: bytes in the archive. deflated: whether these are compressed.
    """

    name: str
    crc: int
    size: int
    packed: int
    deflated: bool


def checksum(data: Buffer, before: int = 0) -> int:
    """Return the CRC-32 of `data`, going on from that of what came `before`."""
    return zlib.crc32(data, before)


def deflate(data: Buffer) -> bytes:
    """Return `data` as a deflated member holds it."""
    return zlib.compress(data, _LEVEL, _RAW)


def deflate_all(chunks: Iterable[Buffer]) -> Iterator[bytes]:
    """Yield the chunks of one content as a deflated member holds them."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


class Sink(Protocol):
    """What an archive is written to."""

    def write(self, data: Buffer, /) -> int:
        """Take all of the bytes."""


class ZipWriter:
    """Writes members in the order in which they are given; `close` ends the archive."""

    def __init__(self, file: Sink, date_time: tuple[int, ...]) -> None:
        """Write to `file`, which needs not be seekable.

        date_time: year from 1980, month, day, hour, minute, second of every member.
        """
        year, month, day, hour, minute, second = date_time
        self._file = file
        self._when = (
            hour << 11 | minute << 5 | second // 2,
            year - 1980 << 9 | month << 5 | day,
        )
        self._digest = hashlib.sha256()
        self._offset = 0
        self._directory: list[bytes] = []

    def add(self, entry: Entry, chunks: Iterable[Buffer]) -> int:
        """Add a member and return where its content starts, in bytes from the file's beginning.

        chunks: its content, compressed when the entry says so.
        Raises PackagingError when they are not as long as the entry says.
        """
        self._begin(entry)
        start = self._offset
        end = start + entry.packed
        for chunk in chunks:
            self._write(chunk)
        if self._offset != end:
            raise PackagingError(f"`{entry.name}` changed while it was read")
        return start

    def close(self) -> tuple[str, int]:
        """Write the directory and return SHA-256 (hex) and size of the whole."""
        start, count = self._offset, len(self._directory)
        for entry in self._directory:
            self._write(entry)
        size = self._offset - start
        if count >= _LIMIT_16 or max(size, start) >= _LIMIT_32:
            self._end_64(count, size, start)
            count, size, start = _WIDE_16, _WIDE_32, _WIDE_32
        self._write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        return self._digest.hexdigest(), self._offset

    def _begin(self, entry: Entry) -> None:
        name, offset = entry.name.encode(), self._offset
        wide = max(entry.packed, entry.size) >= _LIMIT_32
        extra = _wide_extra(entry.size, entry.packed) if wide else b""
        head = (
            0 if entry.name.isascii() else _UTF_8,
            _DEFLATED if entry.deflated else _STORED,
            *self._when,
            entry.crc,
            *((_WIDE_32, _WIDE_32) if wide else (entry.packed, entry.size)),
            len(name),
        )
        version = _VERSION_64 if wide else _VERSION
        self._write(_LOCAL.pack(b"PK\3\4", version, *head, len(extra)) + name + extra)
        if offset >= _LIMIT_32:
            version = _VERSION_64
            extra = _wide_extra(*((entry.size, entry.packed) if wide else ()), offset)
            offset = _WIDE_32
        made = (b"PK\1\2", version, _UNIX, version)
        rest = (len(extra), 0, 0, 0, _MODE, offset)
        self._directory.append(_CENTRAL.pack(*made, *head, *rest) + name + extra)

    def _end_64(self, count: int, size: int, start: int) -> None:
        place = self._offset
        made_by = (_VERSION_64, _UNIX, _VERSION_64)
        self._write(
            _END_64.pack(b"PK\6\6", _END_64.size - 12, *made_by, 0, 0, count, count, size, start)
        )
        self._write(_LOCATOR_64.pack(b"PK\6\7", 0, place, 1))

    def _write(self, data: Buffer) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._offset += len(data)


def _wide_extra(*numbers: int) -> bytes:
    """Return the extra field of what does not fit into 32 bits (clause 4.5.3)."""
    return struct.pack(f"<2H{len(numbers)}Q", _EXTRA_64, 8 * len(numbers), *numbers)
