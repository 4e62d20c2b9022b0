"""A strict reader of SRT (SubRip): number, timing, text; no standard defines more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.captions import rules
from coursewright.captions.blocks import Block, blocks, seconds
from coursewright.captions.cue import Cue
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["read_srt"]

_STAMP = r"(\d{2,6}):([0-5]\d):([0-5]\d),(\d{3})"
# Positions in pixels behind the timing are common.
_TIMING = re.compile(rf"{_STAMP} --> {_STAMP}(?:\s+(?:[XY][12]:\d+\s*)+)?\s*")
_ARROW = re.compile(r"-{1,2}>")
_LONGEST = 9  # digits of a number that counts cues
_TAG = re.compile(r"</?(?:[ibus]|font)\b[^>]*>|\{\\[^}]*\}", re.IGNORECASE)


def read_srt(lines: Sequence[str], path: str) -> tuple[tuple[Cue, ...], tuple[Diagnostic, ...]]:
    """Return the cues of an SRT file, and what is wrong with it."""
    found: list[Diagnostic] = []
    cues = tuple(_cues([line.rstrip() for line in lines], path, found))
    return cues, tuple(found)


def _cues(lines: Sequence[str], path: str, found: list[Diagnostic]) -> Iterator[Cue]:
    last = 0
    for block in blocks(lines):
        last = _number(block, last, path, found)
        yield from _cue(block, path, found)


def _number(block: Block, last: int, path: str, found: list[Diagnostic]) -> int:
    first = block.lines[0].strip()
    if not first.isdecimal() or len(first) > _LONGEST:
        found.append(_fault(path, block.first, "a cue begins with its number"))
        return last + 1
    if int(first) != last + 1:
        message = f"the cue has the number {first[:12]}, expected was {last + 1}"
        found.append(rules.CUE_IDS_DIFFER.at(path, message, line=block.first))
    return int(first)


def _cue(block: Block, path: str, found: list[Diagnostic]) -> Iterator[Cue]:
    at = next((n for n, line in enumerate(block.lines[:2]) if _ARROW.search(line)), None)
    if at is None:
        found.append(_fault(path, block.first, "a cue has no line with `-->`"))
        return
    number, timing = block.number_of(at), block.lines[at]
    match = _TIMING.fullmatch(timing.strip())
    if match is None:
        message = f"`{timing.strip()[:60]}` is no timing; write `00:00:01,000 --> 00:00:04,000`"
        found.append(_fault(path, number, message))
        return
    rows = block.lines[at + 1 :]
    for place, row in enumerate(rows, at + 1):
        if "-->" in row:
            message = "`-->` stands in a cue's text; is an empty line missing above it?"
            found.append(_fault(path, block.number_of(place), message))
    start, end = seconds(*match.group(1, 2, 3, 4)), seconds(*match.group(5, 6, 7, 8))
    text = "\n".join(_TAG.sub("", row).strip() for row in rows).strip()
    if end <= start:
        found.append(_fault(path, number, "the cue ends before it starts"))
    if not text:
        found.append(_fault(path, number, "the cue has no text"))
    yield Cue(start, end, text, "", number)


def _fault(path: str, line: int, message: str) -> Diagnostic:
    return rules.CAPTIONS_PARSE.at(path, message, line=line)
