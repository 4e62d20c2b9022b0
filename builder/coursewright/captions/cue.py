"""One caption."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Cue"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption. start, end: seconds. speaker: empty when not said. line: in the file.

    text: without mark-up, its rows separated by line ends.
    """

    start: float
    end: float
    text: str
    speaker: str = ""
    line: int = 0

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the rows that are shown below each other."""
        return tuple(self.text.splitlines())

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return len(re.findall(r"\w[\w'’-]*", self.text))

    @property
    def flat(self) -> str:
        """Return the text in one row."""
        return " ".join(self.rows)
