"""What course.yaml says; with a fault in it, as much as can be used for the other checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from coursewright.load import rules
from coursewright.load.document import Document
from coursewright.load.files import SourceFile
from coursewright.load.reading import Entry, read_document
from coursewright.load.shape import check_shape
from coursewright.load.shelf import fault_at
from coursewright.model.course import (
    Author,
    Completion,
    CourseInfo,
    GradeStep,
    Group,
    LatePolicy,
    NotebookPolicy,
)
from coursewright.model.source import Place
from coursewright_packaging.diagnostic import Diagnostic, Severity
from coursewright_packaging.names import slug

__all__ = ["Facts", "read_facts"]

FORMAT = 1
_LEAST: Mapping[str, Any] = {"title": "Course"}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a course.

    rules_at: where course.yaml weighs a rule, by the rule's id. unread: kinds of things of which
    some could not be read.
    """

    info: CourseInfo
    rules_at: Mapping[str, Place]
    unread: frozenset[str]


def read_facts(file: SourceFile, found: list[Diagnostic]) -> Facts | None:
    """Return the facts in course.yaml; `None` when it is in a format that means other things.

    What cannot be used in it is reported and replaced by defaults, so that the rest of the course
    is checked in the same run.
    """
    document = read_document(file, "course", found) or Document(file.path, None, {}, {})
    data = document.data if isinstance(document.data, Mapping) else {}
    if fault := _format_fault(document, data.get("format", FORMAT)):
        found.append(fault)
        return None
    found.extend(document.diagnostics)
    entry = Entry(file, _usable(data) if document.diagnostics else {**_LEAST, **data}, document)
    whole = isinstance(document.data, Mapping) and ("grading" in entry.data) == ("grading" in data)
    unread = frozenset() if whole else frozenset({"assignment group"})
    return Facts(_info(entry, found), dict(_rules_at(entry)), unread)


def _rules_at(entry: Entry) -> Iterator[tuple[str, Place]]:
    for name in entry.data.get("rules", {}):
        yield name, Place(entry.file.path, *entry.document.at(("rules", name), key=True))


def _format_fault(document: Document, version: Any) -> Diagnostic | None:
    if version == FORMAT or not isinstance(version, int) or isinstance(version, bool):
        return None  # what is no version at all is a fault of the shape
    change = (
        "format 0 kept `outcomes` in course.yaml; move them to outcomes.yaml, then set `format: 1`"
        if version < FORMAT
        else "install a newer Coursewright"
    )
    line, column = document.at(("format",))
    message = f"the course is in format {version}; this version reads format {FORMAT}"
    return rules.FORMAT_IS_CURRENT.at(document.path, message, line=line, column=column, hint=change)


def _usable(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the keys that are right when they stand alone."""
    return {**_LEAST, **{key: value for key, value in data.items() if _fits(key, value)}}


def _fits(key: str, value: Any) -> bool:
    return not check_shape(Document("", {**_LEAST, key: value}, {}, {}), "course")


def _info(entry: Entry, found: list[Diagnostic]) -> CourseInfo:
    data = entry.data
    grading = data.get("grading", {})
    texts = ("description", "support", "licence", "duration", "difficulty", "assessment_type")
    return CourseInfo(
        id=data.get("id") or slug(data["title"], "course"),
        title=data["title"],
        place=entry.place(),
        **{name: data.get(name, "") for name in texts},
        version=str(data.get("version", "0.1.0")),
        date=_day(entry, "date", found),
        next_review=_day(entry, "next_review", found),
        language=data.get("language", "en"),
        authors=tuple(_author(author) for author in data.get("authors", ())),
        prerequisites=tuple(data.get("prerequisites", ())),
        groups=tuple(_group(entry, at) for at in range(len(grading.get("groups", ())))),
        grading_scheme=tuple(
            GradeStep(step["letter"], float(step["minimum"])) for step in grading.get("scheme", ())
        ),
        late_policy=_late(grading.get("late")),
        completion=_completion(data.get("completion", {})),
        notebooks=_notebooks(data.get("notebooks", {})),
        activity_base=data.get("activity_base", ""),
        targets=data.get("targets", {}),
        media=data.get("media", {}),
        severities={name: Severity(value) for name, value in data.get("rules", {}).items()},
    )


def _day(entry: Entry, key: str, found: list[Diagnostic]) -> date | None:
    value = entry.data.get(key)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        place = entry.place(key)
        message = f'"{value}" is no day of the calendar'
        hint = "write a day that exists, such as 2027-02-28"
        found.append(fault_at(rules.VALUE_FITS, place, message, hint))
        return None


def _author(author: Any) -> Author:
    if isinstance(author, str):
        return Author(author)
    return Author(author["name"], author.get("email", ""), author.get("role", ""))


def _group(entry: Entry, at: int) -> Group:
    data = entry.data["grading"]["groups"][at]
    kept = data.get("never_drop", ())
    where = ("grading", "groups", at, "never_drop")
    return Group(
        data["id"],
        data["title"],
        float(data.get("weight", 0)),
        data.get("drop_lowest", 0),
        data.get("drop_highest", 0),
        tuple(kept),
        tuple(entry.place(*where, number) for number in range(len(kept))),
        entry.place("grading", "groups", at, "weight"),
    )


def _late(data: Mapping[str, Any] | None) -> LatePolicy | None:
    if data is None:
        return None
    return LatePolicy(
        float(data.get("deduction", 0)),
        data.get("interval", "day"),
        float(data.get("minimum", 0)),
        float(data.get("missing_deduction", 0)),
    )


def _completion(data: Mapping[str, Any]) -> Completion:
    return Completion(
        data.get("require", "all-required"),
        data.get("minimum_score"),
        data.get("certificate", False),
        data.get("certificate_score"),
    )


def _notebooks(data: Mapping[str, Any]) -> NotebookPolicy:
    return NotebookPolicy(
        data.get("execute", True),
        float(data.get("seconds", 120)),
        data.get("memory", 2048),
        data.get("output", 16),
        tuple(data.get("environment", ())),
    )
