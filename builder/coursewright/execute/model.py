"""What is executed, within which bounds, and what came of it; plain data that the cache keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

__all__ = ["CellRun", "Ending", "Limits", "NotebookRun", "Task", "Visible"]

_MEGABYTE = 1 << 20
_SLOW = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one notebook.

    seconds: that a cell may take. memory: bytes that its kernel may hold. output: bytes that the
    cells may put out.
    """

    seconds: float = 120.0
    memory: int = 2048 * _MEGABYTE
    output: int = 16 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Visible:
    """A file that a notebook may read. path: in the course; sha256: of its content."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Task:
    """One notebook to execute; its `repr` tells everything that the outputs depend on.

    path: of the notebook in the course. code: of its cells and their tags, as JSON, without
    outputs. kernel, language: as its metadata names them. environment: digest of the installed
    packages and kernels. passed: names and digests of the variables that the author passes on.
    twice: whether it is executed again, to compare.
    """

    path: str
    code: str
    kernel: str
    language: str
    files: tuple[Visible, ...]
    limits: Limits
    environment: str
    passed: tuple[tuple[str, str], ...] = ()
    twice: bool = False


class Ending(str, Enum):
    """How executing a notebook ended."""

    FINISHED = "finished"
    RAISED = "raised"
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    TOO_LOUD = "too-loud"
    DIED = "died"
    NO_KERNEL = "no-kernel"

    @property
    def lasting(self) -> bool:
        """Return whether the next execution would end the same way, so that it can be spared."""
        return self in (Ending.FINISHED, Ending.RAISED, Ending.TOO_LARGE, Ending.TOO_LOUD)


@dataclass(frozen=True, slots=True)
class CellRun:
    """What one code cell did.

    cell: its number among all cells, from 1. seconds: it took. outputs: as notebooks store them.
    differs: whether a second execution put out something else.
    """

    cell: int
    seconds: float
    outputs: tuple[Mapping[str, Any], ...]
    count: int | None = None
    differs: bool = False

    @property
    def slow(self) -> bool:
        """Return whether learners would take the cell for a broken one."""
        return self.seconds >= _SLOW

    @property
    def stderr(self) -> str:
        """Return what the cell wrote to standard error."""
        streams = (each for each in self.outputs if each.get("name") == "stderr")
        return "".join(str(each.get("text", "")) for each in streams)


@dataclass(frozen=True, slots=True)
class NotebookRun:
    """How one notebook went.

    cells: that ran, in order. ending: how; with another one than `FINISHED`, `cell` is where, and
    `line` counts from 1 in it (0: unknown). message: for people. traceback: lines without colours.
    """

    ending: Ending
    cells: tuple[CellRun, ...] = ()
    cell: int = 0
    line: int = 0
    message: str = ""
    traceback: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """Return how long the cells took together."""
        return round(sum(cell.seconds for cell in self.cells), 3)

    @property
    def slowest(self) -> CellRun | None:
        """Return the cell that took longest."""
        return max(self.cells, key=lambda cell: cell.seconds, default=None)
