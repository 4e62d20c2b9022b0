"""Captions against the speech in the sound: missing, of another file, or shifted by a constant.

Both are masks of time: integers with a bit for each twentieth of a second. Shifting a mask and
counting common bits is one operation each, so every shift can be tried.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursewright.captions.cue import Cue
from coursewright.media import rules
from coursewright.media.facts import Sound, Spans
from coursewright.media.judge import clock
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Fit", "Spoken", "compare", "fit"]

_BITS = 20  # in a second
_FARTHEST = 60  # seconds of shift that are tried
_ENOUGH = 2.0  # seconds of speech, below which nothing is said
_ALONE = 3.0  # seconds of speech without a caption that are a fault, all together
_WORDS = 1.0  # seconds of speech without a caption; shorter ones are an offset
_LIKE, _UNLIKE = 0.5, 0.35  # correlation of masks that fit, and that do not
_BETTER = 0.2  # by how much another place must fit better
_MOST = 3


@dataclass(frozen=True, slots=True)
class Fit:
    """How captions fit the speech. here, best: correlation as it is, and shifted by `shift`.

    shift: seconds by which captions must be moved to fit best.
    """

    here: float
    best: float
    shift: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """A recording with sound. length: seconds."""

    path: str
    length: float
    sound: Sound


def compare(cues: Sequence[Cue], spoken: Spoken, offset: float, path: str) -> Iterator[Diagnostic]:
    """Yield what the captions of a recording have wrong against its sound.

    offset: seconds that captions may be off. path: of the captions.
    """
    length, speech = spoken.length, spoken.sound.speech
    late = [cue for cue in cues if length and cue.start >= length]
    if late:
        start, end = clock(late[0].start), clock(length)
        message = f"the caption starts at {start}, but {spoken.path} ends at {end}"
        yield rules.INSIDE.at(path, message, line=late[0].line)
    if sum(end - start for start, end in speech) < _ENOUGH or not cues:
        return
    found = fit(cues, speech, length)
    if _is_shifted(found, offset):
        where = "late" if found.shift < 0 else "early"
        message = f"the captions are {abs(found.shift):.1f} s too {where}"
        hint = f"run `coursewright captions shift {path} {found.shift:+.2f}`"
        yield rules.IN_TIME.at(path, message, hint=hint)
    elif found.best < _UNLIKE and _can_tell(cues, speech, length):
        message = "captions and speech have nothing in common in time, wherever they are moved"
        yield rules.MATCH.at(path, message)
    elif not late:
        yield from _uncaptioned(cues, speech, path)


def _is_shifted(found: Fit, offset: float) -> bool:
    better = found.best >= _LIKE and found.best - found.here >= _BETTER
    return better and abs(found.shift) > offset


def _can_tell(cues: Sequence[Cue], speech: Spans, length: float) -> bool:
    """Return whether both have pauses enough to be told apart."""
    return all(
        0.05 < share < 0.97 for share in (_share(speech, length), _share(_spans(cues), length))
    )


def _share(spans: Spans, length: float) -> float:
    return sum(end - start for start, end in spans) / length if length else 1.0


def _spans(cues: Sequence[Cue]) -> Spans:
    return tuple((cue.start, cue.end) for cue in cues if cue.end > cue.start)


def fit(cues: Sequence[Cue], speech: Spans, length: float) -> Fit:
    """Return how cues fit the speech, here and where they fit best."""
    total = max(round(length * _BITS), 1)
    # A cue may say any time; what is far behind the end is lost all the same.
    most = length + _FARTHEST
    captions, voices = (
        _mask(tuple((start, min(end, most)) for start, end in spans))
        for spans in (_spans(cues), speech)
    )
    here = _correlation(captions, voices, total)
    farthest = min(_FARTHEST * _BITS, total)
    best, shift = max(
        (_correlation(_moved(captions, by), voices, total), -abs(by), by)
        for by in range(-farthest, farthest + 1)
    )[::2]
    return Fit(here, best, shift / _BITS)


def _mask(spans: Spans) -> int:
    mask = 0
    for start, end in spans:
        first, behind = round(max(start, 0.0) * _BITS), round(end * _BITS)
        mask |= (1 << behind) - (1 << first) if behind > first else 0
    return mask


def _moved(mask: int, by: int) -> int:
    return mask << by if by >= 0 else mask >> -by


def _correlation(captions: int, voices: int, total: int) -> float:
    """Return the phi coefficient of two masks: 1 for equal ones, 0 for unrelated ones."""
    whole = (1 << total) - 1
    inside = captions & whole
    a, b = inside.bit_count(), (voices & whole).bit_count()
    # What was moved out of the media fits nothing.
    lost = captions.bit_count() - a
    both = (inside & voices).bit_count()
    spread = math.sqrt(float(a) * (total - a) * b * (total - b))
    return (total * both - a * b) / spread - lost / total if spread else 0.0


def _uncaptioned(cues: Sequence[Cue], speech: Spans, path: str) -> Iterator[Diagnostic]:
    alone = [span for span in _without(speech, _spans(cues)) if span[1] - span[0] >= _WORDS]
    if sum(end - start for start, end in alone) < _ALONE:
        return
    shown = ", ".join(f"{clock(start)} to {clock(end)}" for start, end in alone[:_MOST])
    more = f" and {len(alone) - _MOST} times more" if len(alone) > _MOST else ""
    yield rules.CAPTIONED.at(path, f"somebody speaks without a caption from {shown}{more}")


def _without(spans: Spans, others: Spans) -> Iterator[tuple[float, float]]:
    """Yield what of the spans lies in none of the others."""
    merged = sorted(others)
    for start, end in spans:
        at = start
        for first, behind in merged:
            if behind <= at or first >= end:
                continue
            if first > at:
                yield at, first
            at = max(at, behind)
        if at < end:
            yield at, end
