"""What no public file may hold."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Secret"]


@dataclass(frozen=True, slots=True)
class Secret:
    """One line of a solution, hidden test, mark scheme or instructor file.

    lab: id of the lab. path, line: where the author wrote it, relative to the course; line 0 means
    a line of a notebook's attachment or of a binary file. text: the line, stripped.
    """

    lab: str
    path: str
    line: int
    text: str
