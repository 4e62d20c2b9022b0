"""Check a grader's feedback.json (coursera_autograder, commands/grade.py)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coursewright_packaging.structured import Unreadable, load_json

__all__ = ["feedback_faults"]

_TYPES = ("HTML", "TXT")


def feedback_faults(data: bytes) -> Iterator[str]:
    """Yield where the answer of a grader breaks the contract."""
    try:
        value = load_json(data)
    except Unreadable as error:
        yield str(error)
        return
    if not isinstance(value, dict):
        yield "it is no object"
        return
    yield from _score(value)
    if not isinstance(value.get("feedback"), str):
        yield "`feedback` is no text"
    if value.get("feedbackType", "HTML") not in _TYPES:
        yield f"`feedbackType` is `{value['feedbackType']}`; allowed are HTML and TXT"


def _score(value: dict[str, Any]) -> Iterator[str]:
    score, correct = value.get("fractionalScore"), value.get("isCorrect")
    if score is None and correct is None:
        yield "neither `fractionalScore` nor `isCorrect` is there"
    if score is not None:
        number = isinstance(score, (int, float)) and not isinstance(score, bool)
        if not number or not 0 <= score <= 1:
            yield f"`fractionalScore` is {score!r:.40}; it is a number from 0 to 1"
    if correct is not None and not isinstance(correct, bool):
        yield f"`isCorrect` is {correct!r:.40}; it is true or false"
