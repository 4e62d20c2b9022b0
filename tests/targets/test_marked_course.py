"""The marked course writes every key of the course format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from marked_course import features

_SCHEMAS = Path(__file__).parents[2] / "schemas" / "coursewright_schemas"
Schema = Mapping[str, Any]

# Only the quiz and the tool ask for a score: the others have no points, or ask for something else.
_NO_SCORE = {
    f"{kind}.requirement.score"
    for kind in ("lesson", "notebook", "video", "audio", "link", "file", "lab", "discussion")
} | {"assignment.requirement.score"}
# One value only is allowed, or none but the default.
_ONE_VALUE = {"course.format", "targets.site"}


def test_the_marked_course_writes_every_key_of_every_schema() -> None:
    written: dict[str, list[Any]] = {}
    for feature, value in features():
        written.setdefault(re.sub(r"^(ungraded|second)-", "", feature), []).append(value)
    for feature, default in _schema_features():
        if feature in _NO_SCORE | _ONE_VALUE:
            continue
        assert feature in written, f"the marked course does not write {feature}"
        assert any(value != default for value in written[feature]), f"{feature} has its default"


def _schema_features() -> Iterator[tuple[str, Any]]:
    for file in sorted(_SCHEMAS.glob("*.schema.json")):
        kind = file.name.partition(".")[0]
        schema = json.loads(file.read_text("utf-8"))
        for name, each in schema["properties"].items():
            if kind in ("quiz", "bank") and name == "questions":
                yield from _questions(schema["$defs"], "bank." if kind == "bank" else "")
            else:
                nested = kind == "course" and name in ("grading", "completion", "targets", "rules")
                yield from _leaves(each, name if nested else f"{kind}.{name}")


def _questions(defs: Schema, prefix: str) -> Iterator[tuple[str, Any]]:
    for case in defs["question"]["allOf"]:
        kind = case["if"]["properties"]["type"]["const"]
        for name in case["then"]["propertyNames"]["enum"]:
            each = defs["question"]["properties"][name]
            yield from _leaves(each, f"{prefix}question.{kind}.{name}")
    if "draw" in defs:
        yield from _leaves(defs["draw"]["properties"]["draw"], "quiz.draw")


def _leaves(schema: Schema, path: str) -> Iterator[tuple[str, Any]]:
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
