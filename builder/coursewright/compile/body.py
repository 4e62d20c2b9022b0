"""The body of an item, Markdown or notebook, as one kind of step: no worker waits between."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.compile.fragment import Fragment
from coursewright.compile.markdown import Markdown, render_markdown
from coursewright.compile.notebook import render_notebook

__all__ = ["Body", "render_body"]


@dataclass(frozen=True, slots=True)
class Body:
    """What one item says. notebook: whether the text is a notebook's JSON."""

    source: Markdown
    notebook: bool


def render_body(body: Body) -> Fragment:
    """Return the body as HTML; a pure function of its argument."""
    return render_notebook(body.source) if body.notebook else render_markdown(body.source)
