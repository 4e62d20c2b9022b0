"""The grader side of one lab: `lab.json` beside source, release, tests and solution."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from coursewright.compile.release import notebook_language
from coursewright.model.course import LatePolicy
from coursewright.model.items import Grading, Lab, LabFile
from coursewright_packaging.archive import Content, Member
from coursewright_runtime.grading.lab import LAB_FILE, Criterion

__all__ = ["grader_side", "late_policy"]

_KEPT = ("tests/", "solution/", "solutions/", "grader/")


def grader_side(
    lab: Lab[Any],
    release: tuple[LabFile, ...],
    private: Mapping[str, Content],
    late: LatePolicy | None,
) -> Iterator[Member]:
    """Yield the files of a lab's grader side, relative to its folder.

    release: what learners get. private: the notebook as authored and the instructors' files, by
    path below the lab's folder.
    """
    notebook = json.loads(next(file.content for file in release if file.path == lab.notebook))
    yield Member(LAB_FILE, _text(_described(lab, release, notebook, late)))
    for file in release:
        yield Member(f"release/{file.path}", file.content)
    for path, content in sorted(private.items()):
        if path in lab.notebooks:
            yield Member(f"source/{path}", content)
        elif path.startswith(_KEPT):
            yield Member(path, content)


def _described(
    lab: Lab[Any],
    release: tuple[LabFile, ...],
    notebook: Mapping[str, Any],
    late: LatePolicy | None,
) -> dict[str, Any]:
    grading, helps = lab.grading, dict(lab.grading.helps)
    return {
        "id": lab.id,
        "title": lab.title,
        "points": lab.points,
        "language": notebook_language(notebook.get("metadata", {})),
        "notebooks": list(lab.notebooks),
        "companions": [file.path for file in release if file.path not in lab.notebooks],
        "required": list(grading.required),
        "requirements": list(lab.requirements),
        **_rules(grading),
        "criteria": [asdict(each) for each in lab.criteria or (_whole(),)],
        "hints": [
            {"part": part, "levels": list(levels), "cells": list(helps.get(part, ()))}
            for part, levels in lab.hints
        ],
        "due": lab.dates.due.isoformat() if lab.dates.due else "",
        "late": None if late is None else late_policy(late),
    }


def late_policy(late: LatePolicy) -> dict[str, Any]:
    """Return the course's policy in the grader's words."""
    return {"deduction": late.deduction, "interval": late.interval, "minimum": late.minimum}


def _rules(grading: Grading) -> dict[str, Any]:
    organization, documentation = grading.organization, grading.documentation
    return {
        "tests": [asdict(test) for test in grading.tests],
        "organization": asdict(organization) if organization else None,
        "documentation": asdict(documentation) if documentation else None,
        "limits": asdict(grading.limits),
    }


def _whole() -> Criterion:
    return Criterion("work", "Work", 1.0, cells=("*",))


def _text(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
