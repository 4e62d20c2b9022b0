"""The tables of an MP4 index: when frames stand, which are keyframes, where they lie.

ISO/IEC 14496-12, 8.6.1.2 (`stts`), 8.6.1.3 (`ctts`), 8.6.2 (`stss`), 8.7.3 (`stsz`), 8.7.4
(`stsc`), 8.7.5 (`stco`, `co64`).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat

from coursewright.media.box import children
from coursewright.media.facts import Timing

__all__ = ["BadTable", "picture_timing", "timing_of", "tracks_end"]

_MOST_SAMPLES = 20_000_000
_PATH = (b"mdia", b"minf", b"stbl")
Tables = dict[bytes, bytes]


class BadTable(Exception):
    """A table of the index says what cannot be."""


def picture_timing(index: bytes) -> Timing | None:
    """Return the timing of the first picture track; `None` without one, or when it has no samples.

    index: content of `moov`. Raises BadTable.
    """
    for kind, timescale, tables in _tracks(index):
        if kind == b"vide" and b"stts" in tables:
            return _timing(timescale, tables)
    return None


def tracks_end(index: bytes) -> int:
    """Return the byte behind the last sample of any track. Raises BadTable."""
    return max((_end(tables) for _, _, tables in _tracks(index)), default=0)


def timing_of(times: Sequence[float], keys: Sequence[float], tick: float, octets: int) -> Timing:
    """Return the timing of frames.

    times: when frames are shown, sorted, seconds. keys: when keyframes are shown, sorted. tick:
    unit of the clock, seconds.
    """
    gaps = [after - before for before, after in pairwise(times)] or [0.0]
    end = times[-1] + gaps[-1] if times else 0.0
    between = [after - before for before, after in pairwise([*keys, end])] or [end]
    return Timing(len(times), min(gaps), max(gaps), tick, max(between), octets)


def _tracks(index: bytes) -> Iterator[tuple[bytes, int, Tables]]:
    """Yield of each track its kind, the units of its clock in a second, and its tables."""
    for track in children(index):
        if track.kind != b"trak":
            continue
        found: Tables = {}
        pending = [track]
        while pending:
            parent = pending.pop()
            for box in children(index, parent.body, parent.end):
                if box.kind in _PATH:
                    pending.append(box)
                else:
                    found.setdefault(box.kind, index[box.body : box.end])
        if b"hdlr" not in found or b"mdhd" not in found:
            raise BadTable("a track has no `hdlr` or `mdhd`")
        yield found[b"hdlr"][8:12], _timescale(found[b"mdhd"]), found


def _timescale(table: bytes) -> int:
    (value,) = struct.unpack_from(">I", table, 20 if table[:1] == b"\1" else 12)
    if value == 0:
        raise BadTable("the clock of a track has no unit")
    return int(value)


def _timing(timescale: int, tables: Tables) -> Timing | None:
    steps = _runs(tables[b"stts"], signed=False)
    count = sum(number for number, _ in steps)
    if count == 0:
        return None  # a fragmented file has its tables elsewhere
    starts = [0, *accumulate(chain.from_iterable(repeat(step, n) for n, step in steps))][:count]
    offsets = _runs(tables[b"ctts"], signed=True) if b"ctts" in tables else []
    moves = chain(chain.from_iterable(repeat(move, n) for n, move in offsets), repeat(0))
    shown = [start + move for start, move in zip(starts, moves, strict=False)]
    keys = _numbers(tables[b"stss"]) if b"stss" in tables else range(1, count + 1)
    keyed = sorted(shown[number - 1] for number in keys if 0 < number <= count)
    shown.sort()
    ticks = timing_of(shown, keyed, 1, sum(_sizes(tables)))
    return Timing(
        ticks.frames,
        ticks.shortest / timescale,
        ticks.longest / timescale,
        1 / timescale,
        ticks.keyframe_gap / timescale,
        ticks.octets,
    )


def _runs(table: bytes, *, signed: bool) -> list[tuple[int, int]]:
    """Return a table of runs: how many samples, and the value of each."""
    (count,) = struct.unpack_from(">I", table, 4)
    form = ">Ii" if signed else ">II"
    if count * 8 > len(table) - 8:
        raise BadTable("a table is shorter than it says")
    runs = list(struct.iter_unpack(form, table[8 : 8 + count * 8]))
    if sum(number for number, _ in runs) > _MOST_SAMPLES:
        raise BadTable("a track has more samples than any video")
    return runs


def _numbers(table: bytes) -> Sequence[int]:
    (count,) = struct.unpack_from(">I", table, 4)
    return _words(table[8 : 8 + count * 4], "I")


def _words(data: bytes, kind: str) -> array[int]:
    """Return big-endian numbers: `I` of four bytes, `Q` of eight."""
    size = array(kind).itemsize
    values = array(kind, data[: len(data) // size * size])
    values.byteswap()
    return values


def _sizes(tables: Tables) -> Sequence[int]:
    table = tables.get(b"stsz")
    if table is None:
        return ()
    one, count = struct.unpack_from(">II", table, 4)
    if count > _MOST_SAMPLES:
        raise BadTable("a track has more samples than any video")
    return [one] * count if one else _words(table[12 : 12 + count * 4], "I")


def _end(tables: Tables) -> int:
    """Return the byte behind the samples of the track's last chunk."""
    large = b"co64" in tables
    table = tables.get(b"co64" if large else b"stco")
    if table is None or len(table) < 8:
        return 0
    chunks = _words(table[8:], "Q" if large else "I")
    sizes = _sizes(tables)
    if not chunks:
        return 0
    # Chunks lie in any order; only that of the last samples has the last run's length.
    runs = _words(tables.get(b"stsc", b"")[8:], "I")
    in_last = runs[-2] if len(runs) >= 3 else 1
    return max(max(chunks), chunks[-1] + sum(sizes[-in_last:] if in_last else ()))
