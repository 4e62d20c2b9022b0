"""The rules of the gate."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["NO_KEY", "NO_SOLUTION", "RULES"]

NO_SOLUTION = Rule(
    "no-solution-in-package",
    Severity.ERROR,
    "No public artefact holds a line of a solution, a hidden test or an instructor's file.",
    "Whoever opens the package could read the answer.",
    "Remove the line from public text, or rename what makes it equal to the solution.",
)
NO_KEY = Rule(
    "no-key-in-package",
    Severity.ERROR,
    "No public artefact holds a key of a service or a private key.",
    "Whoever opens the package could use it, at the owner's cost.",
    "Revoke the key, take it out of the file, and read it from the environment instead.",
)
RULES = (NO_SOLUTION, NO_KEY)
