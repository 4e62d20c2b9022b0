"""Write SCORM 2004 packages: manifest, control documents, pages, player and shared files."""

from __future__ import annotations

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.scorm2004.contents import Contents, whole_course
from coursewright_packaging.scorm2004.control import control_documents
from coursewright_packaging.scorm2004.course import ScormCourse
from coursewright_packaging.scorm2004.manifest import manifest, manifest_of_one

__all__ = ["package", "package_of_one"]


def package(course: ScormCourse, made: Contents) -> Archive:
    """Return the package with one SCO per page, yet to be written. made: the course's contents.

    Raises PackagingError when a control document is missing.
    """
    return _archive(course, manifest(course, made.shared_names), made.members)


def package_of_one(course: ScormCourse, made: Contents) -> Archive:
    """Return the package whose one SCO is the course, for platforms without sequencing.

    made: the course's contents. Raises PackagingError as `package` does.
    """
    whole = whole_course(course)
    names = sorted(member.name for member in (*whole, *made.members))
    return _archive(course, manifest_of_one(course, names), (*whole, *made.members))


def _archive(course: ScormCourse, top: bytes, members: tuple[Member, ...]) -> Archive:
    return Archive((Member("imsmanifest.xml", top), *control_documents(course.edition), *members))
