"""Exceptions of the format floor; mistakes found in a package are diagnostics instead."""

from __future__ import annotations

__all__ = ["PackagingError"]


class PackagingError(Exception):
    """The environment or the calling code is at fault; the text is one line for the user."""
