"""Grade many submissions side by side; what is done is kept, so that any run can go on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from coursewright_runtime.grading.assemble import ungradable
from coursewright_runtime.grading.errors import GradingFault, SubmissionFault
from coursewright_runtime.grading.files import write_atomically
from coursewright_runtime.grading.grade import Grader, grade
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.outcome import Execution
from coursewright_runtime.grading.record import GradingResult, from_json, to_json
from coursewright_runtime.grading.submissions import Submitted
from coursewright_runtime.grading.walls import Wall

if TYPE_CHECKING:
    from coursewright_runtime.grading.execute import Executor

__all__ = ["Executors", "Graded", "file_name", "grade_all"]

_NONE: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Graded:
    """A result, and the one that it replaces; `before` is None for the first one."""

    result: GradingResult
    before: GradingResult | None

    @property
    def moved(self) -> bool:
        """Return whether the score or what is pending differs from before."""
        old, new = self.before, self.result
        return old is not None and (old.score, old.pending) != (new.score, new.pending)

    @property
    def fresh(self) -> bool:
        """Return whether something was graded at all."""
        return self.before != self.result


class Executors:
    """One warm executor per thread, at most `jobs`; closed together."""

    def __init__(self, lab: GraderLab, wall: Wall, jobs: int) -> None:
        """Run submissions of `lab` behind `wall`; nothing starts before the first submission."""
        self.jobs = jobs
        self._lab, self._wall = lab, wall
        self._mine = threading.local()
        self._every: list[Executor] = []
        self._stopped = False

    def __enter__(self) -> Executors:
        return self

    def __exit__(self, *_: object) -> None:
        for executor in self._every:
            executor.close()

    def stop(self) -> None:
        """Let all that runs fail at once; what has not begun will not begin."""
        self._stopped = True
        for executor in self._every:
            executor.stop()

    def execute(self, submission: Path) -> Execution:
        """Run what lies in the folder `submission`. Raises GradingFault."""
        from coursewright_runtime.grading.execute import Executor

        if not hasattr(self._mine, "executor"):
            self._mine.executor = Executor(self._lab, self._wall)
            self._every.append(self._mine.executor)
        if self._stopped:  # perhaps before this executor was among them
            self._mine.executor.stop()
        execution: Execution = self._mine.executor.execute(submission)
        return execution


def file_name(submission: str) -> str:
    """Return a plain file name for who handed in, without ending; different for different names."""
    return quote(submission, safe=" ").replace(".", "%2E") or "%"


def grade_all(
    grader: Grader,
    submissions: Sequence[Submitted],
    out: Path,
    executors: Executors,
    *,
    by_hand: Callable[[Submitted], Mapping[str, float]] = lambda _: _NONE,
    on_done: Callable[[], object] = lambda: None,
) -> tuple[Graded, ...]:
    """Return all results, in the submissions' order; records stand in `out` as they come.

    A record of an earlier run is kept while neither submission nor lab nor grader changed. When
    interrupted, what was finished is on disk and nothing else is. What goes wrong with one
    submission leaves it ungraded, with the reason, and the others alone. Raises GradingFault when
    lab or machine are at fault.
    """

    running = _Running()

    def one(submitted: Submitted) -> Graded:
        path = out / f"{file_name(submitted.name)}.json"
        with running:
            before = _read(path)
            result = _one(grader, submitted, executors, by_hand, before)
            running.go_on()
            if result != before:
                write_atomically(path, to_json(result).encode())
            return Graded(result, before)

    with ThreadPoolExecutor(executors.jobs) as pool:
        try:  # the first submission runs while the last one is still to be handed over
            futures = [pool.submit(one, each) for each in submissions]
            for _ in _finished(futures):
                on_done()
        except BaseException:
            running.stop()  # from here on nothing is a result
            executors.stop()
            pool.shutdown(wait=True, cancel_futures=True)
            running.wait()
            raise
    return tuple(future.result() for future in futures)


class _Running:
    """What runs now, and whether anything may.

    The pool forgets a thread during whose start an interruption came, so it cannot be asked.
    """

    def __init__(self) -> None:
        self._change = threading.Condition()
        self._count = 0
        self._stopped = False

    def __enter__(self) -> None:
        with self._change:
            self.go_on()
            self._count += 1

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._count -= 1
            self._change.notify_all()

    def go_on(self) -> None:
        """Raise GradingFault when all is to end."""
        if self._stopped:
            raise GradingFault("grading was interrupted")

    def stop(self) -> None:
        """Let nothing begin any more, and nothing that runs be a result."""
        with self._change:
            self._stopped = True

    def wait(self) -> None:
        """Wait until nothing runs."""
        with self._change:
            self._change.wait_for(lambda: self._count == 0)


def _one(
    grader: Grader,
    submitted: Submitted,
    executors: Executors,
    by_hand: Callable[[Submitted], Mapping[str, float]],
    before: GradingResult | None,
) -> GradingResult:
    try:
        return grade(
            grader, submitted, executors.execute, by_hand=by_hand(submitted), before=before
        )
    except SubmissionFault as fault:
        problem = str(fault)
    except GradingFault:
        raise
    except Exception as error:
        problem = f"It could not be graded: {type(error).__name__}: {error}"
    return ungradable(grader.lab, submitted.name, (problem,))


def _finished(futures: Sequence[Future[Graded]]) -> Iterator[Graded]:
    for future in as_completed(futures):
        yield future.result()


def _read(path: Path) -> GradingResult | None:
    """Return an earlier record; None when there is none that can be read."""
    try:
        return from_json(path.read_bytes())
    except (OSError, GradingFault):
        return None
