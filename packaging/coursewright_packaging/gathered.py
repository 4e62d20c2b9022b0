"""Write what comes in small and in large pieces: the small ones together, the large ones at once.

Python's own buffer copies large pieces, too, which costs half as much as writing them.
"""

from __future__ import annotations

from io import FileIO

__all__ = ["Gathered"]

_SMALL = 1 << 15
# Linux gives a file memory in much dearer pieces when it is written in larger ones.
_MOST = 1 << 18


class Gathered:
    """A file that is written from its beginning to its end."""

    def __init__(self, file: FileIO) -> None:
        """Write to `file`, which the caller closes after `flush`."""
        self._file = file
        self._small = bytearray()

    def write(self, data: bytes | memoryview) -> int:
        """Take the next bytes. Raises OSError."""
        if len(data) < _SMALL:
            self._small += data
            if len(self._small) >= _MOST:
                self.flush()
        else:
            self.flush()
            self._put(memoryview(data))
        return len(data)

    def flush(self) -> None:
        """Write what was gathered. Raises OSError."""
        small, self._small = self._small, bytearray()
        self._put(memoryview(small))

    def _put(self, data: memoryview) -> None:
        while data:
            data = data[self._file.write(data[:_MOST]) :]
