"""Where the values of a JSON file stand, which Python's own reader does not tell."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from coursewright.load.document import Path

__all__ = ["JsonPlaces"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_LETTER = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)


class JsonPlaces:
    """The offsets of every key and value in well-formed JSON, by path."""

    def __init__(self, text: str) -> None:
        """Walk through `text`."""
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._values: dict[Path, int] = {}
        self._keys: dict[Path, int] = {}
        self._walk()

    def _walk(self) -> None:
        path: list[str | int] = []
        is_key = False
        for match in _TOKEN.finditer(self._text):
            token, offset = match[0], match.start()
            if is_key and token[0] == '"':
                path[-1] = _plain(token)
                self._keys[tuple(path)] = offset
                is_key = False
            elif token in "]}":
                path.pop()
            elif token == ",":
                last = path[-1]
                is_key = isinstance(last, str)
                path[-1] = last if isinstance(last, str) else last + 1
            elif token != ":":
                self._values.setdefault(tuple(path), offset)
                if token in "[{":
                    is_key = token == "{"
                    path.append("" if is_key else 0)

    def below(self, path: Path) -> tuple[dict[Path, tuple[int, int]], dict[Path, tuple[int, int]]]:
        """Return line and column of the keys, and of the values, under `path` by path there."""
        return self._below(path, self._keys), self._below(path, self._values)

    def _below(self, path: Path, table: dict[Path, int]) -> dict[Path, tuple[int, int]]:
        depth = len(path)
        return {
            place[depth:]: self._position(offset)
            for place, offset in table.items()
            if place[:depth] == path
        }

    def at(self, path: Path, letter: int = 0) -> tuple[int, int]:
        """Return line and column of the value at `path`, or of the nearest one above it.

        letter: index of a character in the value, which is text then.
        """
        while path and path not in self._values:
            path, letter = path[:-1], 0
        offset = self._values.get(path, 0)
        if self._text[offset : offset + 1] == '"':
            offset += 1
        for _ in range(letter):
            match = _LETTER.match(self._text, offset)
            offset = match.end() if match else offset
        return self._position(offset)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _plain(token: str) -> str:
    key: str = json.loads(token)
    return key
