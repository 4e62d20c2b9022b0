"""The one record of a graded submission: `grading-result.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.outcome import State, Visibility

__all__ = [
    "CriterionResult",
    "Evidence",
    "GradingResult",
    "Lateness",
    "TestResult",
    "from_json",
    "to_json",
]


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test or graded cell, as `Outcome` has it, and the criterion that it feeds."""

    __test__ = False  # nothing that pytest should collect

    id: str
    title: str
    criterion: str
    points: float | None
    maximum: float
    visibility: Visibility
    state: State
    message: str
    detail: str
    seconds: float
    forgeable: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a criterion has its points. by: `tests`, `analysis` or `person`.

    share: what was reached of it, 0..1; None while a person has to judge.
    """

    by: str
    check: str
    share: float | None
    message: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One part of the grade, in points of the lab; score + pending <= maximum."""

    id: str
    title: str
    weight: float
    score: float
    maximum: float
    pending: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lateness:
    """When it came. submitted, due: ISO 8601 or empty. seconds: after due. deducted: points."""

    submitted: str = ""
    due: str = ""
    seconds: float = 0.0
    deducted: float = 0.0


@dataclass(frozen=True, slots=True)
class GradingResult:
    """A graded submission.

    submission: who handed it in. gradable: False when nothing could be run; `problems` say why.
    score: points so far, lateness deducted. pending: points that a person has still to judge.
    key: hash of submission, lab and grader, by which a result is known to be of today.
    """

    lab: str
    title: str
    submission: str
    gradable: bool
    score: float
    maximum: float
    pending: float
    tests: tuple[TestResult, ...]
    rubric: tuple[CriterionResult, ...]
    phases: tuple[tuple[str, float], ...]
    environment: str
    lateness: Lateness
    problems: tuple[str, ...]
    key: str

    @property
    def forgeable(self) -> float:
        """Return how many points of tests the learner's own process reported (`isolation: shared`).

        They are points of tests, before criteria are weighed.
        """
        return round(sum(test.points or 0.0 for test in self.tests if test.forgeable), 6)

    @property
    def final(self) -> bool:
        """Return whether nothing is left for a person."""
        return self.gradable and not self.pending


def to_json(result: GradingResult) -> str:
    """Return the record's text; the same result has the same text."""
    data = {"format": 1, **asdict(result)}
    data["phases"] = [{"name": name, "seconds": seconds} for name, seconds in result.phases]
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    # A lone surrogate becomes the escape that JSON has for it.
    return text.encode("utf-8", "backslashreplace").decode()


def from_json(text: str | bytes) -> GradingResult:
    """Return the record in `text`. Raises GradingFault when it does not fit its schema."""
    from jsonschema import Draft202012Validator

    from coursewright_schemas.loader import load

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GradingFault("a grading result is no JSON") from error
    for problem in Draft202012Validator(load("grading-result")).iter_errors(data):
        raise GradingFault(f"a grading result is broken: {problem.json_path}: {problem.message}")
    return _result(data)


def _result(data: Mapping[str, Any]) -> GradingResult:
    known = {key: value for key, value in data.items() if key != "format"}
    return GradingResult(
        **{
            **known,
            "tests": tuple(_test(test) for test in data["tests"]),
            "rubric": tuple(_criterion(each) for each in data["rubric"]),
            "phases": tuple((phase["name"], phase["seconds"]) for phase in data["phases"]),
            "lateness": Lateness(**data["lateness"]),
            "problems": tuple(data["problems"]),
        }
    )


def _test(data: Mapping[str, Any]) -> TestResult:
    kinds = {"visibility": Visibility(data["visibility"]), "state": State(data["state"])}
    return TestResult(**{**data, **kinds})


def _criterion(data: Mapping[str, Any]) -> CriterionResult:
    evidence = tuple(Evidence(**each) for each in data["evidence"])
    return CriterionResult(**{**data, "evidence": evidence})
