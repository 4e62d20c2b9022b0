"""What a SCORM package is made of: a tree of clusters whose leaves are SCOs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from coursewright_packaging.archive import Member
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.vocabulary.questions import Question, QuizSettings
from coursewright_packaging.vocabulary.text import Rich

__all__ = [
    "Activity",
    "Cluster",
    "Completes",
    "Edition",
    "Pool",
    "Sco",
    "ScormCourse",
    "Test",
    "check",
    "walk",
]

_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_NAME = re.compile(r"[a-z0-9._-]+(/[a-z0-9._-]+)*\Z")


class Edition(str, Enum):
    """Which edition of SCORM 2004 the manifest speaks."""

    FOURTH = "4th"
    THIRD = "3rd"

    @property
    def schemaversion(self) -> str:
        """Return the text of `schemaversion`; Moodle takes any other spelling for SCORM 1.2."""
        return f"2004 {self.value} Edition"


class Completes(str, Enum):
    """What completes a SCO: its end was seen, the learner said so, or the test was handed in."""

    VIEW = "view"
    MARK = "mark"
    SUBMIT = "submit"


@dataclass(frozen=True, slots=True)
class Pool:
    """A random draw: `count` of the questions, each worth `points`."""

    questions: tuple[Question[Rich], ...]
    count: int
    points: float


@dataclass(frozen=True, slots=True)
class Test:
    """The questions of a SCO; a page holds one test. Texts address files relative to `pages/`."""

    __test__ = False

    parts: tuple[Question[Rich] | Pool, ...]
    settings: QuizSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sco:
    """One page that reports to the platform.

    id: `[a-z][a-z0-9-]*`, unique in the course; becomes the item's identifier.
    body: an HTML fragment; addresses in it are relative to the folder `pages/`.
    required: whether its cluster needs it. mastery: scaled score (0..1) that passes the test.
    weight: its share in the course's score relative to the other SCOs, 0 for none.
    prerequisites: ids of activities that must be satisfied before it is delivered.
    progress: smallest progress measure (0..1) at which the platform itself completes it; the page
    reports 1 when it is complete and less before. `None`: the page's word alone counts.
    """

    id: str
    title: str
    body: str
    completes: Completes = Completes.VIEW
    required: bool = True
    test: Test | None = None
    mastery: float | None = None
    weight: float = 0.0
    prerequisites: tuple[str, ...] = ()
    progress: float | None = 1.0

    @property
    def page(self) -> str:
        """Return the page's name in the package; links between SCOs rely on this form."""
        return f"pages/{self.id}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A group of activities. every: all required children satisfy it, otherwise one does."""

    id: str
    title: str
    children: tuple[Activity, ...]
    every: bool = True
    prerequisites: tuple[str, ...] = ()


Activity = Cluster | Sco


@dataclass(frozen=True, slots=True, kw_only=True)
class ScormCourse:
    """One package.

    id: `[a-z][a-z0-9-]*`. language: BCP 47, of the pages; direction: `ltr` or `rtl`.
    version: at most 20 characters.
    shared: files that pages use, names below `assets/`. stylesheet: CSS of the pages; the player
    takes its colours from `--ink`, `--paper`, `--quiet`, `--edge`, `--accent`, `--accent-ink`,
    `--tip` and `--caution` where they are set.
    mastery: weighted mean score (0..1) that passes the course; `None`: all required SCOs do.
    """

    id: str
    title: str
    activities: tuple[Activity, ...]
    language: str = "en"
    direction: str = "ltr"
    version: str = "1"
    edition: Edition = Edition.FOURTH
    shared: tuple[Member, ...] = ()
    stylesheet: str = ""
    mastery: float | None = None


def walk(activities: tuple[Activity, ...]) -> Iterator[Activity]:
    """Yield every activity of the tree, parents first, in course order."""
    for activity in activities:
        yield activity
        if isinstance(activity, Cluster):
            yield from walk(activity.children)


def check(course: ScormCourse) -> None:
    """Raise PackagingError when the calling code broke the contract of these dataclasses."""
    every = tuple(walk(course.activities))
    problem = (
        _wrong_ids((course.id, *(activity.id for activity in every)))
        or _wrong_tree(every)
        or _wrong_prerequisites(every)
        or _wrong_measures(every)
        or next((f"`{m.name}` is no portable name" for m in course.shared if _odd(m.name)), "")
    )
    if problem:
        raise PackagingError(f"SCORM course `{course.id}`: {problem}")


def _wrong_ids(ids: tuple[str, ...]) -> str:
    if odd := [each for each in ids if not _ID.match(each)]:
        return f"`{odd[0]}` is no identifier"
    seen: set[str] = set()
    for each in ids[1:]:
        if each in seen:
            return f"two activities are called `{each}`"
        seen.add(each)
    return ""


def _wrong_tree(every: tuple[Activity, ...]) -> str:
    if not every:
        return "there is no activity"
    empty = [a.id for a in every if isinstance(a, Cluster) and not a.children]
    return f"the cluster `{empty[0]}` is empty" if empty else ""


def _wrong_prerequisites(every: tuple[Activity, ...]) -> str:
    known = {activity.id for activity in every}
    for activity in every:
        for each in activity.prerequisites:
            if each not in known or each == activity.id:
                return f"`{activity.id}` cannot depend on `{each}`"
    return ""


def _wrong_measures(every: tuple[Activity, ...]) -> str:
    for sco in every:
        if not isinstance(sco, Sco):
            continue
        measures = [measure for measure in (sco.mastery, sco.progress) if measure is not None]
        if sco.weight < 0 or any(not 0 <= measure <= 1 for measure in measures):
            return f"a measure of `{sco.id}` is out of range"
    return ""


def _odd(name: str) -> bool:
    # ADL CTS: names are compared byte by byte, and a file without extension is refused.
    return not _NAME.match(name) or "." not in name.rpartition("/")[2]
