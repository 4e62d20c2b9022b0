"""Quizzes and banks as tab-delimited text, in the two forms that Original and Ultra take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Loss
from coursewright.targets.learn.contents import has_value
from coursewright.targets.question_traits import has_feedback, has_image, is_formatted
from coursewright_packaging.blackboard.tab_text import Line, View, lines, text_files
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.prefaces import without_texts
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["question_texts"]

_ASKED = "Tab-delimited text"
_USE_POOL = "Import the pool in its place to keep it."


def question_texts(publication: Publication) -> tuple[tuple[Artefact, ...], tuple[Loss, ...]]:
    """Return the files, and what they lose."""
    artefacts: list[Artefact] = []
    losses: list[Loss] = []
    for view in View:
        for key, questions in _sets(publication):
            made = lines(questions, view)
            artefacts += _artefacts(key, made, view)
            losses += _losses(key, questions, made, view)
    for key, questions in _sets(publication):
        losses += _set_losses(key, questions)
    return tuple(artefacts), tuple(losses)


def _sets(publication: Publication) -> Iterator[tuple[str, tuple[q.Question[Rich], ...]]]:
    for item in publication.items():
        if isinstance(item, items.Quiz):
            yield item.id, _ready(item.questions)
    for bank in publication.banks:
        yield bank.id, _ready(bank.questions)


def _ready(parts: Sequence[q.Question[Rich] | q.Draw]) -> tuple[q.Question[Rich], ...]:
    own = (part for part in parts if isinstance(part, q.Question) and has_value(part))
    kept, _ = without_texts(own)
    return tuple(part for part in kept if isinstance(part, q.Question))


def _artefacts(key: str, made: Sequence[Line], view: View) -> Iterator[Artefact]:
    for number, content in enumerate(text_files(made, view), start=1):
        name = key if number == 1 else f"{key}-{number}"
        yield Artefact(f"blackboard/questions/{view.value}/{name}.txt", content)


def _losses(
    key: str, questions: Sequence[q.Question[Rich]], made: Sequence[Line], view: View
) -> Iterator[Loss]:
    for question, line in zip(questions, made, strict=True):
        feature = f"question.{_kind(question)}"
        if line.changed:
            reason = f"{_ASKED} for the {view.value} view has no such question ({question.id})."
            yield Loss(feature, key, reason, f"{line.changed[:1].upper()}{line.changed[1:]}.")
        if has_image(question) and view is View.ORIGINAL:
            reason = f"{_ASKED} holds no images ({question.id})."
            yield Loss("question.image", key, reason, "The image's alternative text.", _USE_POOL)


def _set_losses(key: str, questions: Sequence[q.Question[Rich]]) -> Iterator[Loss]:
    if questions:
        yield Loss(
            "question.settings",
            key,
            f"{_ASKED} carries no titles, points, shuffling, partial credit and exact capitals.",
            "Learn's defaults.",
            _USE_POOL,
        )
    if any(map(has_feedback, questions)):
        yield Loss(
            "question.feedback", key, f"{_ASKED} carries no feedback.", "Nothing.", _USE_POOL
        )
    if any(map(is_formatted, questions)):
        reason = f"{_ASKED} carries no formatting."
        yield Loss("question.formatting", key, reason, "The same words.", _USE_POOL)


def _kind(question: q.Question[Rich]) -> str:
    name = type(question).__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")
