"""The order of checking, and the checks that need no room of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursewright.check import rules
from coursewright.check.alignment import alignment_matrix
from coursewright.check.descriptions import check_descriptions
from coursewright.check.questions import check_questions
from coursewright.check.references import check_references
from coursewright.model.course import Course
from coursewright.model.items import (
    Assignment,
    Audio,
    Discussion,
    Heading,
    Item,
    Lab,
    Quiz,
    Tool,
    Video,
)
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["check_course"]

_PRECISION = 1e-6


def check_course(
    course: Course, *, today: date, unread: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return what the course says that cannot be meant.

    today: the day that review dates are held against. unread: kinds of things of which some could
    not be read, so that nothing is said about which of them exist.
    """
    return (
        *check_references(course, unread),
        *check_questions(course),
        *(() if unread & {"item", "rubric", "bank"} else _outcomes(course)),
        *_weights(course),
        *_grades(course),
        *_rubrics(course),
        *_judged(course),
        *_handed_in(course),
        *_review(course, today),
        *check_descriptions(course),
        *(found for item in course.items() for found in _item(item)),
    )


def _outcomes(course: Course) -> Iterator[Diagnostic]:
    for line in alignment_matrix(course):
        title = f'"{line.outcome.id}" ({line.outcome.title})'
        if not line.taught:
            yield rules.OUTCOME_IS_TAUGHT.at("outcomes.yaml", f"no item teaches {title}")
        if not line.assessed:
            yield rules.OUTCOME_IS_ASSESSED.at("outcomes.yaml", f"nothing assesses {title}")


def _weights(course: Course) -> Iterator[Diagnostic]:
    weights = [group.weight for group in course.info.groups]
    if any(weights) and abs(sum(weights) - 100) > _PRECISION:
        message = f"the weights of the assignment groups sum to {sum(weights):g}, not to 100"
        yield _at(rules.WEIGHTS_SUM, course.info.groups[0].place, message)
    for item in course.items():
        if isinstance(item, Lab) and item.criteria:
            total = sum(criterion.weight for criterion in item.criteria)
            if abs(total - 1) > _PRECISION:
                message = f"the weights of the lab's criteria sum to {total:g}, not to 1"
                yield _at(rules.WEIGHTS_SUM, item.criteria_place, message)


def _handed_in(course: Course) -> Iterator[Diagnostic]:
    if course.info.targets.get("coursera", {}).get("course_slug"):
        return
    for item in course.items():
        if isinstance(item, Lab) and item.coursera:
            message = "the lab names its item at Coursera, but the course has no `course_slug`"
            yield _at(rules.COURSERA_ITEM_HAS_COURSE, item.coursera.place, message)


def _grades(course: Course) -> Iterator[Diagnostic]:
    minimums = [step.minimum for step in course.info.grading_scheme]
    if minimums and (sorted(set(minimums), reverse=True) != minimums or minimums[-1]):
        shown = ", ".join(f"{minimum:g}" for minimum in minimums)
        message = f"the minimums of the grading scheme are {shown}"
        yield rules.GRADES_FALL.at(course.info.place.path, message)


def _judged(course: Course) -> Iterator[Diagnostic]:
    sums = {r.id: sum(criterion.points for criterion in r.criteria) for r in course.rubrics}
    for item in course.items():
        if isinstance(item, (Assignment, Discussion)) and item.points and item.rubric in sums:
            total = sums[item.rubric]
            if abs(total - item.points) > _PRECISION:
                message = f"the item gives {item.points:g} points, its rubric {total:g}"
                yield _at(rules.RUBRIC_POINTS_AGREE, item.place, message)


def _rubrics(course: Course) -> Iterator[Diagnostic]:
    for rubric in course.rubrics:
        for criterion in rubric.criteria:
            points = [rating.points for rating in criterion.ratings]
            if points != sorted(points, reverse=True) or points[0] != criterion.points:
                message = (
                    f'the ratings of "{criterion.title}" do not fall from {criterion.points:g}'
                )
                yield rules.RATINGS_FALL.at(f"rubrics/{rubric.id}.yaml", message)


def _review(course: Course, today: date) -> Iterator[Diagnostic]:
    due = course.info.next_review
    if due and due < today:
        message = f"the review of the course was due on {due.isoformat()}"
        yield rules.REVIEW_IS_AHEAD.at(course.info.place.path, message)


def _item(item: Item[Source]) -> Iterator[Diagnostic]:
    if isinstance(item, (Video, Audio)) and not item.captions:
        kind = "video" if isinstance(item, Video) else "audio"
        yield _at(rules.VIDEO_HAS_CAPTIONS, item.place, f"the {kind} has no captions")
    if item.requirement and item.requirement.kind not in _possible(item):
        allowed = ", ".join(_possible(item)) or "none"
        message = (
            f'the item cannot be completed by "{item.requirement.kind}"; allowed are {allowed}'
        )
        yield _at(rules.REQUIREMENT_FITS, item.place, message)


def _possible(item: Item[Source]) -> tuple[str, ...]:
    if isinstance(item, Heading):
        return ()
    if isinstance(item, (Assignment, Lab, Quiz)):
        return ("view", "submit", "score")
    if isinstance(item, Discussion):
        return ("view", "contribute", *(("score",) if item.points else ()))
    if isinstance(item, Tool):
        return ("view", *(("score",) if item.points is not None else ()))
    return ("view", "done")


def _at(rule: Rule, place: Place, message: str) -> Diagnostic:
    return rule.at(place.path, message, line=place.line, column=place.column)
