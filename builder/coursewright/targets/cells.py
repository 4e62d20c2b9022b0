"""How the features of the course format fare in a target, as tables: one line, many features.

Names are those of losses. A name of one kind (`quiz.title`) goes before the name of all kinds
(`item.title`), `question.blanks.points` before `question.points`, and questions of a bank fare as
those of a quiz unless a line says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

__all__ = [
    "ITEM_KINDS",
    "Cell",
    "Cells",
    "Status",
    "aside",
    "cells",
    "lookup",
    "lost",
    "mapped",
    "native",
]

ITEM_KINDS = (
    "lesson",
    "notebook",
    "video",
    "audio",
    "lab",
    "quiz",
    "discussion",
    "assignment",
    "tool",
    "link",
    "file",
)


class Status(str, Enum):
    """What becomes of a feature. ASIDE: it is nothing that a package could show."""

    NATIVE = "native"
    MAPPED = "mapped"
    LOST = "lost"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Cell:
    """What becomes of a feature in a target.

    how: what it becomes; for ASIDE, why it is nothing to show. Empty for NATIVE, for LOST, and
    for what a loss replaces: there the loss has the words. where: patterns of the members that
    hold it, separated by spaces; the documents of a Blackboard package go by their root elements.
    """

    status: Status
    how: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of a table: features that fare alike, their names separated by white space."""

    cell: Cell
    features: str


def native(where: str, features: str) -> Cells:
    """Return features that mean in the platform what they mean in the course."""
    return Cells(Cell(Status.NATIVE, "", where), features)


def mapped(how: str, where: str, features: str) -> Cells:
    """Return features that stand as something else. how: empty when a loss says it."""
    return Cells(Cell(Status.MAPPED, how, where), features)


def lost(features: str) -> Cells:
    """Return features of which nothing stands; a loss says why."""
    return Cells(Cell(Status.LOST), features)


def aside(why: str, features: str) -> Cells:
    """Return features that no package of the target has to show."""
    return Cells(Cell(Status.ASIDE, why), features)


_EVERYWHERE = (
    aside(
        "identifies; what packages call the thing is made of it",
        "course.id grading.groups.id outcomes.outcomes.id module.id item.id heading.id bank.id"
        " question.id question.options.id question.dropdowns.id question.pairs.id quiz.draw.id"
        " rubric.id rubric.criteria.id rubric.criteria.ratings.id lab.grading.criteria.id",
    ),
    aside("decides what kind of question is written", "question.type"),
    aside("decides whether solutions stand in the package", "lab.disclosure.solution"),
    aside(
        "for Coursera's submit button",
        "lab.coursera.graded_item_id lab.coursera.launcher_item_id lab.coursera.part_id",
    ),
    aside("for the lab service", "lab.disclosure.attempts lab.disclosure.minutes"),
    aside("for the author's own checks", "course.format course.next_review rules media"),
    aside("for the author's own records", "video.audio_description.not_needed"),
    aside(
        "says how notebooks are executed",
        "course.notebooks.execute course.notebooks.seconds course.notebooks.memory"
        " course.notebooks.output course.notebooks.environment item.execute",
    ),
    aside(
        "names a file, which is in the package",
        "item.media item.captions.file video.audio_description.file file.file lab.notebook "
        "lab.requirements lab.files",
    ),
    aside(
        "tells the grader how to judge; it stands in the bundle of dist/private/",
        "lab.grading.criteria.analysis lab.grading.criteria.cells lab.grading.required"
        " lab.grading.tests.path lab.grading.tests.criterion lab.grading.tests.points"
        " lab.grading.tests.visibility lab.grading.tests.isolation"
        " lab.grading.organization.criterion lab.grading.organization.required_modules"
        " lab.grading.organization.minimum_functions lab.grading.organization.top_level_work"
        " lab.grading.organization.banned_imports lab.grading.organization.ruff"
        " lab.grading.organization.modules.file lab.grading.organization.modules.functions_about"
        " lab.grading.organization.modules.minimum_functions"
        " lab.grading.organization.modules.banned_imports"
        " lab.grading.organization.modules.banned_calls lab.grading.documentation.criterion"
        " lab.grading.documentation.docstrings lab.grading.documentation.comments"
        " lab.grading.documentation.readme lab.grading.documentation.readme_words"
        " lab.grading.limits.cell_seconds lab.grading.limits.seconds lab.grading.limits.memory"
        " lab.grading.limits.processes lab.grading.limits.file lab.grading.limits.disk"
        " lab.grading.limits.output lab.hints.cells",
    ),
    aside("names files; their order is that of the package", "module.items"),
    aside("no such item has a score to reach", "item.requirement.score"),
    aside("an option of one target", "targets"),
)


def cells(target: str, lines: tuple[Cells, ...]) -> Mapping[str, Cell]:
    """Return the table of a target by name. Raises ValueError for a name that stands twice."""
    found: dict[str, Cell] = {}
    for line in lines:
        for name in line.features.split():
            if name in found:
                raise ValueError(f"`{name}` stands twice in the table of {target}")
            found[name] = line.cell
    return {**{name: line.cell for line in _EVERYWHERE for name in line.features.split()}, **found}


def lookup(table: Mapping[str, Cell], feature: str) -> Cell | None:
    """Return the cell of a feature; nothing for one that the table does not know."""
    return next((table[name] for name in _names(feature) if name in table), None)


def _names(feature: str) -> Iterator[str]:
    """Yield the names under which a table may have the feature, the most special first."""
    yield feature
    if feature.startswith("bank.question."):
        yield from _names(feature.removeprefix("bank."))
        return
    kind, _, key = feature.partition(".")
    if kind == "question":
        yield f"question.{key.partition('.')[2]}"
    elif kind in ITEM_KINDS:
        yield f"item.{key}"
    elif kind in ("media", "targets"):
        yield kind
