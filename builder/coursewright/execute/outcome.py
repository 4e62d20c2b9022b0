"""What executing a course's notebooks yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursewright.execute.model import NotebookRun
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Executed", "Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One notebook.

    run: `None` when it was not executed, for the `reason`. wanted: whether somebody said so.
    """

    item: str
    path: str
    run: NotebookRun | None
    reason: str = ""
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Executed:
    """All notebooks.

    texts: notebooks with the outputs of this execution, by item id; of the others the stored
    outputs are shown.
    """

    outcomes: tuple[Outcome, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
