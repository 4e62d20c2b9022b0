"""What a run reported, checked: tests in the learner's own process can report anything."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursewright_runtime.grading.outcome import State

__all__ = ["Fact", "collected_names", "read_fact", "readable"]

_TEXT_LIMIT = 2_000  # characters; more than our own side ever reports
_NAMES = 2_000
_UNREADABLE = "The result of this test cannot be read."


@dataclass(frozen=True, slots=True)
class Fact:
    """What one test yielded. score: in points of a cell or 0..1 of a test, None while pending."""

    state: State
    score: float | None
    message: str
    detail: str
    title: str
    seconds: float


def read_fact(data: Mapping[str, Any], most: float, *, may_wait: bool) -> Fact:
    """Return a fact with a score of 0..most; an error without points when it has no form.

    may_wait: whether it may leave the score to a person.
    """
    try:
        state, score = State(data["state"]), data["score"]
        seconds = float(data["seconds"])
        if not math.isfinite(seconds) or (score is None) != (state is State.PENDING):
            raise ValueError
        if score is None and not may_wait:
            raise ValueError
        reached = None if score is None else _within(score, most)
        message, detail, title = (_text(data.get(n, "")) for n in ("message", "detail", "title"))
    except (KeyError, TypeError, ValueError, OverflowError):
        return Fact(State.ERROR, 0.0, _UNREADABLE, "the report of this test has no form", "", 0.0)
    return Fact(state, reached, message, detail, title, min(max(seconds, 0.0), 86_400.0))


def _within(score: Any, most: float) -> float:
    if type(score) not in (int, float) or math.isnan(score):
        raise ValueError
    return min(max(float(score), 0.0), most)


def _text(value: Any) -> str:
    """Return a text that can be written as UTF-8."""
    if not isinstance(value, str):
        raise TypeError
    return readable(value)


def readable(value: object) -> str:
    """Return a bounded text that can be written as UTF-8, which a lone surrogate cannot."""
    return str(value)[:_TEXT_LIMIT].encode("utf-8", "backslashreplace").decode()


def collected_names(data: Mapping[str, Any]) -> list[str]:
    """Return the names of tests that were found, each once; none when they have no form."""
    names = data.get("collected")
    if not isinstance(names, list):
        return []
    texts = [readable(name) for name in names[:_NAMES] if isinstance(name, str)]
    return list(dict.fromkeys(texts))
