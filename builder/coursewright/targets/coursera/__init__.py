"""Coursera: a bundle of upload artefacts and the plan that says where each of them goes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.targets.coursera.cells import CELLS
from coursewright.targets.coursera.entries import Entries
from coursewright.targets.coursera.guide import upload_guide
from coursewright.targets.coursera.losses import losses
from coursewright.targets.coursera.settings import course_settings
from coursewright_packaging.coursera import bundle as coursera
from coursewright_packaging.coursera.write import PLAN, archive

__all__ = ["TARGET"]


def _build(publication: Publication, context: Context) -> Output:
    path = f"coursera/{publication.info.id}-coursera.zip"
    slug = str(context.options.get("course_slug", ""))
    packed = archive(_bundle(publication, context, slug), context.pieces)
    (plan,) = (member.content for member in packed.members if member.name == PLAN)
    assert isinstance(plan, bytes)
    guide = upload_guide(publication, slug, json.loads(plan)["steps"])
    return Output((Artefact(path, packed),), tuple(losses(publication)), guide)


def _bundle(publication: Publication, context: Context, slug: str) -> coursera.Bundle:
    info = publication.info
    return coursera.Bundle(
        course=info.id,
        language=info.language,
        about=coursera.Entry(
            placed=coursera.Placed("", info.title, "course settings"),
            do="Enter these settings by hand.",
            settings=course_settings(publication, slug),
        ),
        metadata=coursera.Metadata(
            duration=info.duration,
            difficulty=info.difficulty,
            prerequisites=info.prerequisites,
            learning_outcomes=("See learning-objectives.json",),
            assessment_type=info.assessment_type,
        ),
        outcomes=publication.outcomes,
        activities=tuple(_activities(publication)),
        entries=tuple(Entries(publication, context).all()),
    )


def _activities(publication: Publication) -> Iterator[coursera.Activity]:
    base = publication.info.activity_base.rstrip("/")
    if base:
        for item in publication.items():
            if not isinstance(item, items.Heading):
                yield coursera.Activity(f"{base}/{item.id}", item.title, item.summary)


TARGET = Target("coursera", "Coursera Labs", _build, embeds=("scorm2004",), cells=CELLS)
