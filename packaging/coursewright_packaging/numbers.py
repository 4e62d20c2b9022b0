"""Read numbers that strangers wrote."""

from __future__ import annotations

import math

__all__ = ["number"]


def number(text: str | None) -> float:
    """Return a finite decimal number; not a number for anything else.

    Python's own digit separators are anything else: `1_000` is 1 on some platforms.
    """
    try:
        value = float(text or "")
    except ValueError:
        return math.nan
    return value if math.isfinite(value) and "_" not in (text or "") else math.nan
