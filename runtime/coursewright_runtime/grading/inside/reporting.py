"""How the tests' process tells the process outside what came out: one JSON line for each fact."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from coursewright_runtime.grading.inside.link import LearnerGone, LearnerLate
from coursewright_runtime.grading.inside.proxies import LearnerException

TEXT_LIMIT = 1_500  # characters of one message


class Report:
    """Writes lines to a pipe that no learner's process has."""

    def __init__(self, descriptor: int) -> None:
        """Write to the descriptor."""
        self._descriptor = descriptor

    def write(self, **fact: Any) -> None:
        """Write one fact."""
        data = json.dumps(fact).encode() + b"\n"
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]


def shortened(text: str) -> str:
    """Return a text of bounded length."""
    return text if len(text) <= TEXT_LIMIT else f"{text[:TEXT_LIMIT]} […]"


def as_text(error: BaseException) -> str:
    """Return an error's text, empty when it has none that can be told."""
    try:
        return str(error)
    except Exception:
        return ""


def of_learner(error: BaseException, open_to_learner: bool) -> str | None:
    """Return what a learner may read of an error of the learner's process; None for any other.

    open_to_learner: whether no hidden test has handed anything to that process yet. If one has,
    message and name may hold what it handed over, so neither is shown.
    """
    if isinstance(error, LearnerLate):
        return "Your code did not finish in time. Look for a loop that never ends."
    if isinstance(error, LearnerGone):
        return "The process that ran your code ended before this test, so it could not be checked."
    if not isinstance(error, LearnerException):
        return None
    if not open_to_learner:
        return "Your code raised an exception."
    place = _place(error.learner_lines)
    return shortened(f"Your code raised {type(error).__name__}: {error.learner_text}{place}")


def _place(lines: Sequence[tuple[str, int]]) -> str:
    return f" ({lines[-1][0]}, line {lines[-1][1]})" if lines else ""
