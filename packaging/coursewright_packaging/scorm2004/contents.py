"""What lies in a package beside its manifest: pages, the player, and files that pages share.

All SCORM packages of a course have these in common, so they are made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from coursewright_packaging.archive import Member
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.scorm2004.course import Sco, ScormCourse, check, walk
from coursewright_packaging.scorm2004.outline import WHOLE_FILES, render_whole
from coursewright_packaging.scorm2004.pages import PLAYER_FILES, render

__all__ = ["Contents", "contents", "whole_course"]

_PLAYER = files("coursewright_packaging.scorm2004") / "player"


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages of a course, and what all of them use."""

    pages: tuple[Member, ...]
    shared: tuple[Member, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """Return all files."""
        return (*self.pages, *self.shared)

    @property
    def shared_names(self) -> list[str]:
        """Return the names of the shared files, sorted."""
        return sorted(member.name for member in self.shared)


def contents(course: ScormCourse, pieces: Pieces = FRESH) -> Contents:
    """Return the contents. pieces: gives back pages of SCOs, by their ids, that were made before.

    Raises PackagingError when the course breaks its contract.
    """
    check(course)
    pages = (
        Member(activity.page, pieces.of("page", activity.id, partial(_page, activity, course)))
        for activity in walk(course.activities)
        if isinstance(activity, Sco)
    )
    style = Member("player/course.css", course.stylesheet.encode())
    return Contents(tuple(pages), (*course.shared, style, *map(_player, PLAYER_FILES)))


def _page(sco: Sco, course: ScormCourse) -> bytes:
    return render(sco, course).encode()


def whole_course(course: ScormCourse) -> tuple[Member, ...]:
    """Return what a package of one SCO has more: the page that holds the others, and its player."""
    page = Member("index.html", render_whole(course).encode())
    return (page, *map(_player, WHOLE_FILES))


def _player(name: str) -> Member:
    return Member(f"player/{name}", (_PLAYER / name).read_bytes())
