"""What the writer of generic cartridges takes; every `id` is a stable source id."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright_packaging.archive import Content
from coursewright_packaging.vocabulary.questions import Bank, Question, QuizSettings
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "Assessment",
    "CartridgeCourse",
    "File",
    "Item",
    "Module",
    "Page",
    "Tool",
    "Topic",
    "WebLink",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page in `pages/`. html: with addresses relative to that folder, and text to read.

    syllabus: whether it says what the course is.
    """

    id: str
    title: str
    html: str
    syllabus: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A discussion topic. html: files are `$IMS-CC-FILEBASE$../…`, from its own folder."""

    id: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page elsewhere."""

    id: str
    title: str
    url: str
    new_tab: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """An LTI tool. description: plain text. custom: parameters, a stable id among them."""

    id: str
    title: str
    url: str
    description: str
    custom: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A quiz. instructions: HTML above the questions; addresses as in a Topic."""

    id: str
    title: str
    instructions: str
    questions: tuple[Question[Rich], ...]
    settings: QuizSettings


@dataclass(frozen=True, slots=True)
class File:
    """A file. path: its name in the package, of `[A-Za-z0-9._/-]`, in a folder of its own kind."""

    path: str
    content: Content


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a module. target: what it opens, empty for a mere heading."""

    id: str
    title: str
    target: Page | Topic | WebLink | Tool | Assessment | File | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """A module with its lines, in order."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CartridgeCourse:
    """Everything that goes into one cartridge. day: YYYY-MM-DD of the course's version.

    files: all that pages and items refer to. stylesheet: CSS of the pages. bank: what quizzes
    draw from; a cartridge has one bank at most.
    """

    id: str
    title: str
    language: str
    day: str
    licence: str
    modules: tuple[Module, ...]
    files: tuple[File, ...] = ()
    stylesheet: str = ""
    bank: Bank[Rich] | None = None
