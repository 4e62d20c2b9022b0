"""What each activity counts for: roll-up, weight, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coursewright_packaging.scorm2004.course import Activity, Cluster, Sco, ScormCourse, walk

__all__ = ["Role", "roles"]


@dataclass(frozen=True, slots=True)
class Role:
    """The part of one activity in the whole.

    contributes: whether its parent's completion and success depend on it.
    weight: 0..1, its share in the score; the heaviest sibling has 1. progress: 0..1, its share in
    the progress measure likewise, by the number of contributing SCOs. awaited: whether others
    wait for it, so that it must publish its success under a global objective.
    """

    contributes: bool
    weight: float
    progress: float
    awaited: bool


def roles(course: ScormCourse) -> Mapping[str, Role]:
    """Return the role of every activity by its id.

    Where no child of a cluster is required, all of them are: a cluster without contributing
    children could never be completed. Sibling weights are the sums of what lies below, so the
    course's score is the weighted mean over all SCOs, however deep they lie.
    """
    awaited = {each for a in walk(course.activities) for each in a.prerequisites}
    return dict(_siblings(course.activities, awaited))


def _siblings(activities: tuple[Activity, ...], awaited: set[str]) -> Iterator[tuple[str, Role]]:
    contributing = _contributing(activities)
    heaviest = max(_weight(each) for each in activities)
    longest = max(map(_length, contributing))
    for each in activities:
        counts = each in contributing
        yield (
            each.id,
            Role(
                contributes=counts,
                weight=_weight(each) / heaviest if heaviest else 0.0,
                progress=_length(each) / longest if counts else 0.0,
                awaited=each.id in awaited,
            ),
        )
        if isinstance(each, Cluster):
            yield from _siblings(each.children, awaited)


def _contributing(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
    return tuple(each for each in activities if _required(each)) or activities


def _length(activity: Activity) -> int:
    """Return how many SCOs the progress of the activity is made of."""
    if isinstance(activity, Sco):
        return 1
    return sum(map(_length, _contributing(activity.children)))


def _required(activity: Activity) -> bool:
    if isinstance(activity, Sco):
        return activity.required
    return any(_required(each) for each in activity.children)


def _weight(activity: Activity) -> float:
    if isinstance(activity, Sco):
        return activity.weight
    return sum(_weight(each) for each in activity.children)
