"""Solution text that stands outside of its region, where nbgrader leaves it for learners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["unmarked"]

_LABEL = re.compile(
    r"^\W*((model|sample|correct|expected|reference)\s+)?(solution|answer)s?\W*:\W*\w",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*(#+|//+|%+|--|<!--|/\*)?\s*|\s*(-->|\*/)?\s*$")
_SHORTEST = 12


def unmarked(kept: Sequence[str], taken: Iterable[str]) -> Iterator[str]:
    """Yield what in the lines that learners get looks like a solution.

    taken: the lines of the same notebook that learners do not get.
    """
    secret = {bare for line in taken if len(bare := _bare(line)) >= _SHORTEST}
    for line in kept:
        if _LABEL.match(line):
            yield f"`{line.strip()}` reads like a solution, but stands outside of a region"
        elif "<!--" in line:
            yield f"`{line.strip()}` is a comment, which learners can read in the source"
        elif _bare(line) in secret:
            yield f"`{line.strip()}` stands in a region, too, and outside of it learners get it"


def _bare(line: str) -> str:
    """Return the line without comment signs and white space."""
    return "".join(_COMMENT.sub("", line).split())
