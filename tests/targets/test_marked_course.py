"""The marked course, which is made from the schemas, writes every key so that it can be found."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from coursewright.targets.cells import lookup
from coursewright.targets.features import schema_features
from coursewright.targets.registry import load_target
from coursewright_schemas import loader
from marked_course import features, keys, markers
from marked_packages import platforms
from schema_values import mark

# Only the quiz and the tool ask for a score: the others have no points, or ask for something else.
_NO_SCORE = {
    f"{kind}.requirement.score"
    for kind in ("lesson", "notebook", "video", "audio", "link", "file", "lab", "discussion")
} | {"assignment.requirement.score"}
# One value only is allowed, or none but the default; a published solution would be no secret.
_ONE_VALUE = {"course.format", "targets.site", "lab.disclosure.solution"}


def test_the_marked_course_writes_every_key_of_every_schema() -> None:
    written: dict[str, list[Any]] = {}
    for feature, value in features():
        written.setdefault(re.sub(r"^(ungraded|second)-", "", feature), []).append(value)
    for feature, default in schema_features():
        if feature in _NO_SCORE | _ONE_VALUE:
            continue
        assert feature in written, f"the marked course does not write {feature}"
        assert any(value != default for value in written[feature]), f"{feature} has its default"


def test_no_marker_is_that_of_two_features_or_the_beginning_of_another() -> None:
    owners: dict[str, set[str]] = {}
    for feature, words in markers().items():
        for word in words.split():
            if word[:1].isalpha():
                owners.setdefault(word.lower(), set()).add(feature)
    assert not {word: names for word, names in owners.items() if len(names) > 1}
    words = sorted(owners)
    begun = [(one, two) for one, two in pairwise(words) if two.startswith(one)]
    assert not begun


def test_a_new_key_is_in_the_course_and_wants_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    new = {**loader.load("link")["properties"], "colour": {"type": "string"}}
    schemas = {name: loader.load(name) for name in loader.names()}
    schemas["link"] = {**schemas["link"], "properties": new}
    monkeypatch.setattr(loader, "load", schemas.__getitem__)
    assert keys.__wrapped__()["link"]["colour"] == mark("link.colour")
    assert "link.colour" in dict(schema_features())
    assert not [name for name in platforms() if lookup(load_target(name).cells, "link.colour")]
