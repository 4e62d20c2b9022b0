"""Questions, banks and quizzes, in the terms of QTI; `T` is the kind of text they carry.

Points are the question's own; a writer turns them into its format's scale.
Ids are stable, unique in their parent and of the form `[a-z0-9][a-z0-9-]*`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic

from coursewright_packaging.vocabulary.text import T

__all__ = [
    "Accepted",
    "Bank",
    "Blank",
    "Blanks",
    "Draw",
    "Dropdown",
    "Dropdowns",
    "Essay",
    "Feedback",
    "FileUpload",
    "Formula",
    "Matching",
    "MultipleAnswer",
    "MultipleChoice",
    "Numeric",
    "NumericAnswer",
    "Option",
    "Ordering",
    "Pair",
    "Question",
    "QuizSettings",
    "ShortAnswer",
    "TextOnly",
    "TrueFalse",
    "Variable",
]


@dataclass(frozen=True, slots=True)
class Feedback(Generic[T]):
    """What a learner reads after answering; `None` where the author wrote nothing."""

    general: T | None = None
    correct: T | None = None
    incorrect: T | None = None


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One choice; a wrong one is a distractor. feedback: shown when it is chosen."""

    id: str
    text: T
    correct: bool = False
    feedback: T | None = None


@dataclass(frozen=True, slots=True)
class Accepted(Generic[T]):
    """One accepted typed answer, as plain text, compared after trimming."""

    answer: str
    feedback: T | None = None


@dataclass(frozen=True, slots=True)
class Blank(Generic[T]):
    """One gap, written `[name]` in the stem, with the answers that fill it."""

    name: str
    accepted: tuple[Accepted[T], ...]


@dataclass(frozen=True, slots=True)
class Dropdown(Generic[T]):
    """One gap, written `[name]` in the stem, filled from a list of plain-text options."""

    name: str
    options: tuple[Option[T], ...]


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A prompt and the match that belongs to it."""

    id: str
    prompt: T
    match: T


@dataclass(frozen=True, slots=True)
class NumericAnswer(Generic[T]):
    """An accepted number: `minimum <= x <= maximum`; an exact answer has both equal to `exact`.

    exact: the number that the author wrote, `None` for a range.
    tolerance: absolute half-width around `exact`, 0.0 when it must be met exactly.
    """

    minimum: float
    maximum: float
    exact: float | None = None
    tolerance: float = 0.0
    feedback: T | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a calculated formula, drawn between `minimum` and `maximum`."""

    name: str
    minimum: float
    maximum: float
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[T]):
    """What all questions have.

    id: stable, unique in the course's question banks and quizzes.
    title: short plain-text name for instructors.
    stem: what is asked.
    points: at least 0; the maximum that a right answer earns.
    outcomes: ids of the outcomes that it assesses.
    """

    id: str
    title: str
    stem: T
    points: float = 1.0
    feedback: Feedback[T] = field(default_factory=Feedback)
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Question[T]):
    """Exactly one option is correct."""

    options: tuple[Option[T], ...]
    shuffle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleAnswer(Question[T]):
    """Any number of options is correct. partial_credit: right choices earn their share."""

    options: tuple[Option[T], ...]
    shuffle: bool = False
    partial_credit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Question[T]):
    """A statement that is true or false."""

    answer: bool
    true_feedback: T | None = None
    false_feedback: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Question[T]):
    """One typed line, compared with each accepted answer."""

    accepted: tuple[Accepted[T], ...]
    case_sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanks(Question[T]):
    """Several typed gaps in the stem."""

    blanks: tuple[Blank[T], ...]
    case_sensitive: bool = False
    partial_credit: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropdowns(Question[T]):
    """Several gaps in the stem, each with a list to choose from."""

    dropdowns: tuple[Dropdown[T], ...]
    partial_credit: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Question[T]):
    """Prompts to be joined with their matches; distractors are matches without a prompt."""

    pairs: tuple[Pair[T], ...]
    distractors: tuple[T, ...] = ()
    partial_credit: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Question[T]):
    """Entries to be put in order; they stand here in the right one, `correct` is unused."""

    entries: tuple[Option[T], ...]
    partial_credit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Question[T]):
    """A number; any of the answers is right."""

    answers: tuple[NumericAnswer[T], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Question[T]):
    """A number that depends on variables, each written `[name]` in the stem.

    expression: over the variables, with + - * / ^ ( ) and the functions of the course format.
    tolerance: absolute. decimals: digits shown and compared. sets: how many value sets to make.
    """

    expression: str
    variables: tuple[Variable, ...]
    tolerance: float = 0.0
    decimals: int = 2
    sets: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(Question[T]):
    """Free text, graded by a person. model_answer: for graders, never published to learners."""

    model_answer: T | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUpload(Question[T]):
    """A file, graded by a person. extensions: allowed ones without dot, empty for any."""

    extensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOnly(Question[T]):
    """Text between questions; nothing to answer, 0 points."""


@dataclass(frozen=True, slots=True)
class Bank(Generic[T]):
    """A named pool of questions to draw from."""

    id: str
    title: str
    questions: tuple[Question[T], ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """A random draw: `count` questions of the bank, each worth `points`."""

    id: str
    bank: str
    count: int
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """How a quiz is taken.

    attempts: how often it may be taken, `None` for no limit.
    time_limit: minutes, `None` for none.
    pass_mark: share of the points, 0..1, `None` when it cannot be failed.
    show_answers: `never`, `after-submission`, `after-last-attempt` or `after-due`.
    keep: which attempt counts, `highest`, `latest` or `average`.
    """

    shuffle_questions: bool = False
    shuffle_options: bool = False
    attempts: int | None = None
    time_limit: int | None = None
    pass_mark: float | None = None
    show_answers: str = "after-submission"
    keep: str = "highest"
    one_at_a_time: bool = False
    graded: bool = True
