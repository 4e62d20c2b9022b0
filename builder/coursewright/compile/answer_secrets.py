"""What only graders read of questions.

Options, accepted answers and their keys are no secrets of this kind: options stand on the page
anyway, and SCORM pages and QTI files carry keys by design, since they play or import the question.
A model answer is for graders alone. Blackboard has a place for it in its packages, which teachers
import; in every other public artefact it is a leak.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursewright.model import items
from coursewright.model.course import Course
from coursewright.model.secrets import Secret
from coursewright.model.source import Source
from coursewright_packaging.vocabulary.questions import Draw, Essay, Question

__all__ = ["answer_secrets"]

_BY_DESIGN = ("blackboard/",)


def answer_secrets(course: Course) -> Iterator[Secret]:
    """Yield each line of each model answer in the course."""
    for item in course.items():
        if isinstance(item, items.Quiz):
            yield from _lines(item.id, item.questions)
    for bank in course.banks:
        yield from _lines(bank.id, bank.questions)


def _lines(owner: str, questions: Iterable[Question[Source] | Draw]) -> Iterator[Secret]:
    for question in questions:
        if isinstance(question, Essay) and question.model_answer:
            source = question.model_answer
            for number, line in enumerate(source.text.splitlines()):
                place = f"{source.place.path}:{(source.place.line or 1) + number}"
                yield Secret(owner, place, line.strip(), spared=_BY_DESIGN)
