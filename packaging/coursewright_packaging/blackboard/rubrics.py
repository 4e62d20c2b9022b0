"""Rubrics, whose element names are in mixed case, unlike all other documents."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.blackboard.elements import node, number, root, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.vocabulary.rubrics import Criterion, Rating, Rubric
from coursewright_packaging.xml import Element

__all__ = ["rubrics"]

_DIGITS = 5


def rubrics(every: Sequence[Rubric], ids: Ids) -> Element:
    """Return the LEARNRUBRICS document; rubrics are numeric, each row as heavy as its points."""
    document = root("LEARNRUBRICS")
    for each in every:
        _rubric(document, each, ids)
    return document


def _rubric(parent: Element, of: Rubric, ids: Ids) -> None:
    rubric = node(parent, "Rubric", id=ids.object("rubric", of.id))
    for name, content in (
        ("Title", of.title),
        ("Description", of.description),
        ("ContactName", ""),
        ("Version", "1"),
        ("CreatorId", ""),
        ("Type", "NUMERIC"),
        ("Status", "ACTIVE"),
        ("Public", "false"),
        ("DeletedIndicator", "false"),
        ("MaxValue", number(of.points)),
        ("Keywords", ""),
    ):
        value(rubric, name, content)
    dates = node(rubric, "DATES")
    value(dates, "CREATED")
    value(dates, "UPDATED")
    rows = node(rubric, "RubricRows")
    for place, (criterion, share) in enumerate(zip(of.criteria, _shares(of), strict=True)):
        _row(rows, of.id, criterion, place, share, ids)


def _shares(of: Rubric) -> list[float]:
    """Return each row's share in percent; the last takes what rounding left, so the sum is 100."""
    count = len(of.criteria)
    total = of.points
    shares = [
        round(100 * criterion.points / total if total else 100 / count, _DIGITS)
        for criterion in of.criteria
    ]
    return [*shares[:-1], round(100 - sum(shares[:-1]), _DIGITS)] if shares else []


def _row(
    parent: Element, rubric: str, criterion: Criterion, place: int, share: float, ids: Ids
) -> None:
    row = node(parent, "Row", id=ids.object("row", rubric, criterion.id))
    value(row, "Header", criterion.title)
    value(row, "Position", str(place))
    value(row, "Percentage", number(share))
    columns = node(row, "RubricColumns")
    # Learn's columns rise from left to right.
    for column, rating in enumerate(sorted(criterion.ratings, key=lambda each: each.points)):
        shown = node(columns, "Column")
        value(shown, "Header", rating.title)
        value(shown, "Position", str(column))
        _cell(shown, rating, criterion.points, ids.object("cell", rubric, criterion.id, rating.id))


def _cell(column: Element, rating: Rating, best: float, cell_id: str) -> None:
    cell = node(column, "Cell", id=cell_id)
    percentage = number(round(100 * rating.points / best, _DIGITS) if best else 0.0)
    for name, content in (
        ("CellDescription", rating.description),
        ("NumericPoints", number(rating.points)),
        ("NumericStartPointRange", "0.0"),
        ("NumericEndPointRange", "0.0"),
        ("Percentage", percentage),
        ("PercentageMax", "0.0"),
        ("Percentagemin", "0.0"),
    ):
        value(cell, name, content)
