"""Rubrics and outcomes: what work is judged by."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Criterion", "Level", "Outcome", "Rating", "Rubric"]


@dataclass(frozen=True, slots=True)
class Rating:
    """One level of a criterion; ratings of a criterion fall from full points to 0."""

    id: str
    title: str
    points: float
    description: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric. points: of its best rating. outcome: id that it assesses, or empty."""

    id: str
    title: str
    points: float
    ratings: tuple[Rating, ...]
    description: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Rubric:
    """Criteria by which work is judged; its points are the sum of theirs."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]
    description: str = ""

    @property
    def points(self) -> float:
        """Return the sum of the criteria's points."""
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a mastery scale, highest first."""

    title: str
    points: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a learner can do afterwards.

    bloom: remember, understand, apply, analyze, evaluate or create; empty when not said.
    scale: mastery levels, highest first. mastery: points of the scale that count as mastered.
    """

    id: str
    title: str
    description: str = ""
    bloom: str = ""
    scale: tuple[Level, ...] = (
        Level("Exceeds mastery", 4.0),
        Level("Mastery", 3.0),
        Level("Near mastery", 2.0),
        Level("Below mastery", 1.0),
        Level("No evidence", 0.0),
    )
    mastery: float = 3.0
