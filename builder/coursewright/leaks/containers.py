"""What is packed into bytes: compressed files, tape archives, streams of a PDF, texts, hints.

Zip archives are opened by the gate itself, which names their members.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import contextlib
import io
import lzma
import re
import tarfile
import zlib
from collections.abc import Callable, Container, Iterator
from typing import BinaryIO, Protocol

__all__ = ["SIGNS", "embedded", "expanded", "is_compressed", "is_tape", "texts_of_pictures"]

LARGEST = 1 << 30
_BLOCK = 1 << 14  # of compressed bytes; little of a bomb unfolds at once


class _Decompressor(Protocol):
    """What the three kinds of decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


_OPENERS: tuple[tuple[bytes, Callable[[], _Decompressor]], ...] = (
    (b"\x1f\x8b", lambda: zlib.decompressobj(31)),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", lzma.LZMADecompressor),
    (b"\x5d\0\0", lzma.LZMADecompressor),
    # RFC 1950, clause 2.2; objects of Git begin so.
    *((b"\x78" + level, zlib.decompressobj) for level in (b"\x01", b"\x5e", b"\x9c", b"\xda")),
)
_DAMAGED = (OSError, EOFError, lzma.LZMAError, zlib.error, ValueError)
HEAD = 263  # bytes that tell what a file is; the mark of a tape archive ends there
# Base64 of the first bytes of a zip, gzip, bzip2 and xz file, a PDF and a private key.
_IN_BASE64 = re.compile(rb"(?:UEsDB|H4sI|QlpoO|/Td6WFo|JVBERi|LS0tLS1CRUdJTi)[A-Za-z0-9+/\s\\]{8,}")
_BASE64_STARTS = (b"UEsDB", b"H4sI", b"QlpoO", b"/Td6WFo", b"JVBERi", b"LS0tLS1CRUdJTi")
_WHITE = re.compile(rb"\s|\\n|\\r")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PDF_TEXT = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_ZIP, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_HINTS = b"coursewright-hints:"
_PNG_TEXTS = (b"zTXt", b"iTXt")
SIGNS = frozenset((*_BASE64_STARTS, _HINTS, _ZIP_END, *_PNG_TEXTS))  # where a closer look is due
_HINTS_BEGIN = re.compile(rb"coursewright-hints:\\?\"")
_HINT_PIECE = re.compile(rb"(?:\\n|\s)*\\?\"([0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]+)\\?\"")


def is_compressed(head: bytes) -> bool:
    """Return whether a file that begins with `head` is a compressed one."""
    return any(head.startswith(mark) for mark, _ in _OPENERS)


def is_tape(head: bytes) -> bool:
    """Return whether a file that begins with `head` is a tar archive."""
    return head[257:262] == b"ustar"


def expanded(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    """Yield the content of a compressed file in blocks, as much as is whole; a bomb is cut off."""
    opener = next(opener for mark, opener in _OPENERS if head.startswith(mark))
    total, inner = 0, opener()
    try:
        while total < LARGEST and (data := stream.read(_BLOCK)):
            while data:
                block = inner.decompress(data)
                total += len(block)
                yield block
                data = inner.unused_data
                if inner.eof:  # files may hold several members
                    inner = opener()
    except _DAMAGED:
        return


def members(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in a tar archive, up to where it is damaged."""
    try:
        with tarfile.open(fileobj=stream, mode="r:") as archive:
            for info in archive:
                file = archive.extractfile(info) if info.isfile() else None
                yield info.name, file.read(LARGEST) if file else b""
    except (tarfile.TarError, *_DAMAGED):
        return


def embedded(data: bytes, found: Container[bytes]) -> Iterator[bytes]:
    """Yield what lies in `data` behind a coding that hides letters. found: the signs in it."""
    if any(start in found for start in _BASE64_STARTS):
        for match in _IN_BASE64.finditer(data):
            yield _from_base64(_WHITE.sub(b"", match[0]))
    if _ZIP_END in found and _ZIP in data:  # behind a picture or the line that starts a program
        yield data[data.index(_ZIP) :]
    if data.startswith(b"%PDF"):
        yield from _pdf(data)
    if _HINTS in found:
        yield from _hints(data)
    if any(sign in found for sign in _PNG_TEXTS):
        yield from texts_of_pictures(data)


def texts_of_pictures(data: bytes) -> Iterator[bytes]:
    """Yield the compressed texts of a PNG picture (its specification, 11.3.4.3 and 11.3.4.4)."""
    for sign in _PNG_TEXTS:
        at = data.find(sign, 4)
        while at >= 0:
            length = int.from_bytes(data[at - 4 : at], "big")
            _, _, rest = data[at + 4 : at + 4 + length].partition(b"\0")
            # zTXt has a method before its text; iTXt flag, method, language, translated keyword.
            text = rest[1:] if sign == b"zTXt" else rest[2:].split(b"\0", 2)[-1]
            with contextlib.suppress(zlib.error):  # iTXt that is not compressed stands plainly
                yield zlib.decompressobj().decompress(text, LARGEST)
            at = data.find(sign, at + 4)


def _from_base64(text: bytes) -> bytes:
    try:
        return binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        return b""


def _pdf(data: bytes) -> Iterator[bytes]:
    """Yield each stream of a PDF, inflated, and its text without the spaces between letters."""
    for match in _PDF_STREAM.finditer(data):
        try:
            content = zlib.decompressobj().decompress(match[1], LARGEST)
        except zlib.error:
            content = match[1]
        yield content
        yield b"".join(map(_pdf_string, _PDF_TEXT.findall(content)))


def _pdf_string(literal: bytes) -> bytes:
    """Return what a string of a PDF says (ISO 32000-1, 7.3.4)."""
    if literal.startswith(b"<"):
        digits = re.sub(rb"\s", b"", literal[1:-1])
        return binascii.a2b_hex(digits + b"0" * (len(digits) % 2))
    return re.sub(rb"\\([()\\])", rb"\1", literal[1:-1])


def _hints(data: bytes) -> Iterator[bytes]:
    for match in _HINTS_BEGIN.finditer(data):
        pieces, at = [], match.end()
        while piece := _HINT_PIECE.match(data, at):
            pieces.append(piece[1])
            at = piece.end()
        try:
            yield zlib.decompress(base64.b85decode(b"".join(pieces)))
        except (ValueError, zlib.error):
            continue


def spooled(blocks: Iterator[bytes]) -> BinaryIO:
    """Return blocks as a file, which stays in memory while it is small."""
    import tempfile

    file = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115 - closed with the last use
    for block in blocks:
        file.write(block)
    file.seek(0)
    return io.BufferedReader(file)
