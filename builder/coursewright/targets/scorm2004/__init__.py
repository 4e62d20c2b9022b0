"""SCORM 2004: one SCO per item, modules as clusters; two packages more for Moodle."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.targets.item_fragment import lab_archive
from coursewright.targets.kept import Renamed
from coursewright.targets.scorm2004.activities import activities
from coursewright.targets.scorm2004.addresses import asset_name, item_id
from coursewright.targets.scorm2004.cells import CELLS
from coursewright.targets.scorm2004.guide import (
    guide,
    one_sco_name,
    scorm12_name,
    standard_name,
)
from coursewright.targets.scorm2004.losses import losses
from coursewright.targets.scorm2004.moodle_losses import moodle_losses
from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.scorm12 import write as scorm12
from coursewright_packaging.scorm2004.contents import Contents, contents
from coursewright_packaging.scorm2004.course import Edition, ScormCourse
from coursewright_packaging.scorm2004.write import package, package_of_one

__all__ = ["TARGET"]


def _build(publication: Publication, context: Context) -> Output:
    info = publication.info
    tree = activities(publication, context.pieces)
    if not tree:
        # A package without any SCO is refused by every platform.
        return Output((), tuple(losses(publication)), None)
    course = ScormCourse(
        id=info.id,
        title=info.title,
        activities=tree,
        language=info.language,
        direction=theme.direction(info.language),
        version=info.version,
        edition=Edition(context.options.get("edition", Edition.FOURTH)),
        shared=tuple(_shared(publication)),
        stylesheet=context.stylesheet,
        mastery=info.completion.minimum_score,
    )
    moodle = context.options.get("profile") == "moodle"
    told = (*losses(publication), *(moodle_losses(publication, course) if moodle else ()))
    made = contents(course, Renamed(context.pieces, item_id))
    return Output(tuple(_packages(course, made, moodle)), told, guide(course, moodle))


TARGET = Target("scorm2004", "SCORM 2004", _build, cells=CELLS)


def _packages(course: ScormCourse, made: Contents, moodle: bool) -> Iterator[Artefact]:
    yield Artefact(f"scorm2004/{standard_name(course)}", package(course, made))
    if moodle:
        yield Artefact(f"scorm2004/{one_sco_name(course)}", package_of_one(course, made))
        yield Artefact(f"scorm2004/{scorm12_name(course)}", scorm12.package(course, made))


def _shared(publication: Publication) -> Iterator[Member]:
    for asset in publication.assets:
        yield Member(asset_name(asset.path), asset.file)
    for item in publication.items():
        if isinstance(item, items.Lab) and item.release:
            # A zip, because learners' programs import the files by the names that they have.
            files = tuple(Member(file.path, file.content) for file in item.release)
            yield Member(lab_archive(item), Archive(files))
