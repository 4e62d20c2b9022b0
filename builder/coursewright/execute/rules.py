"""Rules about notebooks that are executed."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

NOTEBOOK_EXECUTES = Rule(
    "notebook-executes",
    Severity.ERROR,
    "Every notebook runs from its first cell to its last on a fresh kernel.",
    "Learners who run it meet the error, and its page would show outputs that are not true.",
    "Mend the cell; one that is meant to fail has the tag `raises-exception`.",
)
NOTEBOOK_STAYS_WITHIN_LIMITS = Rule(
    "notebook-stays-within-limits",
    Severity.ERROR,
    "Cells end in time, kernels keep within their memory, and outputs are of a size to be read.",
    "Learners would wait, or lose their kernel, on machines that are smaller than the author's.",
    "Let the cell do less, or raise the limit under `notebooks` in course.yaml.",
)
NOTEBOOK_IS_EXECUTED = Rule(
    "notebook-is-executed",
    Severity.ADVICE,
    "What notebook pages show comes from executing them.",
    "Stored outputs may be older than the code above them.",
    "Install what is missing, then build again.",
)
CELL_IS_QUICK = Rule(
    "cell-is-quick",
    Severity.ADVICE,
    "A cell takes less than ten seconds.",
    "Learners take a slow cell for a broken one.",
    "Let it do less, or say in the text above how long it takes.",
)
CELL_IS_QUIET = Rule(
    "cell-is-quiet",
    Severity.ADVICE,
    "Cells write nothing to standard error.",
    "Learners read warnings as mistakes of theirs; nbgrader gives no points for such a cell.",
    "Mend what the message is about, or silence it.",
)
CELL_REPEATS = Rule(
    "cell-repeats",
    Severity.WARNING,
    "A cell puts out the same each time that it is run.",
    "Learners see something else than the page shows, and packages cannot be built again equally.",
    "Seed the generator of chance, sort sets, and do not show times, addresses or folders.",
)
IMPORT_IS_DECLARED = Rule(
    "import-is-declared",
    Severity.WARNING,
    "A lab imports the standard library, its own files, and what its requirements.txt lists.",
    "The lab's image would lack the package, and learners' first cell would fail.",
    "Add the package to the lab's requirements.txt.",
)

RULES = (
    NOTEBOOK_EXECUTES,
    NOTEBOOK_STAYS_WITHIN_LIMITS,
    NOTEBOOK_IS_EXECUTED,
    CELL_IS_QUICK,
    CELL_IS_QUIET,
    CELL_REPEATS,
    IMPORT_IS_DECLARED,
)
