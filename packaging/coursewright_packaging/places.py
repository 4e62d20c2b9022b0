"""Where in a text a pattern matches, with the line, in one pass; and what an address looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["ADDRESS", "LONGEST", "element_at", "located"]

# It begins with a plain character, which makes it five times as fast as one that begins with names.
ADDRESS = re.compile(
    rb"""=(?:(?<=ref=)|(?<=src=)|(?<=ter=)|(?<=REF=)|(?<=SRC=)|(?<=TER=))\s*+"""
    rb"""(?:"([^"<>]*)"|'([^'<>]*)')"""
)
"""The address in `href`, `src` or `poster`, in one of two groups by its quotation marks."""


LONGEST = 3 * 65_535
"""Characters of an address that are looked at: a name in an archive has at most 65,535 bytes, each
of which may be escaped. Reading millions of escapes takes a hundred times their memory."""


def located(pattern: re.Pattern[bytes], text: bytes) -> Iterator[tuple[re.Match[bytes], int]]:
    """Yield each match with the line at which it starts, counted from 1."""
    line, at = 1, 0
    for match in pattern.finditer(text):
        line += text.count(b"\n", at, match.start())
        at = match.start()
        yield match, line


def element_at(text: bytes, place: int) -> str:
    """Return the lower-case name of the element whose tag holds a place."""
    name = re.match(rb"<([a-zA-Z0-9]*)", text[max(text.rfind(b"<", 0, place), 0) : place])
    return name[1].decode().lower() if name else ""
