"""The page "upload this" for SCORM players."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.targets.base import UploadGuide, UploadStep
from coursewright_packaging.scorm2004.course import ScormCourse, walk

__all__ = ["guide", "one_sco_name", "scorm12_name", "standard_name"]

_INTRODUCTION = (
    "One file for any player of SCORM 2004. Upload it as it is, without unzipping. "
    "Uploading a newer build again keeps every item's identifier."
)
_MOODLE = "Moodle: Add an activity > SCORM package"
_TRY = "As a test learner"


def standard_name(course: ScormCourse) -> str:
    """Return the file name of the package for all players of SCORM 2004."""
    return f"{course.id}-scorm2004.zip"


def one_sco_name(course: ScormCourse) -> str:
    """Return the file name of Moodle's package with one SCO."""
    return f"{course.id}-moodle-scorm2004.zip"


def scorm12_name(course: ScormCourse) -> str:
    """Return the file name of Moodle's package of SCORM 1.2."""
    return f"{course.id}-moodle-scorm12.zip"


def guide(course: ScormCourse, moodle: bool) -> UploadGuide:
    """Return the steps for the common players, then what to try once before learners come.

    moodle: whether there are packages for Moodle.
    """
    file = standard_name(course)
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
        *(_for_moodle(course) if moodle else _without_profile(course)),
        UploadStep(
            "",
            _TRY,
            "Open the first page, press “Save and exit”, and open the package again: "
            "it resumes where you left it.",
        ),
        UploadStep("", _TRY, "Hand in one quiz and find its score in the gradebook."),
    )
    return UploadGuide("Upload this to a SCORM player", _INTRODUCTION, steps)


def _for_moodle(course: ScormCourse) -> Iterator[UploadStep]:
    yield UploadStep(
        one_sco_name(course),
        _MOODLE,
        "Choose the file when the course shall be one page with its own contents and one grade; "
        "set “Grading method” to “Highest grade”.",
    )
    yield UploadStep(
        scorm12_name(course),
        _MOODLE,
        "Or choose this one when Moodle's own menu shall show each page and each quiz's grade; "
        "set “Display course structure in player” to “To the side”.",
    )


def _without_profile(course: ScormCourse) -> Iterator[UploadStep]:
    waits = any(activity.prerequisites for activity in walk(course.activities))
    why = (
        "Moodle 5.1 cannot import this file: its parser fails on the global objectives that "
        "prerequisites need."
        if waits
        else "Moodle 5.1 records only the first page that a learner opens in its player."
    )
    build = "Write `targets: {scorm2004: {profile: moodle}}` into course.yaml and build again."
    yield UploadStep("" if waits else standard_name(course), _MOODLE, f"{why} {build}")
