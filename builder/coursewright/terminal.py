"""Lines that fit the terminal, broken between words only."""

from __future__ import annotations

import shutil
import sys
import textwrap

__all__ = ["fill", "width"]

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
