"""Which outcome is taught where and assessed where: the alignment matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursewright.model.course import Course, Publication
from coursewright.model.items import Assignment, Discussion, Lab, Quiz
from coursewright_packaging.vocabulary.questions import Question
from coursewright_packaging.vocabulary.rubrics import Outcome

__all__ = ["Alignment", "alignment_matrix"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """One outcome and the ids of the items that teach and assess it, in course order."""

    outcome: Outcome
    taught: tuple[str, ...]
    assessed: tuple[str, ...]


def alignment_matrix(course: Course | Publication) -> tuple[Alignment, ...]:
    """Return one line per outcome, in the author's order."""
    taught = {item.id: set(item.teaches) for item in course.items()}
    assessed = {item.id: set(_assessed(course, item)) for item in course.items()}
    return tuple(
        Alignment(
            outcome,
            tuple(name for name, outcomes in taught.items() if outcome.id in outcomes),
            tuple(name for name, outcomes in assessed.items() if outcome.id in outcomes),
        )
        for outcome in course.outcomes
    )


def _assessed(course: Course | Publication, item: object) -> Iterator[str]:
    yield from getattr(item, "assesses", ())
    if isinstance(item, Quiz):
        for entry in item.questions:
            if isinstance(entry, Question):
                yield from entry.outcomes
            else:
                yield from _of_bank(course, entry.bank)
    if isinstance(item, (Assignment, Discussion, Lab)):
        for rubric in course.rubrics:
            if rubric.id == item.rubric:
                yield from (c.outcome for c in rubric.criteria if c.outcome)


def _of_bank(course: Course | Publication, name: str) -> Iterator[str]:
    for bank in course.banks:
        if bank.id == name:
            for question in bank.questions:
                yield from question.outcomes
