"""The page "upload this" for SCORM players."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import UploadGuide, UploadStep
from coursewright_packaging.scorm2004.course import ScormCourse, walk

__all__ = ["guide"]

_INTRODUCTION = (
    "One file for any player of SCORM 2004. Upload it as it is, without unzipping. "
    "Uploading a newer build again keeps every item's identifier."
)


def guide(publication: Publication, course: ScormCourse) -> UploadGuide:
    """Return the steps for the common players, then what to try once before learners come."""
    file = f"{publication.info.id}-scorm2004.zip"
    steps = (
        UploadStep(file, "SCORM Cloud: Add Content > Import a SCORM package", "Choose the file."),
        UploadStep(
            file,
            "Canvas with the SCORM tool: SCORM > Upload",
            "Choose the file; as a graded assignment when the score shall count.",
        ),
        UploadStep(
            file,
            "Blackboard: Build Content > Content Package (SCORM)",
            "Choose the file and switch on the grading of the package.",
        ),
        UploadStep(file, "Moodle: Add an activity > SCORM package", _moodle(course)),
        UploadStep(
            "",
            "As a test learner",
            "Open the first page, press “Save and exit”, and open the package again: "
            "it resumes where you left it.",
        ),
        UploadStep(
            "", "As a test learner", "Hand in one quiz and find its score in the gradebook."
        ),
    )
    return UploadGuide("Upload this to a SCORM player", _INTRODUCTION, steps)


def _moodle(course: ScormCourse) -> str:
    if any(activity.prerequisites for activity in walk(course.activities)):
        return (
            "Moodle 5.1 cannot import this file: its parser fails on the global objectives that "
            "prerequisites need. Build without prerequisites for Moodle."
        )
    return "Choose the file; each page opens in a player of its own, entered from the activity."
