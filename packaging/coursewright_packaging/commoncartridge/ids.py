"""Identifiers: opaque to importers, which update in place what they meet again."""

from __future__ import annotations

from coursewright_packaging.names import md5_id

__all__ = ["Ids"]


class Ids:
    """Makes `g` and 32 hex digits, the form of Canvas's `create_key`, from kind and stable id."""

    def __init__(self, course: str) -> None:
        """Make identifiers for the course with the stable id `course`."""
        self._course = course

    def of(self, kind: str, name: str = "") -> str:
        """Return the identifier of a thing; one id per thing, so kinds keep apart."""
        return md5_id("g", self._course, kind, name)
