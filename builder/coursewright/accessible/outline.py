"""What a page says as a whole: its headings, links and sentences, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.accessible.reading import Sentence

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
    """A sentence and the place of its paragraph."""

    sentence: Sentence
    line: int
    column: int
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """Of one text, or of all cells of a notebook."""

    headings: tuple[Heading, ...] = ()
    links: tuple[NamedLink, ...] = ()
    spoken: tuple[Spoken, ...] = ()
