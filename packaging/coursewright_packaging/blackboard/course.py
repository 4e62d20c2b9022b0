"""What a course package is made of: a tree of contents, pools to draw from, rubrics, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from coursewright_packaging.archive import Content
from coursewright_packaging.vocabulary.questions import Draw, Question, QuizSettings
from coursewright_packaging.vocabulary.rubrics import Rubric
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "Assignment",
    "BlackboardCourse",
    "ContentItem",
    "CourseFile",
    "Document",
    "FileItem",
    "Folder",
    "Forum",
    "Gradable",
    "Link",
    "Pool",
    "Test",
    "Tool",
    "walk",
]

STUB = "@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/"
"""What stands before the xid in the address of a file in HTML."""


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file of the content collection.

    number: makes its xid, unique in the package. name: file name as learners see it.
    content: what it holds. size: bytes.
    """

    number: int
    name: str
    content: Content
    size: int

    @property
    def resource_id(self) -> str:
        """Return the id that resource links use, such as `47_1`."""
        return f"{self.number}_1"

    @property
    def address(self) -> str:
        """Return the address of the file in HTML; Learn replaces the stub on import."""
        return f"{STUB}xid-{self.resource_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentItem:
    """What all contents have. body: HTML fragment; files in it by their `address`.

    id: stable, unique in the course. start, end: when learners see it.
    attachments: files listed below the body.
    """

    id: str
    title: str
    body: str = ""
    start: datetime | None = None
    end: datetime | None = None
    attachments: tuple[CourseFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(ContentItem):
    """A folder. sequential: a learning module whose contents are taken in order."""

    children: tuple[ContentItem, ...]
    sequential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(ContentItem):
    """An item with a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileItem(ContentItem):
    """A file to download."""

    file: CourseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(ContentItem):
    """A web link."""

    url: str
    new_tab: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradable(ContentItem):
    """What has a grade column. points: `None` when it has none. category: title of its group.

    attempts: `None` for no limit. keep: `highest`, `latest` or `average`. rubric: id of the one
    that judges it.
    """

    points: float | None = None
    due: datetime | None = None
    category: str = ""
    attempts: int | None = None
    keep: str = "latest"
    rubric: str = ""

    @property
    def has_column(self) -> bool:
        """Return whether the grade centre has a column for it."""
        return self.points is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Gradable):
    """A placement of an LTI tool; its secrets stay with the platform's administrator."""

    url: str
    custom: tuple[tuple[str, str], ...] = ()
    new_tab: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Gradable):
    """Work to hand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forum(Gradable):
    """A forum of the discussion board, with a link to it among the contents."""

    post_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Test(Gradable):
    """A test: questions and draws from pools, in order; the body is its instructions."""

    __test__ = False

    parts: tuple[Question[Rich] | Draw, ...]
    settings: QuizSettings = field(default_factory=QuizSettings)

    @property
    def has_column(self) -> bool:
        """Return that a test always has one."""
        return True


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions to draw from, or to be imported on their own."""

    id: str
    title: str
    questions: tuple[Question[Rich], ...]
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlackboardCourse:
    """One course package.

    files: all that bodies, questions and attachments may refer to; the rest stays out.
    signed: carry the placeholder `.bb-package-sig` that old Learn 9.1 sites want to find.
    """

    id: str
    title: str
    description: str = ""
    start: datetime | None = None
    end: datetime | None = None
    contents: tuple[ContentItem, ...] = ()
    pools: tuple[Pool, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    categories: tuple[str, ...] = ()
    files: tuple[CourseFile, ...] = ()
    signed: bool = False


def walk(contents: tuple[ContentItem, ...]) -> Iterator[ContentItem]:
    """Yield every content, folders before what they hold."""
    for item in contents:
        yield item
        if isinstance(item, Folder):
            yield from walk(item.children)
