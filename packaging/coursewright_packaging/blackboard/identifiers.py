"""Ids in the shapes that Learn uses, made of stable names: the same in every build."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from coursewright_packaging.names import md5_id

__all__ = ["Ids", "Numbers", "hex_ident"]

_LIMIT = (1 << 31) - 1  # older releases of Learn read the number as a Java int


def hex_ident(*name: str) -> str:
    """Return 32 hex digits, the form of the idents inside a question."""
    return md5_id("", *name)


class Numbers:
    """Numbers of names, unique within one package; a name keeps its number unless two collide."""

    def __init__(self) -> None:
        """Start with no number taken."""
        self._taken: dict[int, tuple[str, ...]] = {}

    def of(self, *name: str) -> int:
        """Return the number of a name, 1 to 2^31 - 1."""
        digest = hashlib.sha256("\0".join(name).encode()).digest()
        number = int.from_bytes(digest[:4], "big") % _LIMIT + 1
        while self._taken.setdefault(number, name) != name:
            number = number % _LIMIT + 1
        return number


class Ids:
    """The ids of one package: `_n_1` of objects and `resNNNNN` of resources."""

    def __init__(self, resources: Mapping[tuple[str, str], str]) -> None:
        """Know the resources' names by kind and key."""
        self._resources = resources
        self._numbers = Numbers()

    def object(self, *name: str) -> str:
        """Return the id of an object, such as `_4711_1`."""
        return f"_{self._numbers.of(*name)}_1"

    def resource(self, kind: str, key: str) -> str:
        """Return the name of a resource, such as `res00007`. Raises KeyError for an unknown one."""
        return self._resources[kind, key]
