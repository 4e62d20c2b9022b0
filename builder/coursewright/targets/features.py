"""The features of the course format, by name: every key that the schemas know, and every text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coursewright_schemas import loader

__all__ = ["TEXTS", "schema_features"]

TEXTS = (
    "lesson.body",
    "notebook.body",
    "lab.body",
    "discussion.body",
    "assignment.body",
    "video.transcript",
    "audio.transcript",
)
"""What authors write beside keys: bodies of Markdown and notebooks, and what is spoken."""

_NESTED = ("grading", "completion", "media", "targets", "rules")


def schema_features() -> Iterator[tuple[str, Any]]:
    """Yield every key by its dotted name, with its default; a name may come again.

    Names are those of losses: `quiz.time_limit`, `question.blanks.feedback.general` (after the
    question's type), `completion.require` (a nested key of `course.yaml`), `bank.question.…`.
    """
    for kind in loader.names():
        schema = loader.load(kind)
        for name, each in schema.get("properties", {}).items():
            if kind in ("quiz", "bank") and name == "questions":
                yield from _questions(schema["$defs"], "bank." if kind == "bank" else "")
            else:
                nested = kind == "course" and name in _NESTED
                yield from _leaves(each, name if nested else f"{kind}.{name}")


def _questions(defs: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for case in defs["question"]["allOf"]:
        kind = case["if"]["properties"]["type"]["const"]
        for name in case["then"]["propertyNames"]["enum"]:
            each = defs["question"]["properties"][name]
            yield from _leaves(each, f"{prefix}question.{kind}.{name}")
    if "draw" in defs:
        yield from _leaves(defs["draw"]["properties"]["draw"], "quiz.draw")


def _leaves(schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    below = [schema.get("items"), schema.get("additionalProperties"), *schema.get("oneOf", ())]
    inner = [
        each for each in below if isinstance(each, dict) and ("type" in each or "oneOf" in each)
    ]
    for name, each in schema.get("properties", {}).items():
        yield from _leaves(each, f"{path}.{name}")
    for each in inner:
        yield from _leaves(each, path)
    if not inner and "properties" not in schema:
        yield path, schema.get("default")
