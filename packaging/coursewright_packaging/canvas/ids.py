"""What finds an LTI link again after an import."""

from __future__ import annotations

import uuid

__all__ = ["lookup_uuid"]

_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 4122, namespace for URLs


def lookup_uuid(course: str, item: str) -> str:
    """Return the `lookup_uuid` of an LTI link, a UUID version 5 of the stable ids."""
    return str(uuid.uuid5(_NAMESPACE, f"urn:coursewright:{course}:{item}"))
