"""What WebVTT and SRT share: blocks between empty lines, and time stamps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Block", "blocks", "seconds"]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without an empty one between them. first: number of the first line, from 1."""

    first: int
    lines: tuple[str, ...]

    def number_of(self, place: int) -> int:
        """Return the number in the file of the line at a place, counted from 0."""
        return self.first + place


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks; only a line with nothing at all separates them."""
    start = 0
    for place in range(len(lines) + 1):
        if place < len(lines) and lines[place]:
            continue
        if place > start:
            yield Block(start + 1, tuple(lines[start:place]))
        start = place + 1


def seconds(hours: str | None, minutes: str, whole: str, milliseconds: str) -> float:
    """Return the time of a stamp's parts in seconds."""
    return (
        int(hours or 0) * 3600 + int(minutes) * 60 + (int(whole) * 1000 + int(milliseconds)) / 1000
    )
