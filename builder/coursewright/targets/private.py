"""What learners never see: the labs as authored, and the bundle that the lab service runs on."""

from __future__ import annotations

from coursewright.bundle.write import runtime_bundle
from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright_packaging.archive import Archive

__all__ = ["TARGET"]


def _build(publication: Publication, _context: Context) -> Output:
    if not publication.private:
        return Output((), (), None)
    name = f"private/{publication.info.id}"
    labs = Artefact(f"{name}-instructor.zip", Archive(publication.private), public=False)
    bundle = Artefact(f"{name}-runtime.zip", runtime_bundle(publication), public=False)
    return Output((labs, bundle), (), None)


TARGET = Target("private", "Instructors only", _build)
