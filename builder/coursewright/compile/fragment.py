"""What rendering a piece of text gives: HTML whose links are still to be resolved."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Extra", "Fragment", "Link"]


@dataclass(frozen=True, slots=True)
class Link:
    """An address as the author wrote it, at its place in the file.

    kind: `link`, `here` (into the same page), `image`, `media` (in HTML), `player` or `extra`.
    line, column: in the file, or in a cell when `cell`, the number of a notebook's cell, is not 0.

    The HTML has `cw-link:N` in its place (a player has a comment), N being its index.
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
    """Rendered text. anchors: ids of headings, for links to them. path: file it came from."""

    path: str
    html: str
    text: str
    links: tuple[Link, ...] = ()
    anchors: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    extras: tuple[Extra, ...] = ()
