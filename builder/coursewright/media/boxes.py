"""A strict reader of the boxes of MP4 and QuickTime files (ISO/IEC 14496-12, 4.2).

It reads the headers of the boxes at the top and the whole index (`moov`), never the media. A file
that was cut is found in any case: a box ends behind the file's end, or the index names bytes that
are not there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from coursewright.media.box import Box, NoBox, read_header
from coursewright.media.facts import Container, Timing
from coursewright.media.samples import BadTable, picture_timing, tracks_end

__all__ = ["read_container"]

_LARGEST_INDEX = 256 << 20
_MOST_BOXES = 100_000
_TOP = frozenset(
    b"ftyp moov mdat free skip wide uuid moof mfra sidx ssix styp pdin meta emsg prft pnot udta "
    b"PICT".split()
)
_QUICKTIME = b"qt  "


def read_container(path: Path) -> Container:
    """Return what the boxes of a file say. Raises OSError when it cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        first = file.read(8)[4:8]
        if first not in _TOP:
            return Container("", size)
        return _read(file, size)


def _read(file: BinaryIO, size: int) -> Container:
    found: list[Box] = []
    broken: list[str] = []
    cut = ""
    try:
        for box in _top(file, size):
            found.append(box)
    except NoBox as error:
        cut, broken = ("", [str(error)]) if not found else (str(error), [])
    cut = cut or _cut(found, size)
    kinds = [box.kind for box in found]
    for needed, name in ((b"ftyp", "kind"), (b"moov", "index"), (b"mdat", "media")):
        if needed not in kinds:
            what = f"the file has no {name} (`{needed.decode()}`)"
            cut, broken = (cut or what, broken) if needed != b"ftyp" else (cut, [*broken, what])
    timing: Timing | None = None
    index = next((box for box in found if box.kind == b"moov"), None)
    if index and index.end <= size:
        timing, reach, fault = _index(file, index)
        broken += [fault] if fault else []
        if not cut and reach > size:
            cut = f"the index names bytes up to {reach:,}, the file has {size:,}"
    first = kinds.index(b"moov") < kinds.index(b"mdat") if {b"moov", b"mdat"} <= {*kinds} else True
    return Container(_kind(file, found), size, cut, tuple(broken), first, timing)


def _top(file: BinaryIO, size: int) -> Iterator[Box]:
    place = 0
    for _ in range(_MOST_BOXES):
        if place >= size:
            return
        file.seek(place)
        box = read_header(file.read(16), place, size)
        if box.kind not in _TOP:
            raise NoBox(f"at byte {place:,} stands no box, but {box.kind!r}")
        yield box
        place = box.end
    raise NoBox("the file has more boxes than any player reads")


def _cut(found: list[Box], size: int) -> str:
    last = found[-1] if found else None
    if last and last.end > size:
        name = last.kind.decode("latin-1")
        return f"its last box (`{name}`) ends at byte {last.end:,}, the file at {size:,}"
    return ""


def _kind(file: BinaryIO, found: list[Box]) -> str:
    box = next((box for box in found if box.kind == b"ftyp"), None)
    if box is None:
        return "mov"
    file.seek(box.body)
    return "mov" if file.read(4) == _QUICKTIME else "mp4"


def _index(file: BinaryIO, box: Box) -> tuple[Timing | None, int, str]:
    """Return the picture's timing, the byte up to which the index reaches, and what is wrong."""
    if box.end - box.body > _LARGEST_INDEX:
        return None, 0, "its index is larger than any player reads"
    file.seek(box.body)
    data = file.read(box.end - box.body)
    try:
        return picture_timing(data), tracks_end(data), ""
    except (BadTable, struct.error, NoBox) as error:
        return None, 0, f"its index (`moov`) is broken: {error}"
