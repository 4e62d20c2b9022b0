"""The files of `course_settings/` by which work is judged: groups, policies, outcomes, rubrics."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from coursewright_packaging.canvas.course import CanvasCourse, Group
from coursewright_packaging.canvas.fields import fields, root
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.vocabulary.rubrics import Criterion, Outcome, Rubric
from coursewright_packaging.xml import Element, child

__all__ = ["groups", "late_policy", "outcomes", "rubrics", "scheme"]


def groups(course: CanvasCourse, ids: Ids) -> Element:
    """Return `assignment_groups.xml`."""
    element = root("assignmentGroups")
    for position, group in enumerate(course.groups, 1):
        one = child(element, "canvas:assignmentGroup", identifier=ids.of("group", group.id))
        fields(one, title=group.title, position=position, group_weight=float(group.weight))
        _drop_rules(one, group, ids)
    return element


def _drop_rules(parent: Element, group: Group, ids: Ids) -> None:
    counts = (("drop_lowest", group.drop_lowest), ("drop_highest", group.drop_highest))
    wanted = [(kind, count) for kind, count in counts if count]
    if not wanted:
        return
    rules = child(parent, "canvas:rules")
    for kind, count in wanted:
        fields(child(rules, "canvas:rule"), drop_type=kind, drop_count=count)
    for kept in group.never_drop:
        reference = ids.of("assignment", kept)
        fields(child(rules, "canvas:rule"), drop_type="never_drop", identifierref=reference)


def late_policy(course: CanvasCourse, ids: Ids) -> Element:
    """Return `late_policy.xml`; the course has one."""
    late = course.late
    assert late is not None
    element = root("late_policy", identifier=ids.of("late-policy"))
    fields(
        element,
        missing_submission_deduction_enabled=late.missing > 0,
        missing_submission_deduction=late.missing,
        late_submission_deduction_enabled=late.deduction > 0,
        late_submission_deduction=late.deduction,
        late_submission_interval=late.interval,
        late_submission_minimum_percent_enabled=late.minimum > 0,
        late_submission_minimum_percent=late.minimum,
    )
    return element


def outcomes(course: CanvasCourse, ids: Ids) -> Element:
    """Return `learning_outcomes.xml`."""
    element = root("learningOutcomes")
    group = child(element, "canvas:learningOutcomeGroup", identifier=ids.of("outcome-group"))
    fields(group, title=course.title)
    listed = child(group, "canvas:learningOutcomes")
    for outcome in course.outcomes:
        _outcome(listed, outcome, course, ids)
    return element


def _outcome(parent: Element, outcome: Outcome, course: CanvasCourse, ids: Ids) -> None:
    element = child(parent, "canvas:learningOutcome", identifier=ids.of("outcome", outcome.id))
    fields(
        element,
        title=outcome.title,
        description=outcome.description,
        calculation_method="highest",
        points_possible=outcome.scale[0].points,
        mastery_points=outcome.mastery,
    )
    ratings = child(element, "canvas:ratings")
    for level in outcome.scale:
        fields(child(ratings, "canvas:rating"), description=level.title, points=level.points)
    aligned = [
        *(("Assignment", ids.of("assignment", to), None) for to in _aligned(course, outcome)),
        *(
            ("AssessmentQuestionBank", ids.of("bank", bank), _mastery(outcome))
            for name, bank in course.bank_alignments
            if name == outcome.id
        ),
    ]
    if aligned:
        alignments = child(element, "canvas:alignments")
        for position, (kind, target, score) in enumerate(aligned, 1):
            fields(
                child(alignments, "canvas:alignment"),
                content_type=kind,
                content_id=target,
                mastery_type="explicit_mastery",
                mastery_score=score,
                position=position,
            )


def _aligned(course: CanvasCourse, outcome: Outcome) -> Iterator[str]:
    yield from (target for name, target in course.alignments if name == outcome.id)


def _mastery(outcome: Outcome) -> float:
    """Return the share of the points that counts as mastered, 0 to 1."""
    best = outcome.scale[0].points
    return round(outcome.mastery / best, 4) if best else 1.0


def scheme(course: CanvasCourse, ids: Ids) -> Element:
    """Return `grading_standards.xml`."""
    element = root("gradingStandards")
    identifier = ids.of("grading-standard")
    one = child(element, "canvas:gradingStandard", identifier=identifier, version="2")
    steps = [[step.letter, step.minimum] for step in course.scheme]
    fields(one, title=course.title, data=json.dumps(steps, ensure_ascii=False))
    return element


def rubrics(course: CanvasCourse, ids: Ids) -> Element:
    """Return `rubrics.xml`."""
    element = root("rubrics")
    known = {outcome.id: outcome for outcome in course.outcomes}
    for rubric in course.rubrics:
        _rubric(element, rubric, known, ids)
    return element


def _rubric(parent: Element, rubric: Rubric, known: Mapping[str, Outcome], ids: Ids) -> None:
    element = child(parent, "canvas:rubric", identifier=ids.of("rubric", rubric.id))
    fields(
        element,
        read_only=False,
        title=rubric.title,
        reusable=False,
        public=False,
        points_possible=rubric.points,
        hide_score_total=False,
        free_form_criterion_comments=False,
        description=rubric.description or None,
    )
    criteria = child(element, "canvas:criteria")
    for criterion in rubric.criteria:
        _criterion(criteria, criterion, known.get(criterion.outcome), ids)


def _criterion(parent: Element, criterion: Criterion, outcome: Outcome | None, ids: Ids) -> None:
    element = child(parent, "canvas:criterion")
    # Without mastery_points Canvas takes only full points for mastery.
    fields(
        element,
        criterion_id=f"_{criterion.id}",
        points=criterion.points,
        mastery_points=round(criterion.points * _mastery(outcome), 4) if outcome else None,
        description=criterion.title,
        long_description=criterion.description or None,
        learning_outcome_identifierref=ids.of("outcome", outcome.id) if outcome else None,
    )
    ratings = child(element, "canvas:ratings")
    for rating in criterion.ratings:
        fields(
            child(ratings, "canvas:rating"),
            description=rating.title,
            points=rating.points,
            criterion_id=f"_{criterion.id}",
            long_description=rating.description or None,
            id=f"_{criterion.id}_{rating.id}",
        )
