"""Check a quiz in YAML: a list of multipleChoice questions, as third parties import them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coursewright_packaging.structured import Unreadable, load_yaml

__all__ = ["quiz_faults"]

_KEYS = frozenset({"typeName", "prompt", "shuffleOptions", "options"})


def quiz_faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong with a quiz."""
    try:
        rows = load_yaml(data)
    except Unreadable as error:
        yield str(error)
        return
    if not isinstance(rows, list):
        yield "it is no list"
        return
    for number, row in enumerate(rows, 1):
        if problem := _row_problem(row):
            yield f"question {number} {problem}"


def _row_problem(row: Any) -> str:
    if not isinstance(row, dict) or row.get("typeName") != "multipleChoice":
        return "is no multipleChoice"
    if strange := sorted(map(str, row.keys() - _KEYS)):
        return f"has the unknown key `{strange[0][:40]}`"
    if not isinstance(row.get("prompt"), str) or not row["prompt"].strip():
        return "has no prompt"
    if not isinstance(row.get("shuffleOptions", False), bool):
        return "has a shuffleOptions that is neither true nor false"
    options = row.get("options")
    if not isinstance(options, list) or not all(isinstance(o, dict) for o in options):
        return "has no options"
    return _options_problem(options)


def _options_problem(options: list[dict[str, Any]]) -> str:
    answers = [option.get("answer") for option in options]
    if any(answer is None or not str(answer).strip() for answer in answers):
        return "has an option without an answer"
    if any(not isinstance(option.get("isCorrect"), bool) for option in options):
        return "has an option whose isCorrect is neither true nor false"
    right = sum(option["isCorrect"] for option in options)
    return "" if right == 1 and len(options) > 1 else f"has {right} right answers"
