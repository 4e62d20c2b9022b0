"""What a target is: a pure function from a Publication to artefacts, losses and an upload guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from coursewright.model.course import Publication
from coursewright.targets.cells import Cell
from coursewright_packaging.archive import Content, HashedFile, Member
from coursewright_packaging.pieces import FRESH, Pieces

__all__ = [
    "Artefact",
    "Context",
    "Loss",
    "Output",
    "PlanLine",
    "Target",
    "Tree",
    "UploadGuide",
    "UploadStep",
]


@dataclass(frozen=True, slots=True)
class Tree:
    """A folder of files, written as it is; its members' names are relative to the folder."""

    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Artefact:
    """One thing that a target leaves in `dist/`.

    path: relative to `dist/`. public: False for what may hold solutions (below `private/`).
    """

    path: str
    content: Content | Tree
    public: bool = True


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that the format cannot express.

    feature: name from the course format (`quiz.time_limit`). item: id of the item, or empty.
    reason: why it is lost. fallback: what the package has instead. by_hand: what a person has to
    do in the platform after the import, as a sentence; empty for nothing.
    """

    feature: str
    item: str
    reason: str
    fallback: str
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class UploadStep:
    """One thing to do.

    file: path below the target's folder, or empty. where: menu path. do: one sentence.
    part: heading of the steps that belong together, or empty. files: more of the same.
    """

    file: str
    where: str
    do: str
    part: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One item to make by hand. place: title of what it is in. kind: as the platform calls it.

    do: each step with its file inside the bundle, or an empty name. settings: to be entered.
    """

    place: str
    title: str
    kind: str
    do: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UploadGuide:
    """The page "upload this": which file goes where, in which order, with what to click.

    plan: what is made item by item, where a platform imports no whole course.
    """

    title: str
    introduction: str
    steps: tuple[UploadStep, ...]
    plan: tuple[PlanLine, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, tuple[UploadStep, ...]], ...]:
        """Return the steps that belong together, each with their heading, in order."""
        grouped = groupby(self.steps, lambda step: step.part)
        return tuple((part, tuple(steps)) for part, steps in grouped)

    @property
    def places(self) -> tuple[tuple[str, tuple[PlanLine, ...]], ...]:
        """Return the lines of the plan by their place, in order."""
        grouped = groupby(self.plan, lambda line: line.place)
        return tuple((place, tuple(lines)) for place, lines in grouped)


@dataclass(frozen=True, slots=True)
class Output:
    """All that a target makes of one Publication."""

    artefacts: tuple[Artefact, ...]
    losses: tuple[Loss, ...]
    guide: UploadGuide | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a target may use beside the Publication.

    options: `targets.<name>` of `course.yaml`, schema-checked. timestamp: seconds since 1970 for
    dates that a format demands. stylesheet: the theme's CSS for pages that stand alone.
    embedded: finished archives of the targets that this one embeds, by file name. pieces: gives
    back what earlier builds made of single items.
    """

    options: Mapping[str, object]
    timestamp: int
    stylesheet: str
    embedded: Mapping[str, HashedFile] = field(default_factory=dict)
    pieces: Pieces = FRESH


@dataclass(frozen=True, slots=True)
class Target:
    """One registry entry.

    name: as typed after `build`; also the folder below `dist/`. embeds: names of targets whose
    archives go into this one's. cells: what becomes of each feature of the course format, for the
    matrix of all targets; empty for what is no learning platform.
    """

    name: str
    title: str
    build: Callable[[Publication, Context], Output]
    embeds: tuple[str, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
