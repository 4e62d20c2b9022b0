"""Coursera's `feedback.json` (autograder v2)."""

from __future__ import annotations

import json

from coursewright_runtime.grading.outcome import State, Visibility
from coursewright_runtime.grading.record import CriterionResult, GradingResult

__all__ = ["feedback_json"]

_VERDICTS = {
    State.PASSED: "PASS",
    State.FAILED: "FAIL",
    State.ERROR: "ERROR",
    State.PENDING: "NO_ATTEMPT",
    State.NOT_RUN: "NO_ATTEMPT",
}


def feedback_json(result: GradingResult, *, rich: str = "", automatic: bool = False) -> str:
    """Return the file's text. rich: `HTML` when `htmlFeedback.html` stands beside it.

    fractionalScore is the share of all points, so what waits for a person is not in it, which the
    feedback says. automatic: of those points alone that wait for nobody, as in a grader image,
    whose score no person adds to. `testCaseResults` is a text that holds a list, as Coursera's own
    grader writes.
    """
    most = result.maximum - (result.pending if automatic else 0.0)
    share = result.score / most if most > 0 else 0.0
    data: dict[str, object] = {
        "fractionalScore": round(min(1.0, max(0.0, share)), 6),
        "feedback": _feedback(result, automatic),
    }
    if rich:
        data["feedbackType"] = rich
    if shown := _tests(result):
        data["testCaseResults"] = json.dumps(shown)
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _feedback(result: GradingResult, automatic: bool) -> str:
    if not result.gradable:
        return "Your submission could not be graded: " + " ".join(result.problems)
    lines = [f"{result.score:g} of {result.maximum:g} points."]
    if result.pending:
        apart = " and are not part of this score" if automatic else ""
        lines.append(f"{result.pending:g} points wait for a person{apart}.")
    lines += [_criterion(each) for each in result.rubric]
    return "\n".join([*lines, *result.problems])


def _criterion(each: CriterionResult) -> str:
    pending = f", {each.pending:g} wait for a person" if each.pending else ""
    return f"{each.title}: {each.score:g} of {each.maximum:g}{pending}."


def _tests(result: GradingResult) -> list[dict[str, object]]:
    visible = [test for test in result.tests if test.visibility is Visibility.VISIBLE]
    return [
        {"testName": test.title, "result": _VERDICTS[test.state], "testIndex": number}
        for number, test in enumerate(visible)
    ]
