"""What a bundle is made of: entries in course order, each with its uploads and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursewright_packaging.archive import Content
from coursewright_packaging.coursera.lab_image import Lab
from coursewright_packaging.coursera.numbering import Numbered
from coursewright_packaging.vocabulary.questions import QuizSettings
from coursewright_packaging.vocabulary.rubrics import Outcome

__all__ = ["Activity", "Bundle", "Entry", "File", "Metadata", "Page", "Part", "Placed", "Quiz"]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a thing belongs. item: its title; kind: Coursera's name of the item type.

    id: stable, whatever its title and place; module_id: that of the module around it.
    """

    module: str
    item: str
    kind: str
    id: str = ""
    module_id: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to paste. html: a whole, plain page. do: what to do with it, one sentence."""

    id: str
    html: bytes
    do: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz to import. questions: at least one."""

    id: str
    questions: tuple[Numbered, ...]
    settings: QuizSettings


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload: a video, captions, a download. path: its place in the bundle."""

    path: str
    content: Content
    do: str


Part = Page | Quiz | Lab | File
"""What goes up for an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a person makes at Coursera.

    do: one sentence, for an entry without parts. parts: its uploads, in order.
    settings: what the person enters by hand, by the course format's key; values that JSON knows.
    """

    placed: Placed
    do: str = ""
    parts: tuple[Part, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Activity:
    """An xAPI activity id (IRI) of an item."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """`course_metadata`, in the requester's form."""

    duration: str
    difficulty: str
    prerequisites: tuple[str, ...]
    learning_outcomes: tuple[str, ...]
    assessment_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything that goes up. about: the course itself. entries: all others, in course order."""

    course: str
    language: str
    about: Entry
    metadata: Metadata
    outcomes: tuple[Outcome, ...]
    activities: tuple[Activity, ...]
    entries: tuple[Entry, ...]
