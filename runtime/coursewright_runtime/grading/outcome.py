"""What one execution of one submission yields, before criteria are applied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a test's result, and when."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"


class State(StrEnum):
    """How a test ended. PENDING: a person must grade it. NOT_RUN: skipped by the author's test."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    PENDING = "pending"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one test or graded cell yielded.

    id: `notebook.ipynb#grade_id` or `tests/test_x.py::TestA::test_b`. points: None while pending.
    message: safe for the learner, without the source of a hidden test or a traceback of one.
    detail: for instructors only. seconds: wall time. forgeable: the test ran in the learner's own
    process (`isolation: shared`), so that the learner's code could have made it pass.
    """

    id: str
    title: str
    points: float | None
    maximum: float
    visibility: Visibility
    state: State
    message: str
    detail: str
    seconds: float
    forgeable: bool


@dataclass(frozen=True, slots=True)
class Execution:
    """Everything that came out of one submission.

    phases: names of steps with their seconds. environment: hash of interpreter, packages and lab.
    problems: why something could not be graded, in words for the learner.
    """

    outcomes: tuple[Outcome, ...]
    phases: tuple[tuple[str, float], ...]
    environment: str
    problems: tuple[str, ...]
