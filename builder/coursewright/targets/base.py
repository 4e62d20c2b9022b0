"""What a target is: a pure function from a Publication to artefacts, losses and an upload guide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coursewright.model.course import Publication
from coursewright.targets.cells import Cell
from coursewright_packaging.archive import Content, HashedFile, Member
from coursewright_packaging.pieces import FRESH, Pieces

__all__ = ["Artefact", "Context", "Loss", "Output", "Target", "Tree", "UploadGuide", "UploadStep"]


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
    reason: why it is lost. fallback: what the package has instead.
    """

    feature: str
    item: str
    reason: str
    fallback: str


@dataclass(frozen=True, slots=True)
class UploadStep:
    """One thing to do.

    file: path below the target's folder, or empty. where: menu path. do: one sentence.
    """

    file: str
    where: str
    do: str


@dataclass(frozen=True, slots=True)
class UploadGuide:
    """The page "upload this": which file goes where, in which order, with what to click."""

    title: str
    introduction: str
    steps: tuple[UploadStep, ...]


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
