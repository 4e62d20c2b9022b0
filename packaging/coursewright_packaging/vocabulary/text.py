"""Text as the formats take it: an HTML fragment beside its plain reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

__all__ = ["EMPTY", "Rich", "T"]

T = TypeVar("T")
"""The kind of text that a structure carries: author's source before compiling, `Rich` after."""


@dataclass(frozen=True, slots=True)
class Rich:
    """A compiled piece of text.

    html: a well-formed HTML5 fragment that is also well-formed XML (void elements closed,
        attributes quoted, no named entities but the XML five), already sanitised.
    text: the same as plain text, for formats without markup, search and titles.
    """

    html: str
    text: str

    def __bool__(self) -> bool:
        return bool(self.html)


EMPTY = Rich("", "")
