"""Load the schemas, each once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["load", "names", "path"]

_HERE = Path(__file__).resolve().parent
_SUFFIX = ".schema.json"
# What programs write for each other, and the login of an audit; the rest is the course's format.
_NOT_OF_COURSES = frozenset(
    {
        "accessibility",
        "accessibility-earl",
        "accessibility-sarif",
        "accessibility-spoken",
        "audit-login",
        "grader-lab",
        "grading-result",
        "runtime-bundle",
    }
)


def names() -> tuple[str, ...]:
    """Return the names of the schemas of all that a course is written in, sorted."""
    every = {file.name.removesuffix(_SUFFIX) for file in _HERE.glob(f"*{_SUFFIX}")}
    return tuple(sorted(every - _NOT_OF_COURSES))


def path(name: str) -> Path:
    """Return the file of the schema `name`. Raises KeyError for an unknown one."""
    file = _HERE / f"{name}{_SUFFIX}"
    if not file.is_file():
        raise KeyError(f"no schema is called `{name}`; known are {', '.join(names())}")
    return file


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return the JSON Schema `name`, which callers leave as it is. Raises KeyError."""
    schema = json.loads(path(name).read_text("utf-8"))
    assert isinstance(schema, dict)
    return schema
