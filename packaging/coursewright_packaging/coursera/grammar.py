"""Read a quiz document's lines back, as an importer does, and say what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coursewright_packaging.coursera import rules
from coursewright_packaging.diagnostic import Rule

__all__ = ["check_lines"]

_HEADING = re.compile(r"Question (\d+) - (.+)")
_OPTION = re.compile(r"(\*?)([A-Z]): (.*)")
_TYPES = frozenset(
    {
        "multiple choice",
        "single correct answer",
        "checkbox",
        "text match",
        "regular expression",
    }
)
_CHOICES = frozenset({"multiple choice", "single correct answer", "checkbox"})
_ONE_KEY = frozenset({"multiple choice", "single correct answer"})


@dataclass(slots=True)
class _Question:
    line: int
    number: int
    kind: str
    variation: int | None
    prompt: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    right: int = 0


def check_lines(lines: Sequence[str]) -> Iterator[tuple[Rule, int, str]]:
    """Yield rule, line and message of every fault; lines count from 1."""
    questions = list(_questions(lines))
    yield from _numbers(questions)
    for question in questions:
        yield from _question(question)


def _questions(lines: Sequence[str]) -> Iterator[_Question]:
    current: _Question | None = None
    for number, line in enumerate(lines, 1):
        if match := _HEADING.fullmatch(line):
            if current:
                yield current
            current = _heading(number, match)
        elif current is not None:
            _read(current, line)
    if current:
        yield current


def _heading(line: int, match: re.Match[str]) -> _Question:
    parts = [part.strip() for part in match[2].split(",")]
    variation = next((p for p in parts if p.startswith("variation ")), None)
    number = int(variation.split()[1]) if variation and variation.split()[1].isdecimal() else None
    return _Question(line, int(match[1]), parts[0], number)


def _read(question: _Question, line: str) -> None:
    if match := _OPTION.fullmatch(line):
        question.letters.append(match[2])
        question.right += match[1] == "*"
    elif not line.startswith(("Feedback:", "Default Feedback:")):
        question.prompt.append(line)


def _numbers(questions: Sequence[_Question]) -> Iterator[tuple[Rule, int, str]]:
    expected, variation = 0, 0
    for question in questions:
        if question.variation is not None and question.number == expected and expected:
            variation += 1
        else:
            expected += 1
            variation = 1
        wrong = question.variation is not None and question.variation != variation
        if question.number != expected or wrong:
            message = f"question {question.number} follows where {expected} is due"
            yield rules.QUIZ_NUMBERED, question.line, message
            expected = question.number
    if not questions:
        yield rules.QUIZ_NUMBERED, 1, "there is no question in it"


def _question(question: _Question) -> Iterator[tuple[Rule, int, str]]:
    name = f"question {question.number}"
    if question.kind not in _TYPES:
        yield rules.QUIZ_TYPE, question.line, f"{name} has the type `{question.kind}`"
        return
    letters = "".join(question.letters)
    wanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(letters)]
    few = question.kind in _CHOICES and len(letters) < 2
    if letters != wanted or few or not any(line.strip() for line in question.prompt):
        yield rules.QUIZ_OPTIONS, question.line, f"{name} has the options `{letters}`"
    exactly = question.kind in _ONE_KEY and question.right != 1
    if exactly or question.right == 0:
        yield rules.QUIZ_KEY, question.line, f"{name} has {question.right} right answers"
