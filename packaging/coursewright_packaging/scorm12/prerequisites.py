"""Who waits for whom, as AICC scripts that name SCOs only.

Platforms know the status of SCOs; Moodle knows none of the clusters above them. So what waits
for a cluster waits for the SCOs that satisfy it, and what stands in a waiting cluster waits too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coursewright_packaging.errors import PackagingError
from coursewright_packaging.scorm2004.course import Activity, Cluster, Sco, ScormCourse, walk
from coursewright_packaging.scorm2004.roles import Role, roles

__all__ = ["Gate", "gates", "identifiers"]

_LONGEST = 200  # adlcp_rootv1p2.xsd, prerequisiteStringType
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a SCO waits for. script: empty for nothing. whole: whether all of it fits in."""

    script: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Tree:
    names: Mapping[str, str]
    roles: Mapping[str, Role]
    activities: Mapping[str, Activity]
    scripts: dict[str, tuple[str, ...]] = field(default_factory=dict)


def identifiers(course: ScormCourse) -> Mapping[str, str]:
    """Return a short identifier for each activity by its id.

    A script has at most 200 characters, so identifiers have 8; they are made of the ids, so a
    package that is imported again updates. Raises PackagingError when two ids fall together.
    """
    found = {activity.id: _short(activity.id) for activity in walk(course.activities)}
    if len(set(found.values())) < len(found):
        raise PackagingError(f"SCORM course `{course.id}`: two short identifiers are the same")
    return found


def gates(course: ScormCourse) -> Mapping[str, Gate]:
    """Return what each SCO waits for, by its id."""
    every = {activity.id: activity for activity in walk(course.activities)}
    tree = _Tree(identifiers(course), roles(course), every)
    return dict(_gates(course.activities, (), tree))


def _short(key: str) -> str:
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])
    return "i" + "".join(_DIGITS[number >> 5 * place & 31] for place in range(7))


def _gates(
    activities: tuple[Activity, ...], waiting: tuple[str, ...], tree: _Tree
) -> Iterator[tuple[str, Gate]]:
    """Yield the gates of a branch. waiting: ids for which everything in it waits."""
    for activity in activities:
        awaited = (*waiting, *activity.prerequisites)
        if isinstance(activity, Cluster):
            yield from _gates(activity.children, awaited, tree)
        else:
            yield activity.id, _gate(awaited, tree)


def _gate(awaited: tuple[str, ...], tree: _Tree) -> Gate:
    terms = dict.fromkeys(term for key in awaited for term in _terms(key, tree))
    kept = _fitting(tuple(terms))
    return Gate("&".join(kept), whole=len(kept) == len(terms))


def _fitting(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms that fit, the last before the first: who did those came by the others."""
    room, kept = _LONGEST + 1, set[str]()
    for term in reversed(terms):
        if len(term) < room:
            room -= len(term) + 1
            kept.add(term)
    return tuple(term for term in terms if term in kept)


def _terms(key: str, tree: _Tree) -> tuple[str, ...]:
    """Return scripts that must all hold for an activity to be satisfied."""
    if key not in tree.scripts:
        tree.scripts[key] = tuple(_conditions(tree.activities[key], tree))
    return tree.scripts[key]


def _conditions(activity: Activity, tree: _Tree) -> Iterator[str]:
    if isinstance(activity, Sco):
        yield tree.names[activity.id]
        return
    counting = [each for each in activity.children if tree.roles[each.id].contributes]
    if activity.every:
        for each in counting:
            yield from _terms(each.id, tree)
        return
    choices = [_terms(each.id, tree) for each in counting]
    # One that waits for nothing satisfies the whole at once.
    if len(choices) == 1:
        yield from choices[0]
    elif choices and all(choices):
        yield f"({'|'.join(map(_together, choices))})"


def _together(terms: tuple[str, ...]) -> str:
    return f"({'&'.join(terms)})" if len(terms) > 1 else terms[0]
