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
    weight: 0..1, the heaviest sibling has 1. awaited: whether others wait for it, so that it
    must publish its success under a global objective.
    """

    contributes: bool
    weight: float
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
    any_required = any(_required(each) for each in activities)
    heaviest = max(_weight(each) for each in activities)
    for each in activities:
        share = _weight(each) / heaviest if heaviest else 0.0
        yield each.id, Role(_required(each) or not any_required, share, each.id in awaited)
        if isinstance(each, Cluster):
            yield from _siblings(each.children, awaited)


def _required(activity: Activity) -> bool:
    if isinstance(activity, Sco):
        return activity.required
    return any(_required(each) for each in activity.children)


def _weight(activity: Activity) -> float:
    if isinstance(activity, Sco):
        return activity.weight
    return sum(_weight(each) for each in activity.children)
