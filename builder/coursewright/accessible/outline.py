"""What a page says as a whole: its headings, links and paragraphs, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Heading", "NamedLink", "Outline", "Spoken"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. top: whether it is written as a title. cell: of a notebook, 0 elsewhere."""

    level: int
    top: bool
    line: int
    column: int
    cell: int = 0


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link with a text. target: as the author wrote it."""

    text: str
    target: str
    line: int
    column: int
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a paragraph or an entry of a list says, and its place."""

    text: str
    line: int
    column: int
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """Of one text, or of all cells of a notebook."""

    headings: tuple[Heading, ...] = ()
    links: tuple[NamedLink, ...] = ()
    spoken: tuple[Spoken, ...] = ()
