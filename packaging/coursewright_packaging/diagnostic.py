"""What is wrong, where, and how to mend it: the one value that checks and verifiers return."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["Diagnostic", "Rule", "Severity"]


class Severity(str, Enum):
    """How much a diagnostic weighs; only `ERROR` fails a build."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    OFF = "off"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest severity, counting up."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A truth that should hold, worded as one (`video-has-captions`).

    id: kebab-case name, unique in the whole program.
    severity: what a violation weighs unless `course.yaml` says otherwise; see `firm`.
    summary: one sentence, what is true when the rule holds.
    why: who is hurt when it does not hold.
    mend: what to do about a violation.
    source: specification and clause that demands it, empty for rules of our own.
    firm: whether later steps rely on it, so that no course can change its severity.
    """

    id: str
    severity: Severity
    summary: str
    why: str
    mend: str
    source: str = ""
    firm: bool = False

    def at(
        self,
        path: str,
        message: str,
        *,
        line: int = 0,
        column: int = 0,
        hint: str = "",
        member: str = "",
    ) -> Diagnostic:
        """Return a diagnostic of this rule at a place; the hint defaults to the rule's `mend`."""
        return Diagnostic(
            self.id, self.severity, path, line, column, message, hint or self.mend, member
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One violation of one rule.

    path: file, relative to the folder that was checked, with forward slashes; never absolute.
    line, column: counted from 1; 0 means the whole file or line.
    message: what is wrong and what is allowed, in one sentence.
    hint: what to do next.
    member: name inside the archive when `path` is one, else empty.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    member: str = ""

    @property
    def order(self) -> tuple[str, str, int, int, str, str]:
        """Return the sort key that reports use: place first, then rule."""
        return (self.path, self.member, self.line, self.column, self.rule, self.message)
