"""Lines that fit the terminal, broken between words only."""

from __future__ import annotations

import shutil
import sys
import textwrap

__all__ = ["fill", "printable", "width"]

_WIDEST = 100  # longer lines are hard to read
_NARROWEST = 40


def width(*, errors: bool = False) -> int | None:
    """Return the columns to fill, `None` where no terminal is: other programs get whole lines.

    errors: whether the lines go where problems are printed.
    """
    stream = sys.stderr if errors else sys.stdout
    if not stream.isatty():
        return None
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def fill(text: str, columns: int | None, *, rest: str = "") -> str:
    """Return the text in lines of at most `columns`; names, however long, stay whole.

    columns: `None` for one line. rest: what stands before each line but the first.
    """
    if columns is None:
        return text
    return textwrap.fill(
        text, columns, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )


def printable(text: str, keep: str = "") -> str:
    """Return text without characters that move a terminal, or that it cannot show; but for `keep`.

    What a stranger wrote may hold escape sequences, characters that turn the reading direction, and
    halves of surrogates, which no encoding has.
    """
    return "".join(c if c.isprintable() or c in keep else f"\\u{ord(c):04x}" for c in text)
