"""Characters that no text may hold, because the XML of every package refuses them."""

from __future__ import annotations

import re

from coursewright.load import rules
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["control_character", "stray_character"]

# XML 1.0, production 2, names what is allowed.
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def stray_character(text: str) -> tuple[int, str] | None:
    """Return index and name of the first character that no text may hold, `None` without one."""
    match = _STRAY.search(text)
    return (match.start(), f"U+{ord(match[0]):04X}") if match else None


def control_character(path: str, text: str) -> Diagnostic | None:
    """Return what is wrong with a file's text, `None` when it holds no such character."""
    found = stray_character(text)
    if not found:
        return None
    at, name = found
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    message = f"the character {name} stands here, which no package can hold"
    return rules.TEXT_IS_PRINTABLE.at(path, message, line=line, column=column)
