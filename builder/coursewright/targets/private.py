"""What instructors keep to themselves: the labs as authored, with solutions and hidden tests."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright_packaging.archive import Archive, Member

__all__ = ["TARGET"]


def _build(publication: Publication, _context: Context) -> Output:
    members = tuple(Member(asset.path, asset.file) for asset in publication.private)
    if not members:
        return Output((), (), None)
    path = f"private/{publication.info.id}-instructor.zip"
    return Output((Artefact(path, Archive(members), public=False),), (), None)


TARGET = Target("private", "Instructors only", _build)
