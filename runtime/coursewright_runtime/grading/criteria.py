"""From what was found to points: every criterion, what a person judges pending and never zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from coursewright_runtime.grading.checks import Check
from coursewright_runtime.grading.code import cells_of
from coursewright_runtime.grading.lab import Criterion, GraderLab
from coursewright_runtime.grading.outcome import Outcome, State
from coursewright_runtime.grading.record import CriterionResult, Evidence

__all__ = ["criterion_of", "judge", "manual_cells"]

_PRECISION = 6  # decimal places of points, so that sums are what people expect


def manual_cells(lab: GraderLab) -> frozenset[str]:
    """Return the outcome ids of the cells that a person grades."""
    release = lab.folder / "release"  # which no wall empties, as it may the source
    return frozenset(
        f"{notebook}#{cell.grade_id}"
        for notebook in lab.notebooks
        for cell in cells_of(release / notebook)
        if cell.manual
    )


def criterion_of(lab: GraderLab, outcome: str) -> str:
    """Return the id of the criterion that an outcome feeds; the first one when none claims it."""
    path, cell, grade_id = outcome.partition("#")
    for criterion in lab.criteria if cell else ():
        if any(fnmatchcase(grade_id, pattern) for pattern in criterion.cells):
            return criterion.id
    file = path.partition("::")[0]
    named = [test.criterion for test in lab.tests if test.path == file]
    return named[0] if named and not cell else lab.criteria[0].id


def judge(
    lab: GraderLab,
    outcomes: Sequence[Outcome],
    checks: Sequence[Check],
    by_hand: Mapping[str, float] = {},
) -> tuple[CriterionResult, ...]:
    """Return the criteria with their points.

    by_hand: points that a person has given, by outcome id; or `criterion:<id>` for the share of a
    criterion that no cell holds.
    """
    manual = manual_cells(lab)
    # A test that no program here can run, of an R notebook for one, waits for people as well.
    people = {o.id for o in outcomes if o.id in manual or o.state is State.PENDING}
    return tuple(
        _Judgement(
            criterion,
            criterion.weight * lab.points,
            [o for o in outcomes if o.id not in people and criterion_of(lab, o.id) == criterion.id],
            [o for o in outcomes if o.id in people and criterion_of(lab, o.id) == criterion.id],
            [check for check in checks if check.criterion == criterion.id],
            by_hand,
        ).result()
        for criterion in lab.criteria
    )


@dataclass(frozen=True, slots=True)
class _Judgement:
    """One criterion. points: of all of it."""

    criterion: Criterion
    points: float
    tests: Sequence[Outcome]
    cells: Sequence[Outcome]
    checks: Sequence[Check]
    by_hand: Mapping[str, float]

    def result(self) -> CriterionResult:
        person = self.points * self._share_of_people()
        score, pending = self._by_people(person)
        score += (self.points - person) * self._automatic()
        return CriterionResult(
            self.criterion.id,
            self.criterion.title,
            self.criterion.weight,
            round(score, _PRECISION),
            round(self.points, _PRECISION),
            round(pending, _PRECISION),
            tuple(self._evidence(pending)),
        )

    def _share_of_people(self) -> float:
        """Return the author's share, else that of the manual cells' points among all cells'."""
        if self.criterion.manual is not None:
            return self.criterion.manual
        cells = sum(cell.maximum for cell in self.cells)
        tests = sum(test.maximum for test in self.tests)
        if cells and not tests:
            return 0.5 if self.checks else 1.0
        if not cells and not tests:
            return 0.0 if self.checks else 1.0
        return cells / (cells + tests)

    def _by_people(self, points: float) -> tuple[float, float]:
        """Return what people gave and what they have still to judge."""
        if not self.cells:
            given = self.by_hand.get(f"criterion:{self.criterion.id}")
            return (0.0, points) if given is None else (min(given, points), 0.0)
        unit = points / (sum(cell.maximum for cell in self.cells) or 1)
        given_to = [(cell, self._given(cell)) for cell in self.cells]
        score = sum(given for _, given in given_to if given is not None)
        pending = sum(cell.maximum for cell, given in given_to if given is None)
        return unit * score, unit * pending

    def _given(self, cell: Outcome) -> float | None:
        if cell.id in self.by_hand:
            return min(self.by_hand[cell.id], cell.maximum)
        return None if cell.state is State.PENDING else cell.points

    def _automatic(self) -> float:
        analysis = sum(check.share for check in self.checks) / (len(self.checks) or 1)
        most = sum(test.maximum for test in self.tests)
        reached = sum(test.points or 0.0 for test in self.tests)
        tested = reached / most if most else 0.0
        weight = self._share_of_analysis(has_tests=bool(most))
        return weight * analysis + (1 - weight) * tested

    def _share_of_analysis(self, *, has_tests: bool) -> float:
        if not self.checks or not has_tests:
            return float(bool(self.checks))
        return 0.5 if self.criterion.analysis is None else self.criterion.analysis

    def _evidence(self, pending: float) -> list[Evidence]:
        most = sum(test.maximum for test in self.tests)
        reached = sum(test.points or 0.0 for test in self.tests)
        passed = sum(test.state is State.PASSED for test in self.tests)
        found = [Evidence("analysis", c.title, round(c.share, 4), c.message) for c in self.checks]
        if most:
            message = f"{passed} of {len(self.tests)} passed"
            found.insert(0, Evidence("tests", "tests", round(reached / most, 4), message))
        if pending:
            found.append(Evidence("person", "a person", None, "waits for a person"))
        return found
