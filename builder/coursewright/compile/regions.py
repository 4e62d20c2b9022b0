"""nbgrader's marked regions of a cell: which lines stay, which go, and what is marked wrongly.

The delimiters are those of nbgrader 0.9 (ClearSolutions, ClearHiddenTests, ClearMarkScheme), whose
regions nobody can nest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Split", "split_regions"]

SOLUTION = "SOLUTION"
_REGIONS = (SOLUTION, "HIDDEN TESTS", "MARK SCHEME")
_LIKELY = re.compile(r"^#*\s*(begin|end)\s+(solu\w*|hidden\s*te\w*|mark\s*sch\w*)", re.IGNORECASE)


@dataclass(slots=True)
class Split:
    """A cell taken apart.

    kept: lines that learners get, each solution replaced by the stub. taken: lines that they don't.
    problems: what is wrong with the delimiters. has_solution: whether a solution was marked.
    """

    kept: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_solution: bool = False
    region: str = ""

    def line(self, line: str, stub: Sequence[str]) -> None:
        """Take the next line of the cell."""
        mark = _mark(line)
        if mark is not None:
            self._delimiter(*mark, line, stub)
            return
        if _LIKELY.match(line.strip()):
            self.problems.append(f"`{line.strip()}` is no delimiter that nbgrader knows")
        (self.taken if self.region else self.kept).append(line)

    def _delimiter(self, side: str, name: str, line: str, stub: Sequence[str]) -> None:
        if side == "BEGIN" and self.region:
            self.problems.append(f"BEGIN {name} stands inside {self.region}")
        elif side == "END" and name != self.region:
            self.problems.append(f"END {name} closes nothing")
        elif side == "BEGIN":
            self.region = name
            self._open(line, stub)
        else:
            self.region = ""

    def _open(self, line: str, stub: Sequence[str]) -> None:
        if self.region != SOLUTION:
            return
        self.has_solution = True
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
