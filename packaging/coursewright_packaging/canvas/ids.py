"""Identifiers: opaque to Canvas, which updates in place what it meets again."""

from __future__ import annotations

import uuid

from coursewright_packaging.names import md5_id

__all__ = ["Ids", "lookup_uuid"]

_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122, namespace for URLs


class Ids:
    """Makes `g` and 32 hex digits, Canvas's `create_key` form, from kind and stable id."""

    def __init__(self, course: str) -> None:
        """Make identifiers for the course with the stable id `course`."""
        self._course = course

    def of(self, kind: str, name: str = "") -> str:
        """Return the identifier of a thing; one id per thing, so kinds keep apart."""
        return md5_id("g", self._course, kind, name)


def lookup_uuid(course: str, item: str) -> str:
    """Return the `lookup_uuid` of an LTI link, a UUID version 5 of the stable ids."""
    return str(uuid.uuid5(_NAMESPACE, f"urn:coursewright:{course}:{item}"))
