"""Read a quiz document's lines back, as an importer does, and say what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coursewright_packaging.coursera import rules
from coursewright_packaging.diagnostic import Rule

__all__ = ["PICTURE", "check_lines"]

PICTURE = "\ufffc"
"""Stands in a line where the document has a picture (Unicode's object replacement character)."""

_HEADING = re.compile(r"Question (\d{1,9}) - (.+)")
_OPTION = re.compile(r"(\*?)([A-Z]): (.*)")
# What an importer would take for a heading, an option or feedback, but is none.
_ALMOST = re.compile(
    r"Question\b(?=.*\d)|\*\s*[A-Z]?\s*:|[A-Z]:\S|\*[A-Z]\b|(?:Default )?Feedback\b(?!:)"
)
_WORDS = frozenset({"shuffle", "no shuffle", "partial credit", "no partial credit"})
_VARIATION = re.compile(r"variation \d{1,9}")
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
    words: tuple[str, ...] = ()
    faults: list[tuple[Rule, int, str]] = field(default_factory=list)


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
            _read(current, number, line)
    if current:
        yield current


def _heading(line: int, match: re.Match[str]) -> _Question:
    kind, *words = (part.strip() for part in match[2].split(","))
    variation = next((word for word in words if _VARIATION.fullmatch(word)), None)
    number = int(variation.split()[1]) if variation else None
    return _Question(line, int(match[1]), kind, number, words=tuple(words))


def _read(question: _Question, number: int, line: str) -> None:
    if match := _OPTION.fullmatch(line):
        question.letters.append(match[2])
        question.right += match[1] == "*"
        if not match[3].strip():
            question.faults.append((rules.QUIZ_OPTIONS, number, f"option {match[2]} is empty"))
    elif line.startswith(("Feedback:", "Default Feedback:")):
        if PICTURE in line:
            message = "the feedback holds a picture"
            question.faults.append((rules.FEEDBACK_PLAIN, number, message))
        if line.startswith("Default") and question.kind in _CHOICES:
            message = f"a {question.kind} question has no default feedback"
            question.faults.append((rules.DEFAULT_FEEDBACK, number, message))
    else:
        if _ALMOST.match(line):
            message = f"`{line[:40]}` reads like a heading, an option or feedback"
            question.faults.append((rules.QUIZ_SYNTAX, number, message))
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
    yield from question.faults
    strange = [w for w in question.words if w not in _WORDS and not _VARIATION.fullmatch(w)]
    if strange:
        yield rules.QUIZ_TYPE, question.line, f"{name} has the option `{strange[0]}`"
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
