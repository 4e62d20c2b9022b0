"""The rule of the gate."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["NO_SOLUTION", "RULES"]

NO_SOLUTION = Rule(
    "no-solution-in-package",
    Severity.ERROR,
    "No public artefact holds a line of a solution, a hidden test or an instructor's file.",
    "Whoever opens the package could read the answer.",
    "Remove the line from public text, or rename what makes it equal to the solution.",
)
RULES = (NO_SOLUTION,)
