"""Run as another user or inside a container of our own making: grades submissions.

Arguments: the wall, the lab's folder, then folders of submissions. Prints a line of JSON about the
wall, and one for each submission: points, what the learner reads, and what a search has found.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coursewright_runtime.grading.criteria import manual_cells
from coursewright_runtime.grading.errors import SubmissionFault
from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.walls import find_wall
from walls.conftest import LIMITS
from walls.labs import NOTEBOOK, TESTS


def main() -> None:
    """Grade each submission."""
    mode = sys.argv[1]
    folder, *submissions = map(Path, sys.argv[2:])
    lab = GraderLab(
        id="lab", title="A lab", points=25.0, language="python", folder=folder,
        notebooks=(NOTEBOOK,), companions=("service.py",), tests=TESTS, limits=LIMITS,
    )  # fmt: skip
    wall = find_wall(mode.partition("-")[0], consume=mode.endswith("-of-one-user"))
    users = [wall.learner_user, wall.trusted_user]
    print(json.dumps({"users": users, "consume": wall.consume}), flush=True)
    with Executor(lab, wall) as executor:
        for submission in submissions:
            points, told, loot = _graded(executor, submission)
            people = sorted(manual_cells(lab))
            line = {"points": points, "told": told, "loot": loot, "people": people}
            print(json.dumps(line), flush=True)


def _graded(executor: Executor, submission: Path) -> tuple[float, list[str], list[str]]:
    """Return points, what the learner reads, and what searches say that they have found.

    A submission may end a grader of its own user.
    """
    try:
        execution = executor.execute(submission)
    except SubmissionFault as fault:
        return 0.0, [str(fault)], []
    points = sum(outcome.points or 0 for outcome in execution.outcomes)
    told = [*execution.problems, *(outcome.message for outcome in execution.outcomes)]
    details = (outcome.detail for outcome in execution.outcomes)
    return points, told, [detail for detail in details if "loot: " in detail]


if __name__ == "__main__":
    main()
