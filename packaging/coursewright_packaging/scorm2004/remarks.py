"""Feedback that the author wrote, and when the player shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatch

from markupsafe import Markup

from coursewright_packaging.vocabulary.questions import (
    Blanks,
    Dropdowns,
    MultipleAnswer,
    MultipleChoice,
    Numeric,
    Question,
    ShortAnswer,
    TrueFalse,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Remark", "remarks"]

_Told = Iterator[tuple[str, Rich | None]]


@dataclass(frozen=True, slots=True)
class Remark:
    """Feedback, hidden until the player finds that `when` happened (`correct`, `option:a`, …)."""

    when: str
    html: Markup


def remarks(question: Question[Rich]) -> Iterator[Remark]:
    """Yield the question's feedback: on single answers first, then on the whole."""
    for when, text in _specific(question):
        if text:
            yield Remark(when, Markup(text.html))
    for when in ("correct", "incorrect", "general"):
        if text := getattr(question.feedback, when):
            yield Remark(when, Markup(text.html))


@singledispatch
def _specific(_question: Question[Rich]) -> _Told:
    return iter(())


@_specific.register(MultipleChoice)
@_specific.register(MultipleAnswer)
def _of_options(question: MultipleChoice[Rich] | MultipleAnswer[Rich]) -> _Told:
    return ((f"option:{option.id}", option.feedback) for option in question.options)


@_specific.register(TrueFalse)
def _of_statement(question: TrueFalse[Rich]) -> _Told:
    yield "option:true", question.true_feedback
    yield "option:false", question.false_feedback


@_specific.register(ShortAnswer)
def _of_line(question: ShortAnswer[Rich]) -> _Told:
    return ((f"accepted:{n}", each.feedback) for n, each in enumerate(question.accepted))


@_specific.register(Numeric)
def _of_number(question: Numeric[Rich]) -> _Told:
    return ((f"accepted:{n}", each.feedback) for n, each in enumerate(question.answers))


@_specific.register(Blanks)
def _of_blanks(question: Blanks[Rich]) -> _Told:
    for blank in question.blanks:
        for n, each in enumerate(blank.accepted):
            yield f"gap:{blank.name}:{n}", each.feedback


@_specific.register(Dropdowns)
def _of_dropdowns(question: Dropdowns[Rich]) -> _Told:
    for dropdown in question.dropdowns:
        for option in dropdown.options:
            yield f"gap:{dropdown.name}:{option.id}", option.feedback
