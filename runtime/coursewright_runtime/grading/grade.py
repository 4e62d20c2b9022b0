"""Grade one submission: stage, run behind a wall, analyse, judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path

from coursewright_runtime.grading.assemble import analyse, assemble, ungradable
from coursewright_runtime.grading.environment import installed
from coursewright_runtime.grading.files import folder_digest
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.outcome import Execution, Outcome
from coursewright_runtime.grading.record import GradingResult
from coursewright_runtime.grading.submissions import Submitted, stage
from coursewright_runtime.grading.unpack import Refused
from coursewright_runtime.grading.walls import Wall
from coursewright_runtime.grading.workspace import workspace

__all__ = ["Grader", "grade"]


@dataclass(frozen=True, slots=True)
class Grader:
    """What all submissions of a lab are graded with. salt: hash of the lab and of this grader."""

    lab: GraderLab
    salt: str

    @classmethod
    def of(cls, lab: GraderLab, wall: Wall) -> Grader:
        """Return the grader; reads the lab's folder and our own files once.

        Wall, Python and packages count, too: a test may come out otherwise with others.
        """
        files = folder_digest(lab.folder, Path(__file__).parent)
        return cls(lab, f"{files}{wall.mode}{wall.consume}{installed()}")


def grade(
    grader: Grader,
    submitted: Submitted,
    execute: Callable[[Path], Execution],
    *,
    by_hand: Mapping[str, float] = {},
    before: GradingResult | None = None,
) -> GradingResult:
    """Return the record of a submission.

    execute: runs what lies in a folder. by_hand: points that people gave (see `judge`). before: its
    record of an earlier run, which is returned where nothing changed, and whose tests are not run
    again where only people's points or the moment changed. Raises GradingFault when lab or machine
    are at fault.
    """
    with workspace("submission") as folder:
        try:
            stage(grader.lab, submitted, folder)
        except Refused as refused:
            return ungradable(grader.lab, submitted.name, (str(refused),))
        ran = sha256(f"{grader.salt}{folder_digest(folder)}".encode()).hexdigest()[:32]
        rest = sha256(f"{submitted.moment}{sorted(by_hand.items())}".encode()).hexdigest()[:16]
        key = f"{ran}.{rest}"
        if before and before.key == key and before.submission == submitted.name:
            return before
        known = before if before and before.key.partition(".")[0] == ran else None
        execution = _again(known) if known else execute(folder)
        started = time.monotonic()
        checks = tuple(analyse(grader.lab, folder))
        if not known:
            phases = (*execution.phases, ("analysis", round(time.monotonic() - started, 3)))
            execution = replace(execution, phases=phases)
        moment = submitted.moment
        return assemble(
            grader.lab,
            submitted.name,
            execution,
            checks,
            submitted=moment,
            by_hand=by_hand,
            key=key,
        )


def _again(record: GradingResult) -> Execution:
    """Return the execution that a record tells of."""
    names = [each.name for each in fields(Outcome)]
    outcomes = tuple(Outcome(**{n: getattr(test, n) for n in names}) for test in record.tests)
    return Execution(outcomes, record.phases, record.environment, record.problems)
