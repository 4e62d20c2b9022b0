"""nbgrader's marked regions of a cell: which lines stay, which go, and what is marked wrongly.

The delimiters are those of nbgrader 0.9 (ClearSolutions, ClearHiddenTests, ClearMarkScheme), whose
regions nobody can nest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

__all__ = ["HIDDEN_TESTS", "MARK_SCHEME", "SOLUTION", "Split", "split_regions"]

SOLUTION = "SOLUTION"
HIDDEN_TESTS = "HIDDEN TESTS"
MARK_SCHEME = "MARK SCHEME"
_REGIONS = (SOLUTION, HIDDEN_TESTS, MARK_SCHEME)
_NAMES = tuple("".join(name.lower().split()) for name in _REGIONS)
_SIDES = ("begin", "end", "start")
_LONGEST = 48  # letters of a line that could be meant as a delimiter
_WORD = re.compile(r"[^\W\d_]+")
_PROGRAM = re.compile(r"\w\s*=\s*[\w\"'(\[{]|\w\(")
_ALIKE_SIDE = 0.75
_ALIKE_NAME = 0.8


@dataclass(slots=True)
class Split:
    """A cell taken apart.

    kept: lines that learners get, each solution replaced by the stub. taken: lines that they don't.
    problems: what is wrong with the delimiters. regions: names of the regions that were opened.
    """

    kept: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    regions: set[str] = field(default_factory=set)
    region: str = ""

    def line(self, line: str, stub: Sequence[str]) -> None:
        """Take the next line of the cell."""
        mark = _mark(line)
        if mark is not None:
            self._delimiter(*mark, line, stub)
            return
        if _is_meant(line):
            self.problems.append(f"`{line.strip()}` is no delimiter that nbgrader knows")
        (self.taken if self.region else self.kept).append(line)

    def _delimiter(self, side: str, name: str, line: str, stub: Sequence[str]) -> None:
        if side == "BEGIN" and self.region:
            self.problems.append(f"BEGIN {name} stands inside {self.region}")
        elif side == "END" and name != self.region:
            self.problems.append(f"END {name} closes nothing")
        elif side == "BEGIN":
            self.region = name
            self.regions.add(name)
            self._open(line, stub)
        else:
            self.region = ""

    def _open(self, line: str, stub: Sequence[str]) -> None:
        if self.region != SOLUTION:
            return
        indent = line[: len(line) - len(line.lstrip())]
        self.kept += [f"{indent}{each}" for each in stub]


def split_regions(text: str, stub: Sequence[str]) -> Split:
    """Return the lines of a cell's text, sorted out. stub: lines that replace a solution."""
    split = Split()
    for line in text.split("\n"):
        split.line(line, stub)
    if split.region:
        split.problems.append(f"BEGIN {split.region} is not closed")
    return split


def _mark(line: str) -> tuple[str, str] | None:
    for side in ("BEGIN", "END"):
        for name in _REGIONS:
            if f"{side} {name}" in line:
                return side, name
    return None


def _is_meant(line: str) -> bool:
    """Return whether somebody meant a delimiter: wrong case, misspelt, joined, `start`, …"""
    words = [word.lower() for word in _WORD.findall(line)]
    letters = sum(map(len, words))
    if not words or letters > _LONGEST or _PROGRAM.search(line):
        return False
    first, rest = words[0], "".join(words[1:])
    if rest:
        return _alike(first, _SIDES, _ALIKE_SIDE) and _alike(rest, _NAMES, _ALIKE_NAME)
    return first.startswith(_SIDES) and any(
        _alike(first, (side + name,), _ALIKE_NAME) for side in _SIDES for name in _NAMES
    )


def _alike(word: str, wanted: Sequence[str], least: float) -> bool:
    return any(SequenceMatcher(None, word, each, False).ratio() >= least for each in wanted)
