"""From the author's files to a `Course`; mistakes become diagnostics."""

from __future__ import annotations

from coursewright.load.course import Loaded, load_course

__all__ = ["Loaded", "load_course"]
