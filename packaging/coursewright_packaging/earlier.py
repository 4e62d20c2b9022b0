"""An archive that was written before: what stands in it as it is needed is copied, not packed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Earlier", "Layout", "Place"]

_CHUNK = 1 << 18

Place = tuple[int, int, int, bool, int]
"""Of a member: CRC-32 and size of its content, bytes in the archive, whether these are compressed,
and where they start."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies in an archive. sha256: of the archive; places: by content's SHA-256."""

    sha256: str
    places: Mapping[str, Place]


class Earlier:
    """An archive on disk whose layout is known; it must stay as it is while it is copied from."""

    def __init__(self, handle: int, layout: Layout) -> None:
        """Read from the open file `handle`, which the caller closes."""
        self._handle = handle
        self._places = layout.places
        self._buffer = memoryview(bytearray(_CHUNK))

    def find(self, sha256: str, *, deflated: bool) -> Place | None:
        """Return where the content with this hash lies, packed as it is asked for."""
        place = self._places.get(sha256)
        return place if place and place[3] is deflated else None

    def chunks(self, place: Place) -> Iterator[memoryview]:
        """Yield the bytes of a member as they stand in the archive; each goes with the next."""
        _, _, left, _, at = place
        while left > 0 and (length := os.preadv(self._handle, [self._buffer[:left]], at)):
            yield self._buffer[:length]
            at += length
            left -= length
