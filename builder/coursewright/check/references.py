"""Ids: each used once, and every one that is named exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from coursewright.check import rules
from coursewright.model.course import Course
from coursewright.model.items import Assignment, Discussion, Item, Lab, Quiz, Tool
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.questions import Draw, Question

__all__ = ["check_references"]


def check_references(course: Course, unread: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the ids of the course.

    unread: kinds of things of which some could not be read; any id may be one of theirs.
    """
    yield from _unique(course)
    for kind, found in _dangling(course):
        if kind not in unread:
            yield found
    yield from _prerequisites(course)


_Dangling = Iterator[tuple[str, Diagnostic]]


def _dangling(course: Course) -> _Dangling:
    """Yield each id that belongs to nothing, after the kind of thing it should be of."""
    yield from _items(course)
    yield from _rubrics(course)
    yield from _never_dropped(course)
    order = [module.id for module in course.modules]
    for module in course.modules:
        for name in module.prerequisites:
            yield from _exists("module", name, order, module.place)


def _unique(course: Course) -> Iterator[Diagnostic]:
    questions = [q for q, _ in _questions(course)]
    kinds: Sequence[tuple[str, Iterable[tuple[str, Place]]]] = (
        ("module", [(m.id, m.place) for m in course.modules]),
        ("item", [(i.id, i.place) for i in course.items()]),
        ("question", [(q.id, q.stem.place) for q in questions]),
        ("outcome", [(o.id, Place("outcomes.yaml")) for o in course.outcomes]),
        ("rubric", [(r.id, Place("rubrics")) for r in course.rubrics]),
        ("bank", [(b.id, Place("banks")) for b in course.banks]),
    )
    for kind, named in kinds:
        first: dict[str, Place] = {}
        for name, place in named:
            if name in first:
                message = f'the {kind} id "{name}" is taken by {_shown(first[name])}'
                yield rules.ID_IS_UNIQUE.at(
                    place.path, message, line=place.line, column=place.column
                )
            first.setdefault(name, place)


def _shown(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def _questions(course: Course) -> Iterator[tuple[Question[Source], Place]]:
    for bank in course.banks:
        yield from ((question, question.stem.place) for question in bank.questions)
    for item in course.items():
        if isinstance(item, Quiz):
            for entry in item.questions:
                if isinstance(entry, Question):
                    yield entry, entry.stem.place


def _items(course: Course) -> _Dangling:
    outcomes = [outcome.id for outcome in course.outcomes]
    for item in course.items():
        for name in (*item.teaches, *item.assesses):
            yield from _exists("outcome", name, outcomes, item.place)
        yield from _grading(course, item)
    for question, place in _questions(course):
        for name in question.outcomes:
            yield from _exists("outcome", name, outcomes, place)


def _grading(course: Course, item: Item[Source]) -> _Dangling:
    if isinstance(item, (Assignment, Discussion, Lab, Quiz, Tool)) and item.group:
        groups = [group.id for group in course.info.groups]
        yield from _exists("assignment group", item.group, groups, item.place)
    if isinstance(item, (Assignment, Discussion, Lab)) and item.rubric:
        rubrics = [rubric.id for rubric in course.rubrics]
        yield from _exists("rubric", item.rubric, rubrics, item.place)
    if isinstance(item, Quiz):
        banks = [bank.id for bank in course.banks]
        for entry in item.questions:
            if isinstance(entry, Draw):
                yield from _exists("bank", entry.bank, banks, item.place)


def _rubrics(course: Course) -> _Dangling:
    outcomes = [outcome.id for outcome in course.outcomes]
    for rubric in course.rubrics:
        for criterion in rubric.criteria:
            if criterion.outcome:
                yield from _exists("outcome", criterion.outcome, outcomes, Place("rubrics"))


def _never_dropped(course: Course) -> _Dangling:
    for group in course.info.groups:
        members = [item.id for item in course.items() if getattr(item, "group", "") == group.id]
        for name, place in zip(group.never_drop, group.never_drop_at, strict=True):
            kind = f'item of the group "{group.id}"'
            yield from (("item", found) for _, found in _exists(kind, name, members, place))


def _exists(kind: str, name: str, known: Sequence[str], place: Place) -> _Dangling:
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}"
    message = f'no {kind} has the id "{name}"'
    found = rules.REFERENCE_EXISTS.at(
        place.path, message, line=place.line, column=place.column, hint=hint
    )
    yield kind, found


def _prerequisites(course: Course) -> Iterator[Diagnostic]:
    order = {module.id: number for number, module in enumerate(course.modules)}
    needs = {module.id: module.prerequisites for module in course.modules}
    for module in course.modules:
        circle = _circle(module.id, needs)
        if circle and order[module.id] == min(order[name] for name in circle):
            message = f"the prerequisites form a circle: {' → '.join([*circle, circle[0]])}"
            yield rules.PREREQUISITES_END.at(module.place.path, message, line=module.place.line)
        elif not circle:
            yield from _late(module.id, module.place, module.prerequisites, order)


def _late(
    name: str, place: Place, prerequisites: Sequence[str], order: dict[str, int]
) -> Iterator[Diagnostic]:
    for needed in prerequisites:
        if order.get(needed, -1) > order[name]:
            message = f'the prerequisite "{needed}" stands after "{name}"'
            yield rules.PREREQUISITE_COMES_FIRST.at(place.path, message, line=place.line)


def _circle(start: str, needs: dict[str, tuple[str, ...]]) -> list[str]:
    paths = [[start]]
    seen: set[str] = set()
    while paths:
        path = paths.pop()
        for name in needs.get(path[-1], ()):
            if name == start:
                return path
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
