"""Check what is added up: rubrics, outcomes, groups of assignments, grading schemes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.canvas.modules import value
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.numbers import number
from coursewright_packaging.structured import Unreadable, load_json
from coursewright_packaging.xml import Element, line_of

__all__ = ["check_scores"]

_FOLDER = "course_settings"
_PRECISION = 1e-6
_WHOLE, _NARROW = 100.0, 0.05  # percentages are rounded


def check_scores(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield sums that are wrong and levels that do not fall."""
    for file, check in (
        ("rubrics", _rubrics),
        ("learning_outcomes", _outcomes),
        ("assignment_groups", _groups),
        ("grading_standards", _schemes),
    ):
        name = f"{_FOLDER}/{file}.xml"
        root = cartridge.xml(name)
        if root is not None:
            for rule, message, element in check(cartridge, root):
                yield cartridge.at(rule, name, message, line_of(element))


Faults = Iterator[tuple[Rule, str, Element]]


def _rubrics(_cartridge: Cartridge, root: Element) -> Faults:
    for rubric in root.iter("{*}rubric"):
        total = 0.0
        for criterion in rubric.iter("{*}criterion"):
            points = number(value(criterion, "points"))
            total += points
            levels = [number(value(r, "points")) for r in criterion.iter("{*}rating")]
            if not levels or levels[0] != points or levels != sorted(levels, reverse=True):
                message = f"ratings of `{value(criterion, 'description')}` are {levels}"
                yield rules.RUBRIC_SUMS, message, criterion
        if not abs(total - number(value(rubric, "points_possible"))) <= _PRECISION:
            message = f"`{value(rubric, 'title')}` has criteria of {total:g} points"
            yield rules.RUBRIC_SUMS, message, rubric


def _outcomes(_cartridge: Cartridge, root: Element) -> Faults:
    for outcome in root.iter("{*}learningOutcome"):
        title = value(outcome, "title")
        points = [number(value(r, "points")) for r in outcome.iter("{*}rating")]
        mastery = value(outcome, "mastery_points")
        if points != sorted(points, reverse=True):
            yield rules.OUTCOME_MASTERY, f"ratings of `{title}` are {points}", outcome
        elif points and mastery and not number(mastery) <= points[0]:
            message = f"mastery of `{title}` needs {mastery} of {points[0]:g} points"
            yield rules.OUTCOME_MASTERY, message, outcome


def _groups(cartridge: Cartridge, root: Element) -> Faults:
    course = cartridge.xml(f"{_FOLDER}/course_settings.xml")
    if course is None or value(course, "group_weighting_scheme") != "percent":
        return
    total = sum(number(value(g, "group_weight") or "0") for g in root.iter("{*}assignmentGroup"))
    if not abs(total - _WHOLE) <= _NARROW:
        yield rules.WEIGHTS_SUM, f"the weights of the groups sum to {total:g}", root


def _schemes(_cartridge: Cartridge, root: Element) -> Faults:
    for scheme in root.iter("{*}gradingStandard"):
        if problem := _scheme_problem(value(scheme, "data")):
            yield rules.SCHEME_FALLS, f"the data of `{value(scheme, 'title')}` {problem}", scheme


def _scheme_problem(text: str) -> str:
    try:
        rows = load_json(text.encode())
        bounds = [number(json.dumps(bound)) for _, bound in rows]
    except (Unreadable, TypeError, ValueError):
        return "are no JSON list of names and bounds"
    if not bounds or bounds != sorted(set(bounds), reverse=True) or not bounds[-1] >= 0:
        return f"are {bounds}; they must fall"
    return ""
