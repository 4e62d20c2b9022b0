"""Bodies of items and texts of questions as one kind of step, so that no worker waits between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from coursewright.accessible.outline import Outline
from coursewright.accessible.page import check_page
from coursewright.compile.cells import place_in_file
from coursewright.compile.fragment import Fragment
from coursewright.compile.markdown import Markdown, render_markdown
from coursewright.compile.notebook import render_notebook
from coursewright.compile.questions import Texts, render_texts

__all__ = ["Body", "render"]


@dataclass(frozen=True, slots=True)
class Body:
    """What one item says. notebook: whether the text is a notebook's JSON."""

    source: Markdown
    notebook: bool


def render(part: Body | Texts) -> tuple[Fragment, ...]:
    """Return each text of the part as HTML; a pure function of its argument."""
    if isinstance(part, Texts):
        return render_texts(part)
    page = render_notebook(part.source) if part.notebook else render_markdown(part.source)
    place = partial(place_in_file, part.source.written or part.source.text)
    found = tuple(check_page(page.outline, page.path, part.source.language, place))
    return (replace(page, diagnostics=(*page.diagnostics, *found), outline=Outline()),)
