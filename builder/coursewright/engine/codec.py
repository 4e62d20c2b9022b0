"""Values to bytes and back, for the cache: plain data and our own dataclasses, nothing else.

A shared cache is written by other machines, so its entries must not be able to run code: loading
refuses every class that is not one of ours, an enumeration or a plain date.
"""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import io
import pickle
from typing import Any

__all__ = ["CorruptEntry", "dump", "load"]

_OURS = ("coursewright.", "coursewright_packaging.", "coursewright_runtime.")
_PLAIN = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("zoneinfo", "ZoneInfo"),
    ("pathlib", "PosixPath"),
}
_DIGEST = 32


class CorruptEntry(Exception):
    """A cache entry is damaged or holds what may not be loaded; it counts as absent."""


def dump(key: str, value: object) -> bytes:
    """Return `value` with a digest in front, which finds damage and entries of other keys."""
    data = pickle.dumps(value, protocol=5)
    return _digest(key, data) + data


def _digest(key: str, data: bytes) -> bytes:
    digest = hashlib.sha256(f"{key}\0".encode())
    digest.update(data)
    return digest.digest()


def load(key: str, entry: bytes) -> Any:
    """Return the value of the entry of `key`. Raises CorruptEntry."""
    digest, data = entry[:_DIGEST], entry[_DIGEST:]
    if _digest(key, data) != digest:
        raise CorruptEntry("the entry's digest does not match its key and content")
    try:
        return _Loader(io.BytesIO(data)).load()
    except CorruptEntry:
        raise
    except Exception as error:  # a hostile or outdated pickle can raise anything
        raise CorruptEntry(str(error)) from error


class _Loader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if f"{module}.".startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                dataclasses.is_dataclass(found) or issubclass(found, enum.Enum)
            ):
                return found
        raise CorruptEntry(f"`{module}.{name}` may not be loaded from a cache")
