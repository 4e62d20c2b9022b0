"""Text between questions, for formats without an item for it: it goes in front of the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coursewright_packaging.vocabulary.questions import Draw, Question, TextOnly
from coursewright_packaging.vocabulary.text import EMPTY, Rich

__all__ = ["Part", "without_texts"]

Part = Question[Rich] | Draw
"""What a quiz lists."""


def without_texts(parts: Iterable[Part]) -> tuple[tuple[Part, ...], Rich]:
    """Return the parts without text-only ones, and the texts that no question follows.

    A text stands in front of the stem of the question after it; before a draw or at the end it
    has no such question and belongs into the instructions.
    """
    kept: list[Part] = []
    waiting = left = EMPTY
    for part in parts:
        if isinstance(part, TextOnly):
            waiting = _join(waiting, part.stem)
        elif isinstance(part, Draw):
            left, waiting = _join(left, waiting), EMPTY
            kept.append(part)
        else:
            kept.append(replace(part, stem=_join(waiting, part.stem)))
            waiting = EMPTY
    return tuple(kept), _join(left, waiting)


def _join(first: Rich, second: Rich) -> Rich:
    if not (first and second):
        return first or second
    # A text of one paragraph has no element of its own; two of them would run together.
    html = f"<div>{first.html}</div><div>{second.html}</div>"
    return Rich(html, f"{first.text}\n{second.text}")
