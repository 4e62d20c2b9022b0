"""What each quiz weighs in the course's score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright_packaging.vocabulary.questions import (
    Draw,
    Essay,
    FileUpload,
    TextOnly,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["auto_scored", "weights"]

_BY_HAND = (Essay, FileUpload, TextOnly)


def weights(publication: Publication) -> Mapping[str, float]:
    """Return the weight of each graded quiz by its id; only their ratios matter.

    Within an assignment group quizzes weigh as their points, and groups as the course says.
    Work that a platform cannot score weighs nothing, so its group's weight falls to the others.
    """
    points = {
        item.id: auto_scored(item)
        for item in publication.items()
        if isinstance(item, items.Quiz) and item.settings.graded and auto_scored(item)
    }
    groups = {item.id: getattr(item, "group", "") for item in publication.items()}
    shares = {group.id: group.weight for group in publication.info.groups}
    if not any(shares.get(groups[each]) for each in points):
        return points
    totals: dict[str, float] = defaultdict(float)
    for each, worth in points.items():
        totals[groups[each]] += worth
    return {
        each: shares.get(groups[each], 0.0) * worth / totals[groups[each]]
        for each, worth in points.items()
    }


def auto_scored(quiz: items.Quiz[Rich]) -> float:
    """Return the points that the SCO itself can give."""
    return sum(
        part.points * part.count
        if isinstance(part, Draw)
        else 0.0
        if isinstance(part, _BY_HAND)
        else part.points
        for part in quiz.questions
    )
