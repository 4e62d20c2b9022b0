"""The file of `--login`: steps that sign a browser in, `audit-login.schema.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from coursewright.load import rules
from coursewright.load.document import Document
from coursewright.load.files import SourceFile, read_text
from coursewright.load.sheets import Sheet, parse_sheet
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Action", "Login", "Step", "read_login"]

_SECONDS = 20


class Action(str, Enum):
    """What a step does; the key by which it is written."""

    OPEN = "open"
    FILL = "fill"
    PRESS = "press"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. target: address or CSS selector. variable: of the environment, of `fill` alone."""

    number: int
    action: Action
    target: str
    variable: str
    line: int

    def __str__(self) -> str:
        """Return how messages name the step; what the variable holds is never in it."""
        origin = f" from {self.variable}" if self.variable else ""
        return f"step {self.number} (line {self.line}: {self.action.value} {self.target}{origin})"


@dataclass(frozen=True, slots=True)
class Login:
    """Steps that sign in. name: of the file. seconds: for one step."""

    name: str
    steps: tuple[Step, ...]
    seconds: float = _SECONDS

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the addresses that the steps open."""
        return tuple(step.target for step in self.steps if step.action is Action.OPEN)

    @property
    def form(self) -> tuple[str, ...]:
        """Return the selectors of the fields that are filled before anything is pressed."""
        selectors: list[str] = []
        for step in self.steps:
            if step.action is Action.FILL:
                selectors.append(step.target)
            elif selectors:
                break
        return tuple(selectors)


def read_login(path: Path) -> tuple[Login | None, tuple[Diagnostic, ...]]:
    """Return the steps of a file, or `None` with all that is wrong in it. Raises OSError."""
    found: list[Diagnostic] = []
    text = read_text(SourceFile(path.name, path), found)
    if text is None:
        return None, tuple(found)
    document = parse_sheet(Sheet(path.name, "audit-login", text))
    wrong = document.diagnostics or tuple(_unproven(document))
    return (None, wrong) if wrong else (_login(document), ())


def _unproven(document: Document) -> Iterator[Diagnostic]:
    """Yield a fault when no step tells whether the login worked."""
    last = len(document.data["steps"]) - 1
    if Action.WAIT.value not in document.data["steps"][last]:
        line, column = document.at(("steps", last))
        yield rules.VALUE_FITS.at(
            document.path,
            'the last of the "steps" must be `wait`, or nobody knows whether the login worked',
            line=line,
            column=column,
            hint="wait for an element that only those see who are logged in",
        )


def _login(document: Document) -> Login:
    data: Mapping[str, Any] = document.data
    steps = (
        _step(number, written, document.at(("steps", number - 1))[0])
        for number, written in enumerate(data["steps"], start=1)
    )
    return Login(document.path, tuple(steps), data.get("seconds", _SECONDS))


def _step(number: int, written: Mapping[str, str], line: int) -> Step:
    action = next(each for each in Action if each.value in written)
    return Step(number, action, written[action.value], written.get("from", ""), line)
