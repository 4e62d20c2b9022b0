"""Whole caption files moved in time, WebVTT or SRT; all but the times stays as it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursewright.captions.write import stamp

__all__ = ["Timing", "clamped", "moved", "timings"]

_STAMP = re.compile(r"(?:(\d{2,6}):)?(\d{2}):(\d{2})([.,])(\d{3})")


@dataclass(frozen=True, slots=True)
class Timing:
    """Where a cue's times stand. line: from 1. start, end: seconds. text: its first row."""

    line: int
    start: float
    end: float
    text: str


def timings(text: str) -> Iterator[Timing]:
    """Yield the times of every cue, in the order of the file."""
    lines = _lines(text)
    for index, line in enumerate(lines):
        found = [_seconds(match) for match in _STAMP.finditer(line)] if "-->" in line else []
        if len(found) >= 2:
            row = lines[index + 1].strip() if index + 1 < len(lines) else ""
            yield Timing(index + 1, found[0], found[1], row)


def moved(text: str, by: float) -> str:
    """Return the text with every time moved by seconds; moving back restores it.

    The caller sees to it that no cue begins before the beginning.
    """

    def shifted(match: re.Match[str]) -> str:
        return stamp(max(_seconds(match) + by, 0.0)).replace(".", match[4])

    return "".join(_STAMP.sub(shifted, line) if "-->" in line else line for line in _lines(text))


def clamped(text: str, by: float) -> tuple[str, tuple[Timing, ...], tuple[Timing, ...]]:
    """Return the text moved, the cues that were dropped, and those whose beginning was cut.

    What would end before the beginning is dropped; what would begin before it begins there.
    """
    early = [each for each in timings(text) if _early(each.start, by)]
    dropped = tuple(each for each in early if round((each.end + by) * 1000) <= 0)
    cut = tuple(each for each in early if each not in dropped)
    gone = {number for each in dropped for number in _block(_lines(text), each.line)}
    kept = (line for number, line in enumerate(_lines(text), 1) if number not in gone)
    return moved("".join(kept), by), dropped, cut


def _early(start: float, by: float) -> bool:
    return round((start + by) * 1000) < 0


def _block(lines: list[str], timing: int) -> range:
    """Return the numbers of the lines of a cue: its identifier, times, rows, and the gap behind."""
    first, behind = timing, timing + 1
    while first > 1 and lines[first - 2].strip() and "-->" not in lines[first - 2]:
        first -= 1
    while behind <= len(lines) and lines[behind - 1].strip() and "-->" not in lines[behind - 1]:
        behind += 1
    while behind <= len(lines) and not lines[behind - 1].strip():
        behind += 1
    return range(first, behind)


def _lines(text: str) -> list[str]:
    # Not splitlines(), which would break a row at characters that belong to it.
    return io.StringIO(text, newline="").readlines()


def _seconds(match: re.Match[str]) -> float:
    hours, minutes, whole, _, rest = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + int(rest) / 1000
