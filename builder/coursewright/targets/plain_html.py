"""Compiled HTML for platforms that clean away formulas and text that opens at a click."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from coursewright.markup import Markup

__all__ = ["Formula", "open_details", "with_formulas"]

_MATH = re.compile(r"<math\b([^>]*)>.*?</math>", re.DOTALL)
_TEX = re.compile(r'<annotation encoding="application/x-tex">(.*?)</annotation>', re.DOTALL)
_DETAILS = re.compile(r"<(/?)(details|summary)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as the author wrote it. block: whether it stands on a line of its own."""

    tex: str
    block: bool


def with_formulas(text: str, write: Callable[[Formula], str]) -> str:
    """Return the HTML with each formula as `write` makes it; one without its LaTeX stays."""

    def formula(match: re.Match[str]) -> str:
        found = _TEX.search(match[0])
        if not found:
            return match[0]
        tex = Markup(found[1].strip()).unescape()
        return write(Formula(tex, 'display="block"' in match[1]))

    return _MATH.sub(formula, text)


def open_details(text: str) -> str:
    """Return the HTML with text that opens at a click standing open, below a heading."""
    return _DETAILS.sub(lambda m: f"<{m[1]}{'div' if m[2] == 'details' else 'h4'}>", text)
