"""From an execution to the record, without touching the world but for reading code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from coursewright_runtime.grading.checks import Check
from coursewright_runtime.grading.code import learner_code
from coursewright_runtime.grading.criteria import criterion_of, judge, manual_cells
from coursewright_runtime.grading.documentation import documentation
from coursewright_runtime.grading.facts import readable
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.late import lateness
from coursewright_runtime.grading.organization import organization
from coursewright_runtime.grading.outcome import Execution, Outcome
from coursewright_runtime.grading.record import GradingResult, Lateness, TestResult

__all__ = ["analyse", "assemble", "ungradable"]

_NOT_WORKING = "the form of code is judged once a test passes"


def analyse(lab: GraderLab, submission: Path) -> Iterator[Check]:
    """Yield what static analysis says of the learner's own code."""
    code = learner_code(lab, submission)
    if lab.organization:
        yield from organization(lab.organization, code)
    if lab.documentation:
        yield from documentation(lab.documentation, code)


def assemble(
    lab: GraderLab,
    name: str,
    execution: Execution,
    checks: Sequence[Check],
    *,
    submitted: str = "",
    by_hand: Mapping[str, float] = {},
    key: str = "",
) -> GradingResult:
    """Return the record of one submission.

    name: who handed it in. submitted: when, in ISO 8601, or empty. by_hand: points that people
    gave (see `judge`). Raises SubmissionFault for a moment that is none.
    """
    if not execution.outcomes:
        return ungradable(lab, name, execution.problems or ("Nothing could be run.",), key=key)
    rubric = judge(lab, execution.outcomes, _of_working_code(lab, execution, checks), by_hand)
    earned = sum(criterion.score for criterion in rubric)
    late = lateness(lab, submitted, earned)
    return GradingResult(
        lab=lab.id,
        title=lab.title,
        submission=name,
        gradable=True,
        score=round(earned - late.deducted, 6),
        maximum=lab.points,
        pending=round(sum(criterion.pending for criterion in rubric), 6),
        tests=tuple(_test(lab, outcome) for outcome in execution.outcomes),
        rubric=rubric,
        phases=execution.phases,
        environment=execution.environment,
        lateness=late,
        problems=execution.problems,
        key=key,
    )


def _of_working_code(
    lab: GraderLab, execution: Execution, checks: Sequence[Check]
) -> Sequence[Check]:
    """Return the checks, none of them reached where no test gives a point.

    Three lines that do nothing import nothing banned either; that is no form to be judged.
    """
    people = manual_cells(lab)
    tests = [outcome for outcome in execution.outcomes if outcome.id not in people]
    if not tests or any(test.points != 0 for test in tests):  # a person's are None
        return checks
    return [replace(check, share=0.0, message=_NOT_WORKING) for check in checks]


def ungradable(
    lab: GraderLab, name: str, problems: tuple[str, ...], *, key: str = ""
) -> GradingResult:
    """Return the record of what could not be run: no score is claimed, all points are pending."""
    return GradingResult(
        lab=lab.id,
        title=lab.title,
        submission=name,
        gradable=False,
        score=0.0,
        maximum=lab.points,
        pending=lab.points,
        tests=(),
        rubric=(),
        phases=(),
        environment="",
        lateness=Lateness(due=lab.due),
        problems=tuple(readable(problem) for problem in problems),
        key=key,
    )


def _test(lab: GraderLab, outcome: Outcome) -> TestResult:
    return TestResult(**asdict(outcome), criterion=criterion_of(lab, outcome.id))
