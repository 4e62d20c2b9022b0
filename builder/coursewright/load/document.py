"""A parsed settings file: its data, and where in the file each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Document", "Path"]

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and list indexes from the root."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file.

    keys, values: line and column, from 1, of each key and value by path. texts: where the text of
    a value begins, when that is behind a quotation mark or below a `|`.
    """

    path: str
    data: Any
    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def at(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return the position of the value (or key) at `path`, or of the nearest thing above it."""
        table = self.keys if key else self.values
        while path and path not in table:
            path, table = path[:-1], self.values
        return table.get(path, (1, 1))

    def text_at(self, path: Path) -> tuple[int, int]:
        """Return the position of the first letter of the text at `path`."""
        return self.texts.get(path) or self.at(path)
