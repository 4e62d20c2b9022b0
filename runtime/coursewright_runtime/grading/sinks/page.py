"""The page that a learner gets back; nothing in it is trusted, and nothing hidden is in it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from coursewright_runtime.grading.lab import GraderLab, Hint
from coursewright_runtime.grading.outcome import State, Visibility
from coursewright_runtime.grading.record import GradingResult, TestResult

__all__ = ["feedback_page"]

_WORDS = {
    State.PASSED: "passed",
    State.FAILED: "not yet",
    State.ERROR: "could not run",
    State.PENDING: "waits for a person",
    State.NOT_RUN: "not run",
}


@dataclass(frozen=True, slots=True)
class _Line:
    title: str
    state: str
    word: str
    points: str
    message: str


def feedback_page(
    result: GradingResult,
    lab: GraderLab,
    *,
    stylesheet: str,
    language: str = "en",
    after_due: bool = False,
) -> str:
    """Return the page as HTML.

    stylesheet: CSS of the theme. language: BCP 47, of the lab's texts. after_due: whether tests
    that learners see after the due date may be shown. Hidden tests are counted, never named.
    """
    seen = [test for test in result.tests if _is_seen(test, after_due)]
    unseen = [test for test in result.tests if test not in seen]
    return _template().render(
        result=result,
        stylesheet=stylesheet,
        language=language,
        tests=[_line(test) for test in seen],
        hidden=len(unseen),
        hidden_passed=sum(test.state is State.PASSED for test in unseen),
        hint=_hint(result, lab),
        contact=lab.disclosure.contact,
        points=_points,
    )


def _is_seen(test: TestResult, after_due: bool) -> bool:
    if test.visibility is Visibility.AFTER_DUE_DATE:
        return after_due
    return test.visibility is Visibility.VISIBLE


def _line(test: TestResult) -> _Line:
    points = "" if test.points is None else f"{_points(test.points)} of {_points(test.maximum)}"
    return _Line(test.title, test.state.value, _WORDS[test.state], points, test.message)


def _points(value: float) -> str:
    return f"{round(value, 2):g}"


def _hint(result: GradingResult, lab: GraderLab) -> Hint | None:
    """Return the hints of the first part that something failed in."""
    failed = {
        test.id.partition("#")[2]
        for test in result.tests
        if test.state in (State.FAILED, State.ERROR)
    }
    for hint in lab.hints:
        if any(fnmatchcase(name, pattern) for name in failed for pattern in hint.cells):
            return hint
    return None


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    source = (Path(__file__).parent / "page.html.j2").read_text("utf-8")
    return environment.from_string(source)
