"""Write a SCORM 2004 package: manifest, control documents, pages, player and shared files."""

from __future__ import annotations

from functools import partial
from importlib.resources import files

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.scorm2004.control import control_documents
from coursewright_packaging.scorm2004.course import Sco, ScormCourse, check, walk
from coursewright_packaging.scorm2004.manifest import manifest
from coursewright_packaging.scorm2004.pages import PLAYER_FILES, render

__all__ = ["archive"]

_PLAYER = files("coursewright_packaging.scorm2004") / "player"


def archive(course: ScormCourse, pieces: Pieces = FRESH) -> Archive:
    """Return the package, yet to be written.

    pieces: gives back pages of SCOs, by their ids, that were made before.
    Raises PackagingError when the course breaks its contract or a control document is missing.
    """
    check(course)
    shared = (
        *course.shared,
        Member("player/course.css", course.stylesheet.encode()),
        *(Member(f"player/{name}", (_PLAYER / name).read_bytes()) for name in PLAYER_FILES),
    )
    pages = tuple(
        Member(activity.page, pieces.of("page", activity.id, partial(_page, activity, course)))
        for activity in walk(course.activities)
        if isinstance(activity, Sco)
    )
    names = sorted(member.name for member in shared)
    return Archive(
        (
            Member("imsmanifest.xml", manifest(course, names)),
            *control_documents(course.edition),
            *pages,
            *shared,
        )
    )


def _page(sco: Sco, course: ScormCourse) -> bytes:
    return render(sco, course).encode()
