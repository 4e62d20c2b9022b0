"""The upload plan of the marked course's Coursera bundle."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from feature_proofs import titles

from marked_course import features

__all__ = ["Plan", "is_planned", "read_plan", "settings_of"]

Plan = Sequence[Mapping[str, Any]]
_COURSE_KEYS = {
    "course.date": "date",
    "course.language": "language",
    "course.licence": "licence",
    "term.start": "start",
    "term.end": "end",
    "targets.coursera.course_slug": "course_slug",
}


def read_plan(bundle: Path) -> Plan:
    """Return the steps of a bundle's plan."""
    with zipfile.ZipFile(bundle) as archive:
        plan = json.loads(archive.read("upload-plan.json"))
    steps: Plan = plan["steps"]
    return steps


def is_planned(feature: str, plan: Plan) -> bool:
    """Return whether the settings of the feature's thing hold it, with the author's value."""
    if feature in _COURSE_KEYS:
        return _COURSE_KEYS[feature] in plan[0]["settings"]
    if feature.startswith("term."):
        return any("unlock" in step.get("settings", ()) for step in plan)
    kind, _, path = feature.partition(".")
    if kind not in titles():
        return False
    settings: Any = settings_of(kind, plan)
    for key in path.split("."):
        if not isinstance(settings, dict) or key not in settings:
            return False
        settings = settings[key]
    written = [value for name, value in features() if name == feature]
    references = isinstance(settings, (dict, list))
    return references or settings in written


def settings_of(kind: str, plan: Plan) -> Mapping[str, Any]:
    """Return the settings of the item or module of a kind."""
    title = titles()[kind]
    of = [step["settings"] for step in plan if "settings" in step and title in _name(step)]
    assert len(of) == 1, title
    settings: Mapping[str, Any] = of[0]
    return settings


def _name(step: Mapping[str, Any]) -> tuple[str, ...]:
    return (step["module"],) if step["kind"] == "module" else (step["item"],)
