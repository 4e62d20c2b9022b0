"""Course-wide facts, modules, and the two containers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic

from coursewright.model.items import Item
from coursewright.model.source import Place, Source
from coursewright_packaging.archive import HashedFile, Member
from coursewright_packaging.diagnostic import Severity
from coursewright_packaging.vocabulary.questions import Bank
from coursewright_packaging.vocabulary.rubrics import Outcome, Rubric
from coursewright_packaging.vocabulary.text import Rich, T

__all__ = [
    "Asset",
    "Author",
    "Completion",
    "Course",
    "CourseInfo",
    "GradeStep",
    "Group",
    "LatePolicy",
    "Module",
    "NotebookPolicy",
    "Publication",
    "Term",
]


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the course."""

    name: str
    email: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """An assignment group. weight: percent of the course grade, 0..100; 0 when none weighs.

    place: of its weight. never_drop: ids of items that count whatever their score.
    never_drop_at: where they are named.
    """

    id: str
    title: str
    weight: float = 0.0
    drop_lowest: int = 0
    drop_highest: int = 0
    never_drop: tuple[str, ...] = ()
    never_drop_at: tuple[Place, ...] = ()
    place: Place = field(default_factory=lambda: Place("course.yaml"))


@dataclass(frozen=True, slots=True)
class GradeStep:
    """One letter of the grading scheme. minimum: share of the points, 0..1."""

    letter: str
    minimum: float


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """What late work loses.

    deduction: percent per interval (`day` or `hour`). minimum: percent that late work keeps.
    """

    deduction: float = 0.0
    interval: str = "day"
    minimum: float = 0.0
    missing_deduction: float = 0.0


@dataclass(frozen=True, slots=True)
class Completion:
    """When the course is completed, and when it earns a certificate.

    require: `all-required` items or `all-modules`. minimum_score, certificate_score: 0..1 or
    `None`.
    """

    require: str = "all-required"
    minimum_score: float | None = None
    certificate: bool = False
    certificate_score: float | None = None


@dataclass(frozen=True, slots=True)
class NotebookPolicy:
    """How notebooks are executed.

    seconds: that a cell may take. memory: megabytes that a kernel may hold. output: megabytes that
    a notebook may put out. environment: names of variables that kernels see.
    """

    execute: bool = True
    seconds: float = 120.0
    memory: int = 2048
    output: int = 16
    environment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseInfo:
    """Identity and policies. language: BCP 47. licence: SPDX. minutes: whole duration, 0 unknown.

    duration: as the author wrote it ("2.5 hours"). targets: options per target, schema-checked.
    media: what videos and captions are held against, schema-checked.
    """

    id: str
    title: str
    place: Place
    description: str = ""
    version: str = "0.1.0"
    date: dt.date | None = None
    next_review: dt.date | None = None
    support: str = ""
    language: str = "en"
    licence: str = ""
    authors: tuple[Author, ...] = ()
    duration: str = ""
    difficulty: str = ""
    prerequisites: tuple[str, ...] = ()
    assessment_type: str = ""
    groups: tuple[Group, ...] = ()
    grading_scheme: tuple[GradeStep, ...] = ()
    late_policy: LatePolicy | None = None
    completion: Completion = Completion()
    notebooks: NotebookPolicy = NotebookPolicy()
    activity_base: str = ""
    targets: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """One running of the course, chosen with `--term`; item dates are applied to the items."""

    id: str
    title: str
    timezone: str
    start: dt.datetime | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Module(Generic[T]):
    """A group of items.

    prerequisites: ids of modules that must be completed before. sequential: items in order only.
    require: `all` required items complete it, or `one`.
    """

    id: str
    title: str
    place: Place
    summary: str = ""
    items: tuple[Item[T], ...] = ()
    prerequisites: tuple[str, ...] = ()
    sequential: bool = False
    require: str = "all"
    unlock: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the author wrote. root: absolute folder, for reading files; never shown or hashed."""

    root: Path
    info: CourseInfo
    modules: tuple[Module[Source], ...]
    outcomes: tuple[Outcome, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    banks: tuple[Bank[Source], ...] = ()
    term: Term | None = None

    def items(self) -> Iterator[Item[Source]]:
        """Yield every item in course order."""
        for module in self.modules:
            yield from module.items


@dataclass(frozen=True, slots=True)
class Asset:
    """A public file that pages and items refer to.

    path: its key, `[a-z0-9._/-]+`, unique. source: absolute file to stream from.
    sha256: hex. size: bytes. title: name that the author gave the file. origin: path in the
    course.
    """

    path: str
    source: Path
    sha256: str
    size: int
    media_type: str
    title: str
    origin: str

    @property
    def file(self) -> HashedFile:
        """Return what a writer streams."""
        return HashedFile(self.source, self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The compiled course; all that targets may read.

    Fragments refer to `cw:item/<item id>` and `cw:asset/<asset path>` in href, src and poster
    attributes; `coursewright.targets.references` resolves them. private: files that only
    instructors get (labs as authored, tests, solutions), by path `labs/<lab id>/…`.
    """

    info: CourseInfo
    modules: tuple[Module[Rich], ...]
    assets: tuple[Asset, ...]
    outcomes: tuple[Outcome, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    banks: tuple[Bank[Rich], ...] = ()
    term: Term | None = None
    private: tuple[Member, ...] = ()

    def items(self) -> Iterator[Item[Rich]]:
        """Yield every item in course order."""
        for module in self.modules:
            yield from module.items
