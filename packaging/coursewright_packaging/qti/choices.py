"""What both dialects need of a question: numbered answers, kinds, percentages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Answer", "answer_ids", "answers", "share", "stable_number"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice or accepted answer. ident: a number, as Canvas wants it."""

    ident: int
    text: Rich
    correct: bool
    feedback: Rich | None = None


def stable_number(*parts: str) -> int:
    """Return a number from 1 to 2^31-1 that only depends on the parts.

    Canvas turns other idents into numbers, and those that give 0 into random ones at each import.
    """
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:4], "big") % 0x7FFFFFFE + 1


def answer_ids(question: str, keys: Iterable[str]) -> tuple[int, ...]:
    """Return one number per key, no two alike."""
    taken: set[int] = set()
    return tuple(_next(stable_number(question, key), taken) for key in keys)


def _next(number: int, taken: set[int]) -> int:
    while number in taken:
        number = number % 0x7FFFFFFE + 1
    taken.add(number)
    return number


def answers(question: q.Question[Rich]) -> tuple[Answer, ...]:
    """Return the answers of a question with one response; empty for all others."""
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            return tuple(_numbered(question.id, options))
        case q.TrueFalse():
            return _truth(question)
        case q.ShortAnswer(accepted=accepted):
            numbers = answer_ids(question.id, (a.answer for a in accepted))
            texts = (Rich(a.answer, a.answer) for a in accepted)
            rows = zip(numbers, texts, accepted, strict=True)
            return tuple(Answer(n, text, True, a.feedback) for n, text, a in rows)
        case _:
            return ()


def _numbered(question: str, options: tuple[q.Option[Rich], ...]) -> Iterator[Answer]:
    numbers = answer_ids(question, (option.id for option in options))
    for number, option in zip(numbers, options, strict=True):
        yield Answer(number, option.text, option.correct, option.feedback)


def _truth(question: q.TrueFalse[Rich]) -> tuple[Answer, ...]:
    true, false = answer_ids(question.id, ("true", "false"))
    return (
        Answer(true, Rich("True", "True"), question.answer, question.true_feedback),
        Answer(false, Rich("False", "False"), not question.answer, question.false_feedback),
    )


def share(count: int) -> str:
    """Return the percentage of one of `count` equal parts, as Canvas rounds it."""
    return f"{100 / count:.2f}"
