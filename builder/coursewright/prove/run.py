"""Grade a lab's solution and its untouched release, behind a wall where there is one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from coursewright.errors import EnvironmentFault
from coursewright.prove.model import Proof, Task
from coursewright_packaging.archive import HashedFile
from coursewright_runtime.grading.assemble import analyse
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import GraderLab, read_lab
from coursewright_runtime.grading.outcome import Outcome
from coursewright_runtime.grading.samples import solved, untouched
from coursewright_runtime.grading.walls import Mode, NoWall, Wall, find_wall

__all__ = ["Prover"]


@dataclass(frozen=True, slots=True)
class Prover:
    """Proves labs on this machine, `jobs` at a time."""

    jobs: int

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Proof, bool]]:
        """Yield the place of each task as it is done, its proof, and whether to keep that.

        What failed is tried again by the next build: a slow machine may have been the reason.
        Raises EnvironmentFault when grading itself fails.
        """
        wall = _wall()
        with ThreadPoolExecutor(max(1, self.jobs)) as pool:
            places = {pool.submit(_prove, task, wall): place for place, task in enumerate(tasks)}
            for future in as_completed(places):
                proof = future.result()
                yield places[future], proof, proof.holds


def _wall() -> Wall:
    """Return the wall; what runs is the author's code, so it runs without one, too."""
    try:
        return find_wall(Mode.BUBBLEWRAP)
    except NoWall:
        return find_wall(Mode.UNSAFE)


def _prove(task: Task, wall: Wall) -> Proof:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="coursewright-proof-") as name:
        folder = Path(name)
        try:
            lab = read_lab(_written(task, folder / task.lab))
            proof = _graded(lab, wall, folder)
        except GradingFault as fault:
            raise EnvironmentFault(f"proving `{task.lab}`: {fault}") from fault
    return replace(proof, seconds=round(time.monotonic() - begun, 2))


def _written(task: Task, folder: Path) -> Path:
    for path, content in task.contents.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.path.read_bytes() if isinstance(content, HashedFile) else content
        assert isinstance(data, bytes)
        target.write_bytes(data)
    return folder


def _graded(lab: GraderLab, wall: Wall, folder: Path) -> Proof:
    solution, stub = solved(lab, folder / "solved"), untouched(lab, folder / "untouched")
    with Executor(lab, wall) as executor:
        full = executor.execute(solution).outcomes
        nothing = executor.execute(stub).outcomes
    proof = Proof(
        solution=full,
        stub=nothing,
        checks=tuple(analyse(lab, solution)) if _may_be_analysed(lab) else (),
        missing=tuple(name for name in lab.required if not (solution / name).is_file()),
        walled=wall.mode is not Mode.UNSAFE,
    )
    return replace(proof, needs_shared=tuple(_passes_when_shared(lab, wall, solution, proof.lost)))


def _may_be_analysed(lab: GraderLab) -> bool:
    return lab.organization is not None or lab.documentation is not None


def _passes_when_shared(
    lab: GraderLab, wall: Wall, solution: Path, lost: Sequence[Outcome]
) -> Iterator[str]:
    """Yield the test files that the solution fails from outside and passes in its own process."""
    failed = {each.id.partition("::")[0] for each in lost if "#" not in each.id}
    asked = {test.path for test in lab.tests if test.isolation != "shared"} & failed
    if not asked:
        return
    tests = [replace(test, isolation="shared") for test in lab.tests if test.path in asked]
    with Executor(replace(lab, tests=tuple(tests)), wall) as executor:
        again = executor.execute(solution).outcomes
    for path in sorted(asked):
        mine = [each for each in again if each.id.partition("::")[0] == path]
        if mine and all((each.points or 0.0) >= each.maximum for each in mine):
            yield path
