"""Map every text of a question, whatever its kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from coursewright.model.source import Source
from coursewright_packaging.vocabulary.questions import Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["map_text"]

Out = TypeVar("Out")


def map_text(question: Question[Any], change: Callable[[Any], Out]) -> Question[Out]:
    """Return the question with `change` applied to each of its texts (Source or Rich)."""
    mapped = _mapped(question, change)
    assert isinstance(mapped, Question)
    return mapped


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, (Source, Rich)):
        return change(value)
    if isinstance(value, tuple):
        return tuple([_mapped(each, change) for each in value])
    names = _field_names(value.__class__)
    if not names:
        return value
    return value.__class__(**{name: _mapped(getattr(value, name), change) for name in names})


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass, nothing for other types."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(field.name for field in dataclasses.fields(kind))
