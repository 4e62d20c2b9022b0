"""The headings of a page, for its own table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Heading", "outline"]

_HEADING = re.compile(r'<h([23])\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ANNOTATION = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that can be linked to. level: 2 or 3."""

    level: int
    anchor: str
    text: str


def outline(html: str) -> list[Heading]:
    """Return the second and third level headings of a compiled fragment, in order."""
    return [
        Heading(int(level), str(Markup(anchor).unescape()), _text(inside))
        for level, anchor, inside in _HEADING.findall(html)
    ]


def _text(html: str) -> str:
    return str(Markup(_ANNOTATION.sub("", html)).striptags())
