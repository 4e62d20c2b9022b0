"""What is proved, and what came of it; plain data that the cache keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursewright_packaging.archive import Content
from coursewright_runtime.grading.checks import Check
from coursewright_runtime.grading.outcome import Outcome

__all__ = ["UNWALLED", "Proof", "Proved", "Task"]

UNWALLED = "graded without a wall, as bubblewrap is not to be had; the code is the author's own"


@dataclass(frozen=True, slots=True)
class Task:
    """One lab to prove; its `repr` tells everything that the proof depends on.

    digests: of the files of its grader side, by path. environment: digest of the installed
    packages. contents: the files themselves.
    """

    lab: str
    digests: tuple[tuple[str, str], ...]
    environment: str
    contents: Mapping[str, Content] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Proof:
    """How solution and release of a lab were graded.

    walled: whether a wall stood around the author's code. missing: files that the lab requires and
    its solution lacks. needs_shared: test files that pass in the learner's own process alone.
    checks: what static analysis says of the solution. seconds: all of it took.
    """

    solution: tuple[Outcome, ...]
    stub: tuple[Outcome, ...]
    checks: tuple[Check, ...] = ()
    needs_shared: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    walled: bool = True
    seconds: float = 0.0

    @property
    def lost(self) -> tuple[Outcome, ...]:
        """Return where the solution earns less than all; what people grade is not among them."""
        found = (each for each in self.solution if each.points is not None)
        return tuple(each for each in found if (each.points or 0.0) < each.maximum)

    @property
    def given(self) -> tuple[Outcome, ...]:
        """Return where the untouched release earns something."""
        return tuple(each for each in self.stub if (each.points or 0.0) > 0)

    @property
    def empty(self) -> bool:
        """Return whether the lab has nothing that a program grades."""
        graded = [each for each in self.solution if each.points is not None]
        return not graded and not self.checks

    @property
    def holds(self) -> bool:
        """Return whether there is nothing to mend."""
        faults = (self.lost, self.given, self.missing, [c for c in self.checks if c.share < 1])
        return not any(faults)


@dataclass(frozen=True, slots=True)
class Proved:
    """One lab of the course.

    proof: `None` when there is none, for the `reason`. wanted: whether somebody said so.
    """

    item: str
    path: str
    proof: Proof | None
    reason: str = ""
    wanted: bool = False

    @property
    def note(self) -> str:
        """Return what people should know of how it went, or nothing."""
        if self.proof is None:
            return self.reason
        return "" if self.proof.walled else UNWALLED
