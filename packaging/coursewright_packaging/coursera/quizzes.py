"""Quizzes in the two layouts that Coursera imports: lines of a document, and YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright_packaging.coursera.numbering import LETTERS, Numbered, choices
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["document_lines", "quiz_yaml"]

# A line that begins like the layout's own syntax would be read as syntax.
_SYNTAX = re.compile(r"^(\s*)(Question|Feedback|Default Feedback|\*|[A-Z]:)")


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
    said = question.feedback
    for letter, (text, correct, own) in zip(LETTERS, choices(question), strict=False):
        yield f"{'*' if correct else ''}{letter}: {_one_line(text)}"
        outcome = said.correct if correct else said.incorrect
        yield from _feedback("Feedback", own, outcome, said.general)
    if isinstance(question, q.ShortAnswer):
        yield from _feedback("Default Feedback", said.incorrect, said.general)


def _feedback(label: str, *texts: Rich | None) -> Iterator[str]:
    # The layout knows one text for each answer, so all that is said after it stands there.
    shown = " ".join(_one_line(text.text) for text in texts if text)
    if shown:
        yield f"{label}: {shown}"


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
            "shuffleOptions": settings.shuffle_options or getattr(each.question, "shuffle", False),
            "options": [
                {"answer": _one_line(text), "isCorrect": correct}
                for text, correct, _ in choices(each.question)
            ],
        }
        for each in questions
        if isinstance(each.question, (q.MultipleChoice, q.TrueFalse))
        and each.variation in (None, 1)
    ]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(rows, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text).encode()
