"""The page "upload this" of Coursera."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import UploadGuide, UploadStep
from coursewright.targets.coursera.settings import course_id_address

__all__ = ["upload_guide"]

_INTRODUCTION = (
    "Coursera imports no whole course. The plan says, for each file, to which item it belongs "
    "and what to do; publishing labs stays a step in the browser."
)


def upload_guide(publication: Publication, slug: str) -> UploadGuide:
    """Return the guide. slug: the course's name in Coursera's addresses, or empty."""
    file = f"{publication.info.id}-coursera.zip"
    plan = (
        "Unpack the bundle; upload-plan.json names every file in the order of the course, and "
        "beside it the settings that you enter by hand."
    )
    steps = [
        UploadStep(file, "", plan),
        UploadStep("", "Course > Settings", "Enter course_metadata.json and the objectives."),
        UploadStep("", "Course > Edit content", "Make modules and items as the plan lists them."),
        UploadStep("", "Item > Reading", "Paste each page of readings/."),
        UploadStep("", "Item > Video", "Upload videos/ with their captions."),
        UploadStep("", "Item > Assignment > Import", "Import each document of quizzes/docx/."),
        UploadStep("", "Lab Manager", "Upload each archive of lab-images/, then publish it."),
    ]
    if slug:
        do = "This address tells the course's id, which commands that upload graders ask for."
        steps.append(UploadStep("", course_id_address(slug), do))
    return UploadGuide("Upload this to Coursera", _INTRODUCTION, tuple(steps))
