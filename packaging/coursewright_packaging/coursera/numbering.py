"""Which questions can be imported, under which numbers, and what is left to enter by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from coursewright_packaging.qti.profile_mapping import profile_questions
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.prefaces import Part, without_texts
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["LETTERS", "Banks", "Numbered", "by_hand", "choices", "numbered", "question_rows"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What options are called; a question with more of them cannot be imported."""

Banks = Mapping[str, Sequence[q.Question[Rich]]]
"""The questions of each bank, by its id."""

_TRUTH = ("True", "False")
# For graders only, so it stands in nothing that is passed on.
_SECRET = "model_answer"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with its number; variations of one number form a pool of which one is shown."""

    number: int
    variation: int | None
    question: q.Question[Rich]


def numbered(parts: Sequence[Part], banks: Banks) -> tuple[Numbered, ...]:
    """Return what can be imported, numbered from 1 without gaps.

    Text stands in front of the question after it. Pairs, gaps and orders become a question each;
    a draw of n becomes n numbers whose variations share out the bank's questions.
    """
    result: list[Numbered] = []
    number = 0
    kept, _ = without_texts(parts)
    for part in kept:
        for pool in _pools(part, banks):
            number += 1
            many = len(pool) > 1
            result += (
                Numbered(number, place if many else None, question)
                for place, question in enumerate(pool, 1)
            )
    return tuple(result)


def _pools(part: Part, banks: Banks) -> Iterator[list[q.Question[Rich]]]:
    if isinstance(part, q.Draw):
        own, _ = without_texts(banks[part.bank])
        bank = [
            replace(each, points=part.points)
            for question in own
            if isinstance(question, q.Question)
            for each in _importable(question)
        ]
        for start in range(min(part.count, len(bank))):
            yield bank[start :: part.count]
    else:
        for question in _importable(part):
            yield [question]


def _importable(question: q.Question[Rich]) -> list[q.Question[Rich]]:
    mapped = profile_questions((question,))
    return [
        each
        for each in mapped
        if not isinstance(each, q.Essay) and len(choices(each)) <= len(LETTERS)
    ]


def choices(question: q.Question[Rich]) -> list[tuple[str, bool, Rich | None]]:
    """Return text, truth and own feedback of each answer of an imported question."""
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            return [(o.text.text, o.correct, o.feedback) for o in options]
        case q.TrueFalse(answer=answer):
            texts = (question.true_feedback, question.false_feedback)
            return list(zip(_TRUTH, (answer, not answer), texts, strict=True))
        case q.ShortAnswer(accepted=accepted):
            return [(a.answer, True, a.feedback) for a in accepted]
        case _:
            return []


def question_rows(questions: Sequence[Numbered]) -> list[dict[str, object]]:
    """Return, for each imported question, what a document has no place for."""
    return [
        {
            "number": each.number,
            **({"variation": each.variation} if each.variation else {}),
            "title": each.question.title,
            "points": round(each.question.points, 4),
            **({"outcomes": list(each.question.outcomes)} if each.question.outcomes else {}),
        }
        for each in questions
    ]


def by_hand(parts: Sequence[Part], banks: Banks) -> list[dict[str, object]]:
    """Return, as plain text, the questions that no document can hold, those of banks included.

    A question's model answer stays out: it is for graders.
    """
    return [
        {"type": _kind(question), **({"bank": bank} if bank else {}), **_plain(question)}
        for bank, question in _asked(parts, banks)
        if not isinstance(question, q.TextOnly) and not _importable(question)
    ]


def _asked(parts: Sequence[Part], banks: Banks) -> Iterator[tuple[str, q.Question[Rich]]]:
    for part in parts:
        if isinstance(part, q.Draw):
            yield from ((part.bank, question) for question in banks[part.bank])
        else:
            yield "", part


def _kind(question: q.Question[Rich]) -> str:
    name = type(question).__name__
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _plain(value: Any) -> Any:
    """Return a question as values that JSON knows, without what the author left out."""
    if isinstance(value, Rich):
        return value.text
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, _plain(getattr(value, field.name))) for field in fields(value))
        return {
            name: text for name, text in named if name != _SECRET and text not in (None, [], {})
        }
    return value
