"""The things that a module lists. `T` is `Source` in a Course and `Rich` in a Publication.

File references (`media`, `poster`, `file`, …) are course-relative paths in a Course and asset paths
(keys of `Publication.assets`) in a Publication.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic

from coursewright.model.source import Place
from coursewright_packaging.vocabulary.questions import Draw, Question, QuizSettings
from coursewright_packaging.vocabulary.text import T
from coursewright_runtime.grading.lab import (
    Criterion,
    Documentation,
    Limits,
    Organization,
    TestFile,
)

__all__ = [
    "Assignment",
    "Audio",
    "Captions",
    "CourseraItem",
    "Dates",
    "Described",
    "Disclosure",
    "Discussion",
    "File",
    "Grading",
    "Heading",
    "Item",
    "Lab",
    "LabFile",
    "Lesson",
    "Link",
    "NotebookPage",
    "PeerReview",
    "Quiz",
    "Requirement",
    "Tool",
    "Video",
]


@dataclass(frozen=True, slots=True)
class Dates:
    """When something opens, is due and closes; each is aware of its time zone or `None`."""

    unlock: datetime | None = None
    due: datetime | None = None
    lock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """What completes an item: kind is `view`, `done`, `contribute`, `submit` or `score`.

    minimum: for `score`, the share of the points (0..1) that must be reached.
    """

    kind: str
    minimum: float | None = None


@dataclass(frozen=True, slots=True)
class PeerReview:
    """How learners review each other. count: reviews that each learner writes."""

    count: int = 2
    automatic: bool = True
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Generic[T]):
    """What all items have.

    id: stable, unique in the course, `[a-z][a-z0-9-]*`; written by the author or made of the path.
    body: the lesson's text, a quiz's introduction, a discussion's prompt, …; may be empty.
    teaches, assesses: outcome ids.
    requirement: what completes it, `None` when it is optional.
    minutes: how long it takes, 0 when not said.
    """

    id: str
    title: str
    body: T
    place: Place
    teaches: tuple[str, ...] = ()
    assesses: tuple[str, ...] = ()
    requirement: Requirement | None = None
    dates: Dates = Dates()
    minutes: int = 0
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Item[T]):
    """A page to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookPage(Item[T]):
    """A notebook to read.

    notebook: the file that learners may download, outputs as stored. execute: whether the page
    shows what executing it puts out.
    """

    notebook: str
    execute: bool = True


@dataclass(frozen=True, slots=True)
class LabFile:
    """One file of a released lab. path: below the lab's folder; content: as learners get it."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Grading:
    """How a lab is graded, beside its criteria; words of the grader itself.

    required: files that a submission must hold. helps: grade ids that each part's hints help with.
    """

    tests: tuple[TestFile, ...] = ()
    organization: Organization | None = None
    documentation: Documentation | None = None
    limits: Limits = field(default_factory=Limits)
    required: tuple[str, ...] = ()
    helps: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How hints are disclosed.

    public: whether learners may read the solutions. attempts, minutes: what the runtime asks for
    before the next level, submissions and time since the level before. contact: who gives
    solutions, in words for learners; empty for the usual ones.
    """

    public: bool = False
    attempts: int = 0
    minutes: float = 0.0
    contact: str = ""


@dataclass(frozen=True, slots=True)
class CourseraItem:
    """Where Coursera's submit button hands a notebook in: ids of items, and of a part or empty."""

    graded: str
    launcher: str
    part: str = ""
    place: Place = field(default_factory=lambda: Place(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab(Item[T]):
    """A notebook to work in. In a Course `body` is the author's notebook with its solutions.

    folder: course-relative folder of the lab. notebook: file name of the notebook inside it.
    companions: allow-listed files beside the notebook, paths below `folder`.
    instructor_files: tests, solutions and graders, paths below `folder`; never published.
    release: what learners get, filled by compile. hints: levels 1 to 3 per part, in order;
    hint_places: where each stands. solutions: the last hint of parts, which `disclosure` may keep
    from learners. execute: whether the author's version is executed to see whether it runs.
    coursera: where Coursera's submit button hands the notebook in; `None` for no button.
    """

    folder: str
    notebook: str
    points: float = 100.0
    group: str = ""
    companions: tuple[str, ...] = ()
    instructor_files: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    criteria_place: Place = field(default_factory=lambda: Place(""))
    grading: Grading = Grading()
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hint_places: tuple[tuple[Place, ...], ...] = ()
    solutions: tuple[tuple[str, str], ...] = ()
    disclosure: Disclosure = Disclosure()
    coursera: CourseraItem | None = None
    rubric: str = ""
    release: tuple[LabFile, ...] = ()
    execute: bool = True

    @property
    def notebooks(self) -> tuple[str, ...]:
        """Return every notebook that learners get, the one to begin with first."""
        others = (name for name in self.companions if name.endswith(".ipynb"))
        return (self.notebook, *others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz(Item[T]):
    """Questions and draws, in order. group: id of the assignment group."""

    questions: tuple[Question[T] | Draw, ...]
    settings: QuizSettings = field(default_factory=QuizSettings)
    group: str = ""


@dataclass(frozen=True, slots=True)
class Captions:
    """One caption track. kind: `captions` or `subtitles`; file: WebVTT."""

    language: str
    label: str
    file: str
    kind: str = "captions"


@dataclass(frozen=True, slots=True)
class Described:
    """How a video's pictures reach those who do not see them (WCAG 2.1, 1.2.5).

    file: a version with audio description, or empty; reason: why none is needed, or empty.
    """

    file: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Item[T]):
    """A recording with pictures. transcript: made of the captions, filled by compile.

    collaborate: address of the recording in Collaborate, or empty. described: `None` when nobody
    has decided yet.
    """

    media: str
    captions: tuple[Captions, ...] = ()
    poster: str = ""
    collaborate: str = ""
    described: Described | None = None
    transcript: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio(Item[T]):
    """A recording without pictures."""

    media: str
    captions: tuple[Captions, ...] = ()
    transcript: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion(Item[T]):
    """A forum topic. mode: `qa`, `graded` or `peer-review`; points count in the last two."""

    mode: str = "qa"
    points: float = 0.0
    group: str = ""
    rubric: str = ""
    post_first: bool = False
    peer_review: PeerReview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Item[T]):
    """Work to hand in.

    submission: any of `text`, `upload`, `url`, `media`, `none`. extensions: without dot.
    attempts: `None` for no limit.
    """

    points: float = 100.0
    group: str = ""
    submission: tuple[str, ...] = ("upload",)
    extensions: tuple[str, ...] = ()
    attempts: int | None = None
    rubric: str = ""
    portfolio: bool = False
    peer_review: PeerReview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Item[T]):
    """An LTI 1.3 tool. points: `None` when it returns no grade. custom: name and value pairs."""

    url: str
    custom: tuple[tuple[str, str], ...] = ()
    points: float | None = None
    group: str = ""
    new_tab: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Item[T]):
    """A page elsewhere on the web."""

    url: str
    new_tab: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Item[T]):
    """A file to download."""

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Item[T]):
    """A sub-heading between items; its body is empty."""
