"""What instructors keep to themselves: the labs as authored, with solutions and hidden tests."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright_packaging.archive import Archive

__all__ = ["TARGET"]


def _build(publication: Publication, _context: Context) -> Output:
    if not publication.private:
        return Output((), (), None)
    path = f"private/{publication.info.id}-instructor.zip"
    archive = Archive(publication.private)
    return Output((Artefact(path, archive, public=False),), (), None)


TARGET = Target("private", "Instructors only", _build)
