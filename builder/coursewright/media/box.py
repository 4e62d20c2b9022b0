"""Headers of boxes (ISO/IEC 14496-12, 4.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Box", "NoBox", "children", "read_header"]


@dataclass(frozen=True, slots=True)
class Box:
    """A box. start: of its header. body: where its content starts. end: behind its content."""

    kind: bytes
    start: int
    body: int
    end: int


class NoBox(Exception):
    """Bytes that are no header of a box."""


def read_header(data: bytes, place: int, end: int) -> Box:
    """Return the box whose header begins `data`. Raises NoBox.

    place: where it stands. end: of what it stands in, for a box that reaches to the end.
    """
    if len(data) < 8:
        raise NoBox(f"at byte {place:,} the file ends inside of a box's header")
    size, kind = struct.unpack(">I4s", data[:8])
    body = place + 8
    if size == 1:
        if len(data) < 16:
            raise NoBox(f"at byte {place:,} the file ends inside of a box's header")
        size, body = struct.unpack(">Q", data[8:16])[0], place + 16
    elif size == 0:
        size = end - place
    if size < body - place:
        raise NoBox(f"the box at byte {place:,} is smaller than its own header")
    return Box(kind, place, body, place + size)


def children(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes in a box's content. Raises NoBox when one leaves its parent."""
    end = len(data) if end is None else end
    while start < end:
        if end - start < 8 and not any(data[start:end]):
            return  # QuickTime ends lists of user data with four zero bytes
        box = read_header(data[start : start + 16], start, end)
        if box.end > end:
            raise NoBox(f"the box {box.kind!r} is larger than the one around it")
        yield box
        start = box.end
