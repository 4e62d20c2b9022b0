"""What a Canvas course package cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield what is lost of this publication, and what stands there instead."""
    for item in publication.items():
        if isinstance(item, items.Quiz):
            yield from _quiz_losses(item)
        if isinstance(item, items.Lab):
            yield Loss(
                "lab.grading",
                item.id,
                "Canvas runs no notebooks.",
                "An assignment with file upload; the released files are linked.",
            )
    if publication.info.completion.certificate:
        yield Loss(
            "completion.certificate",
            "",
            "A course package holds no certificate.",
            "Issue it with the institution's own tool.",
        )


def _quiz_losses(quiz: items.Quiz[Rich]) -> Iterator[Loss]:
    if quiz.settings.pass_mark is not None and quiz.requirement is None:
        yield Loss(
            "quiz.pass_mark",
            quiz.id,
            "Classic Quizzes know no pass mark.",
            "Set `requirement: {score: …}` to make the module ask for it.",
        )
    if quiz.settings.shuffle_questions:
        yield Loss(
            "quiz.shuffle_questions",
            quiz.id,
            "Classic Quizzes shuffle answers and draws only.",
            "Questions come in the author's order.",
        )
    for entry in quiz.questions:
        if isinstance(entry, q.Ordering):
            yield Loss(
                "question.ordering",
                quiz.id,
                "Classic Quizzes have no ordering question.",
                "A matching question of places and entries.",
            )
