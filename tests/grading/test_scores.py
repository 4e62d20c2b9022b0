"""From outcomes to points: weights, pending parts, lateness, the record."""

from __future__ import annotations

from pathlib import Path

import pytest
from graded_labs import execution, outcome, small_lab, timeless
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright_runtime.grading.assemble import assemble
from coursewright_runtime.grading.checks import Check
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.lab import Criterion, LatePolicy
from coursewright_runtime.grading.record import from_json, to_json

DOUBLE, WORDS = "lab.ipynb#work-double", "lab.ipynb#work-words"


def test_what_a_person_grades_is_pending_and_never_zero(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    result = assemble(lab, "ada", execution(outcome(DOUBLE, 6, 6), outcome(WORDS, None, 4)), ())
    assert (result.score, result.pending, result.final) == (6, 4, False)


def test_points_of_a_person_end_the_waiting(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    ran = execution(outcome(DOUBLE, 6, 6), outcome(WORDS, None, 4))
    result = assemble(lab, "ada", ran, (), by_hand={WORDS: 3})
    assert (result.score, result.pending, result.final) == (9, 0, True)


def test_a_share_of_people_without_a_cell_waits_too(tmp_path: Path) -> None:
    criteria = (
        Criterion("work", "Work", 0.4, cells=("work-double",)),
        Criterion("craft", "Craft", 0.6, manual=0.5),
    )
    lab = small_lab(tmp_path, criteria=criteria)
    ran = execution(outcome(DOUBLE, 3, 6))
    result = assemble(lab, "ada", ran, [Check("craft", "style", 0.5, "")])
    assert [(r.score, r.pending) for r in result.rubric] == [(2, 0), (1.5, 3)]
    judged = assemble(
        lab, "ada", ran, [Check("craft", "style", 1, "")], by_hand={"criterion:craft": 2}
    )
    assert (judged.score, judged.pending) == (7, 0)


def test_tests_and_analysis_share_a_criterion(tmp_path: Path) -> None:
    criteria = (Criterion("work", "Work", 1.0, analysis=0.25, cells=("work-double",)),)
    lab = small_lab(tmp_path, criteria=criteria)
    checks = [Check("work", "a", 1, ""), Check("work", "b", 0, "no")]
    assert assemble(lab, "ada", execution(outcome(DOUBLE, 6, 6)), checks).score == 8.75


def test_code_of_which_no_test_passes_has_no_points_for_its_form(tmp_path: Path) -> None:
    criteria = (
        Criterion("work", "Work", 0.5, cells=("work-double",)),
        Criterion("form", "Form", 0.5),
    )
    lab = small_lab(tmp_path, criteria=criteria)
    checks = [Check("form", "style", 1, ""), Check("work", "imports", 1, "")]
    failing = assemble(lab, "eve", execution(outcome(DOUBLE, 0, 6)), checks)
    assert failing.score == 0
    assert "once a test passes" in failing.rubric[1].evidence[0].message
    assert assemble(lab, "ada", execution(outcome(DOUBLE, 6, 6)), checks).score == 10


@given(
    points=st.lists(st.tuples(st.floats(0, 1), st.floats(0.5, 20), st.booleans()), max_size=6),
    shares=st.lists(st.floats(0, 1), max_size=4),
    manual=st.none() | st.floats(0, 1),
    analysis=st.none() | st.floats(0, 1),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_criterion_has_more_than_its_points(
    points: list[tuple[float, float, bool]],
    shares: list[float],
    manual: float | None,
    analysis: float | None,
    tmp_path: Path,
) -> None:
    criterion = Criterion("work", "Work", 1.0, manual, analysis, ("*",))
    lab = small_lab(tmp_path, criteria=(criterion,))
    outcomes = [
        outcome(f"tests/test_x.py::test_{n}", share * most, most)
        for n, (share, most, _) in enumerate(points)
    ]
    outcomes.append(outcome(WORDS, None, 4))
    checks = [Check("work", str(n), share, "") for n, share in enumerate(shares)]
    result = assemble(lab, "ada", execution(*outcomes), checks)
    assert 0 <= result.score <= lab.points + 1e-6
    assert result.score + result.pending <= lab.points + 1e-5
    assert from_json(to_json(result)) == result


@pytest.mark.parametrize(
    ("submitted", "score"),
    [
        ("2027-02-01T12:00:00+00:00", 6.0),
        ("2027-02-01T13:00:00+01:00", 6.0),
        ("2027-02-01T12:00:01+00:00", 5.0),
        ("2027-02-03T12:00:00+00:00", 4.0),
        ("2027-03-03T12:00:00+00:00", 3.0),
        ("", 6.0),
    ],
)
def test_lateness_costs_what_the_course_says(tmp_path: Path, submitted: str, score: float) -> None:
    policy = LatePolicy(10, "day", 30)
    lab = small_lab(tmp_path, due="2027-02-01T12:00:00+00:00", late=policy)
    ran = execution(outcome(DOUBLE, 6, 6), outcome(WORDS, None, 4))
    assert assemble(lab, "ada", ran, (), submitted=submitted).score == score


def test_lateness_takes_nothing_from_less_than_the_minimum(tmp_path: Path) -> None:
    policy = LatePolicy(10, "hour", 50)
    lab = small_lab(tmp_path, due="2027-02-01T12:00:00+00:00", late=policy)
    late = assemble(
        lab, "a", execution(outcome(DOUBLE, 2, 6)), (), submitted="2027-02-02T00:00:00Z"
    )
    assert (late.score, late.lateness.deducted, late.lateness.seconds) == (3.333333, 0, 43200)


def test_a_moment_without_a_zone_is_refused(tmp_path: Path) -> None:
    lab = small_lab(tmp_path, due="2027-02-01T12:00:00+00:00")
    with pytest.raises(GradingFault, match="no time zone"):
        assemble(lab, "a", execution(outcome(DOUBLE, 2, 6)), (), submitted="2027-02-02T00:00:00")


def test_nothing_run_is_not_a_zero(tmp_path: Path) -> None:
    result = assemble(small_lab(tmp_path), "ada", execution(), ())
    assert (result.gradable, result.pending) == (False, 10)
    assert result.problems == ("Nothing could be run.",)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "[" * 100_000])
def test_a_broken_record_is_no_record(text: str) -> None:
    with pytest.raises(GradingFault):
        from_json(text)


def test_a_record_without_times_is_the_same_each_run(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    first = assemble(lab, "ada", execution(outcome(DOUBLE, 6, 6, seconds=1.0)), ())
    second = assemble(lab, "ada", execution(outcome(DOUBLE, 6, 6, seconds=2.0)), ())
    assert first != second
    assert timeless(first) == timeless(second)
