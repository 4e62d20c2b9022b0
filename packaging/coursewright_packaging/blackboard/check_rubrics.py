"""Rubrics: percentages, points and types that Learn can add up."""

from __future__ import annotations

import math
from collections.abc import Iterator

from coursewright_packaging.blackboard.opened import Document, Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.numbers import number
from coursewright_packaging.xml import Element

__all__ = ["RULES", "check_rubrics"]

_SOURCE = "Blackboard rubric export"

SUM = Rule(
    "blackboard-rubric-rows-sum-to-100",
    Severity.ERROR,
    "The percentages of a rubric's rows sum to 100.",
    "Learn shows a wrong total, or refuses to save the rubric.",
    "Weigh the rows anew.",
    _SOURCE,
)
MAXIMUM = Rule(
    "blackboard-rubric-maximum-is-sum-of-best-cells",
    Severity.ERROR,
    "MaxValue of a rubric with points is the sum of the best cell of each row.",
    "Full marks cannot be reached, or are exceeded.",
    "Set MaxValue to the sum.",
    _SOURCE,
)
TYPE = Rule(
    "blackboard-rubric-type-is-known",
    Severity.ERROR,
    "The type is NUMERIC, NUMERIC_RANGE, PERCENTAGE or PERCENTAGE_RANGE.",
    "Learn cannot show the rubric.",
    "Use one of the four types.",
    _SOURCE,
)
CELLS = Rule(
    "blackboard-rubric-row-has-cells",
    Severity.ERROR,
    "Each row has at least one cell, its points a number.",
    "Learn cannot show the row.",
    "Give the row its levels.",
    _SOURCE,
)
JOINED = Rule(
    "blackboard-rubric-association-joins",
    Severity.ERROR,
    "An association names a rubric of the package, and a column of its grade centre or a question.",
    "The rubric is imported, but judges nothing.",
    "Correct LEARNRUBRICID, GRADEBOOKCOLID or QTIASIDATAID.",
    "Blackboard course export, as readers of it know it",
)
RULES = (SUM, MAXIMUM, TYPE, CELLS, JOINED)

_TYPES = ("NUMERIC", "NUMERIC_RANGE", "PERCENTAGE", "PERCENTAGE_RANGE")
_NOTHING = ("", "{unset id}")
_NARROW = 0.01  # real exports round each row to six digits


def check_rubrics(package: Opened) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rubrics."""
    for document in package.of("LEARNRUBRICS"):
        for rubric in document.root.iter("Rubric"):
            yield from _rubric(package, document, rubric)
    yield from _associations(package)


def _associations(package: Opened) -> Iterator[Diagnostic]:
    known = {e.get("id") for d in package.of("LEARNRUBRICS") for e in d.root.iter("Rubric")}
    columns = {
        e.get("id") for d in package.of("GRADEBOOK") for e in d.root.iter("OUTCOMEDEFINITION")
    }
    for document in package.of("COURSERUBRICASSOCIATIONS"):
        for each in document.root.iter("ASSOCIATION"):
            rubric, column = _value(each, "LEARNRUBRICID"), _value(each, "GRADEBOOKCOLID")
            if rubric not in known:
                message = f"LEARNRUBRICID is `{rubric}`, no rubric of the package"
                yield package.at(JOINED, message, document, each)
            if column not in columns and (column or _value(each, "QTIASIDATAID") in _NOTHING):
                message = f"GRADEBOOKCOLID is `{column}`, no column of the package"
                yield package.at(JOINED, message, document, each)


def _rubric(package: Opened, document: Document, rubric: Element) -> Iterator[Diagnostic]:
    title = _value(rubric, "Title")
    kind = _value(rubric, "Type")
    if kind not in _TYPES:
        yield package.at(TYPE, f"the type of `{title}` is `{kind}`", document, rubric)
    rows = rubric.findall("RubricRows/Row")
    total = sum(number(_value(row, "Percentage")) for row in rows)
    if rows and not abs(total - 100) <= _NARROW:
        message = f"the rows of `{title}` sum to {total:g} percent"
        yield package.at(SUM, message, document, rubric)
    best = [_best(row) for row in rows]
    if None in best:
        yield package.at(CELLS, f"a row of `{title}` has no cell with points", document, rubric)
    elif kind == "NUMERIC":
        yield from _maximum(package, document, rubric, sum(each or 0.0 for each in best))


def _maximum(
    package: Opened, document: Document, rubric: Element, best: float
) -> Iterator[Diagnostic]:
    stated = _value(rubric, "MaxValue")
    if not abs(number(stated) - best) <= _NARROW:
        message = f"MaxValue of `{_value(rubric, 'Title')}` is `{stated}`; the best cells sum to "
        yield package.at(MAXIMUM, f"{message}{best:g}", document, rubric)


def _best(row: Element) -> float | None:
    points = [number(cell.get("value")) for cell in row.iter("NumericPoints")]
    return max(points) if points and not any(map(math.isnan, points)) else None


def _value(element: Element, name: str) -> str:
    found = element.find(name)
    return "" if found is None else found.get("value", "")
