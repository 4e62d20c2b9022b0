"""Quizzes in the two layouts that Coursera imports: lines of a document, and YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coursewright_packaging.qti.profile_items import profile_questions
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Numbered", "document_lines", "numbered", "quiz_yaml"]

_TRUTH = ("True", "False")
# A line that begins like the layout's own syntax would be read as syntax.
_SYNTAX = re.compile(r"^(\s*)(Question|Feedback|Default Feedback|\*|[A-Z]:)")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with its number; variations of one number form a pool of which one is shown."""

    number: int
    variation: int | None
    question: q.Question[Rich]


def numbered(
    entries: Sequence[q.Question[Rich] | q.Draw], banks: Mapping[str, Sequence[q.Question[Rich]]]
) -> tuple[Numbered, ...]:
    """Return what can be imported, numbered from 1 without gaps.

    Pairs, gaps and orders become a question each; a draw of n becomes n numbers whose variations
    share out the bank's questions. What a person grades is left out.
    """
    result: list[Numbered] = []
    number = 0
    for entry in entries:
        for pool in _pools(entry, banks):
            number += 1
            many = len(pool) > 1
            result += (
                Numbered(number, place if many else None, question)
                for place, question in enumerate(pool, 1)
            )
    return tuple(result)


def _pools(
    entry: q.Question[Rich] | q.Draw, banks: Mapping[str, Sequence[q.Question[Rich]]]
) -> Iterator[list[q.Question[Rich]]]:
    if isinstance(entry, q.Draw):
        bank = _importable(banks[entry.bank])
        for start in range(min(entry.count, len(bank))):
            yield bank[start :: entry.count]
    else:
        for question in _importable((entry,)):
            yield [question]


def _importable(questions: Sequence[q.Question[Rich]]) -> list[q.Question[Rich]]:
    return [each for each in profile_questions(questions) if not isinstance(each, q.Essay)]


def document_lines(questions: Sequence[Numbered], settings: q.QuizSettings) -> Iterator[str]:
    """Yield the paragraphs of the quiz document."""
    for each in questions:
        yield _heading(each, settings)
        yield from _plain_lines(each.question.stem.text)
        yield from _answers(each.question)


def _heading(each: Numbered, settings: q.QuizSettings) -> str:
    question = each.question
    parts = [_kind(question)]
    shuffled = settings.shuffle_options or getattr(question, "shuffle", False)
    if not isinstance(question, q.ShortAnswer):
        parts.append("shuffle" if shuffled else "no shuffle")
    if isinstance(question, q.MultipleAnswer):
        parts.append("partial credit" if question.partial_credit else "no partial credit")
    if each.variation is not None:
        parts.append(f"variation {each.variation}")
    return f"Question {each.number} - {', '.join(parts)}"


def _kind(question: q.Question[Rich]) -> str:
    if isinstance(question, q.MultipleAnswer):
        return "checkbox"
    return "text match" if isinstance(question, q.ShortAnswer) else "multiple choice"


def _answers(question: q.Question[Rich]) -> Iterator[str]:
    feedback = question.feedback
    for letter, (text, correct, own) in zip(_LETTERS, _choices(question), strict=False):
        yield f"{'*' if correct else ''}{letter}: {text}"
        shown = own or (feedback.correct if correct else feedback.incorrect) or feedback.general
        if shown:
            yield f"Feedback: {_one_line(shown.text)}"
    if isinstance(question, q.ShortAnswer) and feedback.incorrect:
        yield f"Default Feedback: {_one_line(feedback.incorrect.text)}"


def _choices(question: q.Question[Rich]) -> list[tuple[str, bool, Rich | None]]:
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            return [(_one_line(o.text.text), o.correct, o.feedback) for o in options]
        case q.TrueFalse(answer=answer):
            texts = (question.true_feedback, question.false_feedback)
            keys = (answer, not answer)
            return list(zip(_TRUTH, keys, texts, strict=True))
        case q.ShortAnswer(accepted=accepted):
            return [(_one_line(a.answer), True, a.feedback) for a in accepted]
        case _:
            return []


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plain_lines(text: str) -> Iterator[str]:
    for line in text.splitlines() or [""]:
        # A word joiner in front keeps the line as it reads, but not as syntax.
        yield _SYNTAX.sub("\\1\u2060\\2", _one_line(line))


def quiz_yaml(questions: Sequence[Numbered], settings: q.QuizSettings) -> bytes:
    """Return the quiz as YAML; only questions with one right choice have a known form there."""
    import yaml

    rows = [
        {
            "typeName": "multipleChoice",
            "prompt": _one_line(each.question.stem.text),
            "shuffleOptions": settings.shuffle_options,
            "options": [
                {"answer": text, "isCorrect": correct}
                for text, correct, _ in _choices(each.question)
            ],
        }
        for each in questions
        if isinstance(each.question, (q.MultipleChoice, q.TrueFalse))
        and each.variation in (None, 1)
    ]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(rows, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text).encode()
