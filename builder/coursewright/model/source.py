"""Where things stand in the author's files."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Place", "Source"]


@dataclass(frozen=True, slots=True)
class Place:
    """A position. path: relative to the course; line and column count from 1, 0 = unknown."""

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Text as the author wrote it: Markdown, or a whole notebook's JSON when `notebook` is true.

    place: where its first line stands (a lesson's body starts below its front matter).
    """

    text: str
    place: Place
    notebook: bool = False
