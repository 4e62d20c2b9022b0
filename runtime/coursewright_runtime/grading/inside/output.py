"""Standard streams of the learner's process: bounded, and carried to the tests with each answer."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator


class Output(io.TextIOBase):
    """Collects what is printed until it is taken; what is over the limit is dropped."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, limit: int) -> None:
        """Hold at most `limit` characters in all."""
        super().__init__()
        self._left = limit
        self._parts: list[str] = []
        self.buffer = _Bytes(self)

    def write(self, text: str) -> int:
        """Keep a text as far as there is room."""
        if self._left > 0:
            self._parts.append(text[: self._left])
            self._left -= len(text)
            if self._left <= 0:
                self._parts.append("\n[the rest of the output was cut off]\n")
        return len(text)

    def writable(self) -> bool:
        """Return True."""
        return True

    def take(self) -> str:
        """Return what was printed since the last time."""
        text = "".join(self._parts)
        self._parts.clear()
        return text


class _Bytes(io.RawIOBase):
    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output

    def write(self, data: object) -> int:
        text = bytes(data)  # type: ignore[call-overload]
        self._output.write(text.decode("utf-8", "replace"))
        return len(text)


class Input(io.TextIOBase):
    """Standard input that the tests provide, read line by line."""

    def __init__(self, read: Callable[[str], str]) -> None:
        """Ask `read` with `line` or `all`."""
        super().__init__()
        self._read = read

    def readable(self) -> bool:
        """Return True."""
        return True

    def readline(self, _size: int = -1) -> str:  # type: ignore[override]
        """Return the next line, empty at the end."""
        return self._read("line")

    def read(self, _size: int | None = -1) -> str:
        """Return all that is left."""
        return self._read("all")

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]
        """Return the lines one after another."""
        return iter(self.readline, "")
