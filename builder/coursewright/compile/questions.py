"""Every text of a quiz's or bank's questions, rendered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coursewright.compile.fragment import Fragment
from coursewright.compile.markdown import Markdown, render_markdown
from coursewright.model.source import Source
from coursewright.model.texts import map_text
from coursewright_packaging.vocabulary.questions import Draw, Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Texts", "filled", "render_texts", "texts_of"]

_ONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one file. language: of the course."""

    sources: tuple[Source, ...]
    language: str = "en"


def texts_of(questions: Sequence[Question[Source] | Draw]) -> tuple[Source, ...]:
    """Return every text of the questions, each once, in order."""
    found: dict[Source, None] = {}

    def note(source: Source) -> Source:
        found[source] = None
        return source

    for question in questions:
        if isinstance(question, Question):
            map_text(question, note)
    return tuple(found)


def render_texts(texts: Texts) -> tuple[Fragment, ...]:
    """Return the rendered texts in order; a pure function of its argument."""
    return tuple(_rendered(source, texts.language) for source in texts.sources)


def _rendered(source: Source, language: str) -> Fragment:
    place = source.place
    text = Markdown(
        source.text,
        place.path,
        place.line or 1,
        title=False,
        level=2,
        language=language,
        column=place.column or 1,
    )
    return render_markdown(text)


def filled(
    questions: Sequence[Question[Source] | Draw], rendered: dict[Source, Rich]
) -> tuple[Question[Rich] | Draw, ...]:
    """Return the questions with their texts replaced by the rendered ones."""
    return tuple(
        question
        if isinstance(question, Draw)
        else map_text(question, lambda source: _bare(rendered[source]))
        for question in questions
    )


def _bare(text: Rich) -> Rich:
    # A single paragraph is shown within a line of a list or a label.
    match = _ONE_PARAGRAPH.fullmatch(text.html)
    return Rich(match[1], text.text) if match else text
