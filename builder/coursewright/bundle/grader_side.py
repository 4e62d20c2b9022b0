"""The grader side of one lab: `lab.json` beside source, release, tests and solution."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from coursewright.compile.hints import hint_data
from coursewright.compile.release import notebook_language
from coursewright.model.course import LatePolicy
from coursewright.model.items import Grading, Lab, LabFile
from coursewright.theme import strings
from coursewright_packaging.archive import Content, Member
from coursewright_runtime.grading.lab import LAB_FILE, Criterion

__all__ = ["grader_side", "late_policy"]

_KEPT = ("tests/", "solution/", "solutions/", "grader/")


def grader_side(
    lab: Lab[Any],
    release: tuple[LabFile, ...],
    private: Mapping[str, Content],
    late: LatePolicy | None,
    language: str,
) -> Iterator[Member]:
    """Yield the files of a lab's grader side, relative to its folder.

    release: what learners get. private: the notebook as authored and the instructors' files, by
    path below the lab's folder. language: of the course, for the words around hints.
    """
    notebook = json.loads(next(file.content for file in release if file.path == lab.notebook))
    yield Member(LAB_FILE, _text(_described(lab, release, notebook, late, language)))
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
    language: str,
) -> dict[str, Any]:
    grading = lab.grading
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
        "hints": _hints(lab, language),
        "due": lab.dates.due.isoformat() if lab.dates.due else "",
        "late": None if late is None else late_policy(late),
    }


def _hints(lab: Lab[Any], language: str) -> dict[str, Any]:
    helps = dict(lab.grading.helps)
    data = hint_data(lab, strings(language))
    parts = [{**part, "cells": list(helps.get(part["part"], ()))} for part in data["parts"]]
    return {**{key: data[key] for key in ("unlock", "public", "contact")}, "parts": parts}


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
