"""Compiled HTML for platforms that have no style sheet of ours and clean much away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from coursewright.markup import Markup

__all__ = ["Formula", "open_details", "with_formulas", "with_styles"]

_MATH = re.compile(r"<math\b([^>]*)>.*?</math>", re.DOTALL)
_TEX = re.compile(r'<annotation encoding="application/x-tex">(.*?)</annotation>', re.DOTALL)
_OPENING = re.compile(r"<(/?)(details|summary|h[1-6])\b[^>]*>")
_DEEPEST = 6
_NOTE_TITLE = re.compile(
    r'(<p class="(?:admonition|self-check)-title"[^>]*>)(.*?)(</p>)', re.DOTALL
)
_EDGE = "border-left: 4px solid; padding-left: 1em;"
# What would otherwise be cut off on a telephone, or run into the text around it. Physical sides,
# since sanitisers know no logical ones.
_STYLES = tuple(
    (re.compile(rf"<{begins}(?=[\s>])(?![^>]*\sstyle=)"), style)
    for begins, style in (
        ("pre", "overflow-x: auto;"),
        ('div class="(?:table-wrap|math-block)"', "overflow-x: auto;"),
        ("video", "max-width: 100%; height: auto;"),
        ("audio", "max-width: 100%;"),  # one of automatic height has none
        ('img(?! class="equation_image")', "max-width: 100%; height: auto;"),
        ("figure", "margin: 1em 0;"),
        ('(?:div class="admonition[^"]*"|section class="self-check")', _EDGE),
    )
)


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


def with_styles(text: str) -> str:
    """Return the HTML with the few styles that it needs where no style sheet of ours is loaded.

    Notes get an edge and a bold title; code, tables and recordings stay within the page.
    """
    marked = _NOTE_TITLE.sub(r"\1<strong>\2</strong>\3", text)
    for begins, style in _STYLES:
        marked = begins.sub(rf'\g<0> style="{style}"', marked)
    return marked


def open_details(text: str) -> str:
    """Return the HTML with text that opens at a click standing open, below a heading.

    The heading is one level below that before it; platforms show the title of a page as the first.
    """
    level = 1

    def opened(match: re.Match[str]) -> str:
        nonlocal level
        slash, name = match[1], match[2]
        if name == "details":
            return f"<{slash}div>"
        if name == "summary":
            return f"<{slash}h{min(level + 1, _DEEPEST)}>"
        level = int(name[1])
        return match[0]

    return _OPENING.sub(opened, text)
