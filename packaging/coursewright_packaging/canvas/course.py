"""What the writer takes: a course in Canvas's own terms, every `id` a stable source id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coursewright_packaging.archive import Content
from coursewright_packaging.vocabulary.questions import Bank, Draw, Question, QuizSettings
from coursewright_packaging.vocabulary.rubrics import Outcome, Rubric
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "Assignment",
    "CanvasCourse",
    "Discussion",
    "File",
    "GradeStep",
    "Group",
    "LatePolicy",
    "Module",
    "ModuleItem",
    "Page",
    "PeerReview",
    "Quiz",
    "Requirement",
    "ToolLink",
    "Track",
    "WebLink",
]


@dataclass(frozen=True, slots=True)
class Dates:
    """Aware moments or `None`."""

    unlock: datetime | None = None
    due: datetime | None = None
    lock: datetime | None = None


@dataclass(frozen=True, slots=True)
class PeerReview:
    """Peer reviews of an assignment or discussion."""

    count: int
    automatic: bool
    anonymous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A wiki page. html: body with Canvas's reference tokens. slug: its address.

    due: when it stands in a learner's list of things to do.
    """

    id: str
    title: str
    slug: str
    html: str
    front: bool = False
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """submission_types: Canvas's names. tool_link: id of a ToolLink for external tools."""

    id: str
    title: str
    html: str
    points: float
    submission_types: tuple[str, ...]
    extensions: tuple[str, ...] = ()
    attempts: int | None = None
    group: str = ""
    rubric: str = ""
    peer_review: PeerReview | None = None
    dates: Dates = Dates()
    tool_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """points: `None` when it is not graded; then its due date is one of things to do."""

    id: str
    title: str
    html: str
    points: float | None = None
    group: str = ""
    rubric: str = ""
    post_first: bool = False
    peer_review: PeerReview | None = None
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """A Classic Quiz. points: of all questions and draws."""

    id: str
    title: str
    html: str
    entries: tuple[Question[Rich] | Draw, ...]
    settings: QuizSettings
    points: float
    group: str = ""
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page elsewhere."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ToolLink:
    """An LTI 1.3 resource link. lookup: its UUID. custom: parameters, a stable id among them.

    new_tab: whether its assignment opens it in a new tab.
    """

    id: str
    title: str
    url: str
    lookup: str
    custom: tuple[tuple[str, str], ...]
    new_tab: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A course file. path: below `web_resources/`, of `[A-Za-z0-9._/-]`.

    dates: when it can be opened; a file is never due.
    """

    id: str
    path: str
    content: Content
    title: str = ""
    dates: Dates = Dates()


@dataclass(frozen=True, slots=True)
class Track:
    """A caption track. media, file: ids of Files. text: the track itself, which Canvas prefers."""

    media: str
    file: str
    language: str
    text: str
    kind: str = "subtitles"


@dataclass(frozen=True, slots=True)
class Requirement:
    """kind: Canvas's name, such as `must_view`. minimum: points for `min_score`."""

    kind: str
    minimum: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleItem:
    """One line of a module. kind: Canvas's content type. target: id of the content, if any."""

    id: str
    title: str
    kind: str
    target: str = ""
    url: str = ""
    new_tab: bool = False
    lookup: str = ""
    requirement: Requirement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """prerequisites: ids of earlier modules. one: whether one requirement completes it."""

    id: str
    title: str
    items: tuple[ModuleItem, ...]
    prerequisites: tuple[str, ...] = ()
    sequential: bool = False
    one: bool = False
    unlock: datetime | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An assignment group. weight: percent. never_drop: ids of what counts whatever its score."""

    id: str
    title: str
    weight: float = 0.0
    drop_lowest: int = 0
    drop_highest: int = 0
    never_drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradeStep:
    """A letter and the share of the points from which on it is given."""

    letter: str
    minimum: float


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """Percentages; interval is `day` or `hour`."""

    deduction: float
    interval: str
    minimum: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasCourse:
    """Everything that goes into one package. day: YYYY-MM-DD of the course's version.

    outcomes: their descriptions are HTML. alignments: pairs of an outcome and what Canvas grades
    for it, an assignment, graded discussion, graded tool or graded quiz. bank_alignments: pairs of
    an outcome and a bank whose questions all assess it; Canvas takes results of quizzes by them.
    """

    id: str
    title: str
    code: str
    language: str
    day: str
    licence: str
    syllabus: str
    pages: tuple[Page, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    banks: tuple[Bank[Rich], ...] = ()
    links: tuple[WebLink, ...] = ()
    tools: tuple[ToolLink, ...] = ()
    files: tuple[File, ...] = ()
    tracks: tuple[Track, ...] = ()
    modules: tuple[Module, ...] = ()
    groups: tuple[Group, ...] = ()
    rubrics: tuple[Rubric, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()
    bank_alignments: tuple[tuple[str, str], ...] = ()
    scheme: tuple[GradeStep, ...] = ()
    late: LatePolicy | None = None
    start: datetime | None = None
    end: datetime | None = None
