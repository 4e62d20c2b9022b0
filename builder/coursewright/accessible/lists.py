"""Lines that look like the entries of a list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

__all__ = ["looks_like_a_list", "marker"]

_BULLET = re.compile(r"(?:[•◦‣▪▫●○■□∙·]\s*|–\s+|-(?=[^\W\d_]))\S")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+\S")
_SECOND = {"1": "2", "a": "b"}


def looks_like_a_list(lines: Iterable[str]) -> bool:
    """Return whether two lines in succession begin with a bullet, or with 1 and 2 or a and b."""
    marks = [marker(line) for line in lines]
    return any(
        first and (first == second == "•" or _SECOND.get(first) == second)
        for first, second in itertools.pairwise(marks)
    )


def marker(line: str) -> str:
    """Return `•` for a bullet, the number or letter of a numbered line, or an empty text."""
    if _BULLET.match(line.strip()):
        return "•"
    number = _NUMBER.match(line.strip())
    return number[1] if number else ""
