"""Outcomes and rubrics: what learners can do afterwards, and how their work is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coursewright.load.files import Folder
from coursewright.load.names import default_id
from coursewright.load.reading import Entry, read_settings
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.rubrics import Criterion, Level, Outcome, Rating, Rubric

__all__ = ["read_outcomes", "read_rubrics"]


def read_outcomes(tree: Folder, found: list[Diagnostic]) -> tuple[Outcome, ...]:
    """Return the outcomes of outcomes.yaml, none when it cannot be used."""
    file = tree.settings("outcomes")
    entry = read_settings(file, "outcomes", found) if file else None
    if entry is None:
        return ()
    levels = tuple(Level(s["title"], float(s["points"])) for s in entry.data.get("scale", ()))
    mastery = float(entry.data["mastery"]) if "mastery" in entry.data else None
    return tuple(_outcome(data, levels, mastery) for data in entry.data["outcomes"])


def _outcome(data: Mapping[str, Any], levels: tuple[Level, ...], mastery: float | None) -> Outcome:
    outcome = Outcome(data["id"], data["title"], data.get("description", ""), data.get("bloom", ""))
    if levels:
        outcome = replace(outcome, scale=levels)
    return outcome if mastery is None else replace(outcome, mastery=mastery)


def read_rubrics(tree: Folder, found: list[Diagnostic]) -> tuple[Rubric, ...]:
    """Return the rubrics in `rubrics/`, without those that cannot be used."""
    entries = (read_settings(file, "rubric", found) for file in tree.sheets("rubrics"))
    return tuple(_rubric(entry, entry.file.stem) for entry in entries if entry)


def _rubric(entry: Entry, stem: str) -> Rubric:
    data = entry.data
    criteria = tuple(_criterion(c, n) for n, c in enumerate(data["criteria"]))
    name = data.get("id", default_id(stem))
    return Rubric(name, data["title"], criteria, data.get("description", ""))


def _criterion(data: Mapping[str, Any], number: int) -> Criterion:
    ratings = tuple(
        Rating(r.get("id", f"r{n + 1}"), r["title"], float(r["points"]), r.get("description", ""))
        for n, r in enumerate(data["ratings"])
    )
    points = float(data.get("points", max(rating.points for rating in ratings)))
    name = data.get("id", f"c{number + 1}")
    return Criterion(
        name, data["title"], points, ratings, data.get("description", ""), data.get("outcome", "")
    )
