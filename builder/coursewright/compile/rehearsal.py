"""Load what rendering needs before the first text arrives."""

from __future__ import annotations

from coursewright.compile.body import Body, render
from coursewright.compile.markdown import Markdown

__all__ = ["rehearse"]

_TEXT = "```python\nx = 1\n```\n\n$$x$$\n\n<b>x</b>\n"


def rehearse() -> None:
    """Render a text that needs the parser, the highlighter, formulas and the sanitiser."""
    render(Body(Markdown(_TEXT, path=""), notebook=False))
