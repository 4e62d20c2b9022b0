"""Blackboard Learn: course package, pools, tab-delimited questions and a Building Block."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.targets.learn.block import building_block
from coursewright.targets.learn.cells import CELLS
from coursewright.targets.learn.contents import CourseMap
from coursewright.targets.learn.guide import upload_guide
from coursewright.targets.learn.losses import package_losses
from coursewright.targets.learn.question_text import question_texts
from coursewright_packaging.blackboard.building_block import building_block_archive
from coursewright_packaging.blackboard.package import course_archive, pool_archive

__all__ = ["TARGET"]


def _build(publication: Publication, context: Context) -> Output:
    texts, text_losses = question_texts(publication)
    artefacts = (*_packages(publication, context), *texts)
    losses = (*package_losses(publication), *text_losses)
    return Output(artefacts, losses, upload_guide(publication, artefacts))


def _packages(publication: Publication, context: Context) -> Iterator[Artefact]:
    signed = bool(context.options.get("signature", False))
    course = publication.info.id
    block = building_block(publication, context.options, context.stylesheet)
    yield Artefact(
        f"blackboard/{course}-building-block.war", building_block_archive(block, context.pieces)
    )
    mapped = CourseMap(publication, signed=signed)
    yield Artefact(
        f"blackboard/{course}-course.zip", course_archive(mapped.course(), context.pieces)
    )
    for pool in mapped.pools():
        if pool.questions:
            archive = pool_archive(pool, mapped.files.all(), signed=signed, pieces=context.pieces)
            yield Artefact(f"blackboard/pools/{pool.id}.zip", archive)


TARGET = Target("blackboard", "Blackboard", _build, cells=CELLS)
