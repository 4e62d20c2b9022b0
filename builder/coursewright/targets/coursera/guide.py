"""The page "upload this" of Coursera."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from coursewright.model.course import Publication
from coursewright.targets.base import PlanLine, UploadGuide, UploadStep
from coursewright.targets.coursera.settings import course_id_address

__all__ = ["upload_guide"]

_INTRODUCTION = (
    "Coursera imports no whole course. The list below says, for each item, what to make, which "
    "file of the bundle goes there and what to enter; publishing labs stays a step in the browser."
)
_PLACES = {"course settings": "The course"}
Step: TypeAlias = Mapping[str, Any]


def upload_guide(publication: Publication, slug: str, plan: Sequence[Step]) -> UploadGuide:
    """Return the guide. slug: the course's name in Coursera's addresses, or empty.

    plan: the steps of the bundle's plan.
    """
    file = f"{publication.info.id}-coursera.zip"
    unpack = "Unpack the bundle, whose files the list below names item by item."
    steps = [
        UploadStep(file, "", unpack),
        UploadStep("", "Course > Settings", "Enter course_metadata.json and the objectives."),
        UploadStep(
            "", "Course > Edit content", "Make modules and items as the list below has them."
        ),
        UploadStep("", "Item > Reading", "Paste each page of readings/."),
        UploadStep("", "Item > Video", "Upload videos/ with their captions."),
        UploadStep("", "Item > Assignment > Import", "Import each document of quizzes/docx/."),
        UploadStep("", "Lab Manager", "Upload each archive of lab-images/, then publish it."),
    ]
    if slug:
        do = "This address tells the course's id, which commands that upload graders ask for."
        steps.append(UploadStep("", course_id_address(slug), do))
    lines = tuple(_lines(plan))
    return UploadGuide("Upload this to Coursera", _INTRODUCTION, tuple(steps), lines)


def _lines(plan: Sequence[Step]) -> Iterator[PlanLine]:
    """Yield a line for each thing that the steps make, in their order."""
    for (module, item, kind, _), steps in groupby(plan, _thing):
        made = list(steps)
        settings = {key: value for step in made for key, value in step.get("settings", {}).items()}
        yield PlanLine(
            str(module) or _PLACES.get(str(kind), "Files"),
            str(item or module),
            str(kind),
            tuple((str(step["do"]), str(step["file"])) for step in made),
            tuple((key, _shown(key, value)) for key, value in settings.items()),
        )


def _thing(step: Step) -> tuple[object, ...]:
    return step["module"], step["item"], step["kind"], step["id"]


def _shown(key: str, value: object) -> str:
    """Return a setting as people read it; keys to questions stay in the bundle."""
    if key == "questions" and isinstance(value, list):
        return f"{len(value)}, which upload-plan.json in the bundle holds"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_shown(name, each)}" for name, each in value.items())
    if isinstance(value, list):
        return " | ".join(_shown("", each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
