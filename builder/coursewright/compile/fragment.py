"""What rendering a piece of text gives: HTML whose links are still to be resolved."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.accessible.outline import Outline
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Extra", "Fragment", "Link"]

_NO_OUTLINE = Outline()


@dataclass(frozen=True, slots=True)
class Link:
    """An address as the author wrote it, at its place in the file.

    kind: `link`, `here` (into the same page), `image`, `media` (in HTML), `player`, `extra`,
    `recorded` (a description of code) or `speech` (the same, still to be spoken; target is a text).
    line, column: in the file, or in a cell when `cell`, the number of a notebook's cell, is not 0.

    The HTML has `cw-link:N` in its place (players and descriptions: a comment), N being its index.
    """

    target: str
    line: int
    kind: str
    column: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Extra:
    """A file that came out of a notebook. name: of the file, content-addressed by the caller."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Fragment:
    """Rendered text. anchors: ids of headings, for links to them. path: file it came from.

    outline: what checks of the whole page look at.
    """

    path: str
    html: str
    text: str
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    extras: tuple[Extra, ...] = ()
    outline: Outline = _NO_OUTLINE
