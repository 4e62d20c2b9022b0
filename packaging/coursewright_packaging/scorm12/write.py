"""Write a SCORM 1.2 package of several SCOs, with prerequisites and mastery scores.

Pages and player are those of the SCORM 2004 package: the player speaks both APIs.
"""

from __future__ import annotations

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.scorm12.control import control_documents
from coursewright_packaging.scorm12.manifest import manifest
from coursewright_packaging.scorm2004.contents import Contents
from coursewright_packaging.scorm2004.course import ScormCourse

__all__ = ["package"]


def package(course: ScormCourse, made: Contents) -> Archive:
    """Return the package, yet to be written. made: the course's contents.

    Raises PackagingError when a control document is missing.
    """
    top = Member("imsmanifest.xml", manifest(course, made.shared_names))
    return Archive((top, *control_documents(), *made.members))
