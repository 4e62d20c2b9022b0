"""Guidelines for captions, and cues held against one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any

from coursewright.captions import rules
from coursewright.captions.cue import Cue
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["GUIDELINES", "Guideline", "guideline", "held_against", "rates"]

_MOST = 3  # places that are named of one rule in one file


@dataclass(frozen=True, slots=True)
class Guideline:
    """What a guideline allows; zero is no limit.

    characters_per_second, words_per_minute: rate of reading. row: characters. rows: in a cue.
    shortest, longest: seconds that a cue stands. gap: seconds between two cues.
    offset: seconds that captions may be before or behind the speech.
    """

    name: str
    characters_per_second: float = 0.0
    words_per_minute: float = 0.0
    row: int = 0
    rows: int = 0
    shortest: float = 0.0
    longest: float = 0.0
    gap: float = 0.0
    offset: float = 0.5


GUIDELINES: Mapping[str, Guideline] = {
    each.name: each
    for each in (
        # Netflix, Timed Text Style Guides, General Requirements and English (adult programmes).
        Guideline("netflix", 20, 0, 42, 2, 5 / 6, 7, 2 / 24),
        # BBC, Subtitle Guidelines; what is spoken slower is no fault, so only the upper bound.
        Guideline("bbc", 0, 180, 37, 3, 0, 0, 0, 1.5),
        # DCMP, Captioning Key, for upper-level educational media.
        Guideline("dcmp", 0, 150, 32, 2, 2, 6),
        Guideline("none"),
    )
}


def guideline(options: Mapping[str, Any]) -> Guideline:
    """Return the guideline that `media.captions` of course.yaml asks for: a name, and changes."""
    chosen = GUIDELINES[str(options.get("guideline", "netflix"))]
    known = {field.name for field in fields(Guideline)} - {"name"}
    return replace(chosen, **{key: value for key, value in options.items() if key in known})


def rates(cue: Cue) -> tuple[float, float]:
    """Return characters in a second and words in a minute."""
    length = max(cue.end - cue.start, 0.001)
    return len(cue.flat) / length, cue.words * 60 / length


def held_against(chosen: Guideline, cues: Sequence[Cue], path: str) -> Iterator[Diagnostic]:
    """Yield what the guideline does not allow; of each rule the first cues, then how many more."""
    found: dict[Rule, list[tuple[int, str]]] = {}
    for rule, line, message in _faults(chosen, cues):
        found.setdefault(rule, []).append((line, message))
    for rule, places in found.items():
        for line, message in places[:_MOST]:
            more = len(places) - _MOST if line == places[:_MOST][-1][0] else 0
            rest = f"; so do {more} more in this file" if more > 0 else ""
            yield rule.at(path, f"{message} ({chosen.name}){rest}", line=line)


def _faults(chosen: Guideline, cues: Sequence[Cue]) -> Iterator[tuple[Rule, int, str]]:
    for cue in cues:
        if cue.end > cue.start:
            yield from _time(chosen, cue)
        yield from _form(chosen, cue)
    for before, after in pairwise(cues):
        gap = after.start - before.end
        if 0 <= gap < chosen.gap - 0.0005:
            message = f"the gap to the caption before is {gap:.3f} s; allowed are {chosen.gap:.3f}"
            yield rules.GAP_IS_SEEN, after.line, f"{message} s or more"


def _time(chosen: Guideline, cue: Cue) -> Iterator[tuple[Rule, int, str]]:
    length = cue.end - cue.start
    characters, words = rates(cue)
    told = f"the caption has {characters:.0f} characters a second, {words:.0f} words a minute"
    if 0 < chosen.characters_per_second < characters:
        limit = f"allowed are {chosen.characters_per_second:g} characters a second"
        yield rules.RATE_IS_READABLE, cue.line, f"{told}; {limit}"
    elif 0 < chosen.words_per_minute < words:
        limit = f"allowed are {chosen.words_per_minute:g} words a minute"
        yield rules.RATE_IS_READABLE, cue.line, f"{told}; {limit}"
    if length < chosen.shortest - 0.0005:
        message = f"the caption stands {length:.3f} s; allowed are {chosen.shortest:.3f} s or more"
        yield rules.CUE_LASTS, cue.line, message
    if 0 < chosen.longest < length - 0.0005:
        message = f"the caption stands {length:.1f} s; allowed are {chosen.longest:g} s at most"
        yield rules.CUE_ENDS, cue.line, message


def _form(chosen: Guideline, cue: Cue) -> Iterator[tuple[Rule, int, str]]:
    widest = max(map(len, cue.rows), default=0)
    if 0 < chosen.row < widest:
        message = f"a row of the caption has {widest} characters; allowed are {chosen.row}"
        yield rules.ROWS_FIT, cue.line, message
    if 0 < chosen.rows < len(cue.rows):
        message = f"the caption has {len(cue.rows)} rows; allowed are {chosen.rows}"
        yield rules.ROWS_ARE_FEW, cue.line, message
