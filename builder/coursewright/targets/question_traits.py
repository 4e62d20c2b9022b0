"""What the texts of a question have that plain lines of text cannot hold."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from coursewright.model.texts import map_text
from coursewright_packaging.vocabulary.questions import Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["has_feedback", "has_image", "is_formatted"]

# Beyond these, plain text says less than the author wrote.
_FORMATTED = re.compile(r"<(?!/|(?:p|br|span|img)\b)")


def has_feedback(question: Question[Rich]) -> bool:
    """Return whether learners read anything after answering."""
    return _says(question, feedback=False)


def has_image(question: Question[Rich]) -> bool:
    """Return whether a picture stands in any of the question's texts."""
    return any("<img" in html for html in _fragments(question))


def is_formatted(question: Question[Rich]) -> bool:
    """Return whether any text is more than paragraphs: code, formulas, lists, emphasis."""
    return any(_FORMATTED.search(html) for html in _fragments(question))


def _fragments(question: Question[Rich]) -> list[str]:
    found: list[str] = []
    map_text(question, lambda text: found.append(text.html))
    return found


def _says(value: object, *, feedback: bool) -> bool:
    """Return whether there is text in a field of that name. feedback: whether this is one."""
    if isinstance(value, Rich):
        return feedback and bool(value)
    if isinstance(value, tuple):
        return any(_says(each, feedback=feedback) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return any(
            _says(getattr(value, field.name), feedback=feedback or field.name.endswith("feedback"))
            for field in fields(value)
        )
    return False
