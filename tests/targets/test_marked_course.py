"""The marked course writes every key of the course format."""

from __future__ import annotations

import re
from typing import Any

from coursewright.targets.features import schema_features
from marked_course import features

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
    for feature, default in schema_features():
        if feature in _NO_SCORE | _ONE_VALUE:
            continue
        assert feature in written, f"the marked course does not write {feature}"
        assert any(value != default for value in written[feature]), f"{feature} has its default"
