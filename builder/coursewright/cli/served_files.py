"""Files over HTTP as players want them: a part of a file for whoever asks for one.

RFC 9110, clause 14: without ranges, browsers cannot seek in a video that they have not loaded.
"""

from __future__ import annotations

import io
import os
import re
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from typing import IO, BinaryIO

__all__ = ["FileHandler", "byte_range"]

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def byte_range(asked: str, size: int) -> range | None:
    """Return the bytes that a `Range` header asks for: an empty range when there are none of them.

    asked: the header; several ranges and other units are passed over, as clause 14.2 allows, and
    give `None`. size: bytes of the file.
    """
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[0] == "bytes=-":
        return None
    first, last = match[1], match[2]
    if not first:
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


class FileHandler(SimpleHTTPRequestHandler):
    """Serves the files of a folder, whole or in part."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send status and headers, and return what holds the body."""
        asked = self.headers.get("Range", "")
        path = self.translate_path(self.path)
        if not asked or not os.path.isfile(path):  # noqa: PTH113 - the base class speaks in strings
            return super().send_head()
        size = os.path.getsize(path)  # noqa: PTH202
        part = byte_range(asked, size)
        if part is None:
            return super().send_head()
        if not part:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return self._send_part(path, part, size)

    def _send_part(self, path: str, part: range, size: int) -> BinaryIO:
        file = open(path, "rb")  # noqa: SIM115, PTH123 - the base class closes it
        file.seek(part.start)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self._left = len(part)
        return file

    def end_headers(self) -> None:
        """Say with each answer that parts may be asked for."""
        self.send_header("Accept-Ranges", "bytes")
        super().end_headers()

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Send the body: a part of the file where one was asked for."""
        left, self._left = self._left, -1
        if left < 0:
            super().copyfile(source, outputfile)
            return
        while left > 0 and (piece := source.read(min(left, 1 << 16))):
            outputfile.write(piece)
            left -= len(piece)

    _left = -1  # bytes of a part; below zero the whole file
