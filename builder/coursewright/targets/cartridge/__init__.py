"""A generic Common Cartridge 1.1, for platforms that have no target of their own."""

from __future__ import annotations

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.targets.cartridge.cells import CELLS
from coursewright.targets.cartridge.contents import CourseMap
from coursewright.targets.cartridge.guide import guide
from coursewright.targets.cartridge.losses import losses
from coursewright_packaging.commoncartridge.write import archive

__all__ = ["TARGET"]


def _build(publication: Publication, context: Context) -> Output:
    course = CourseMap(publication, context.stylesheet, context.pieces).course()
    artefact = Artefact(
        f"cartridge/{publication.info.id}-cc11.imscc", archive(course, context.pieces)
    )
    return Output((artefact,), tuple(losses(publication)), guide(publication))


TARGET = Target("cartridge", "Common Cartridge", _build, cells=CELLS)
