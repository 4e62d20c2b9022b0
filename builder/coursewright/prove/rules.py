"""Rules about the two-way proof of labs."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

SOLUTION_EARNS_FULL_MARKS = Rule(
    "solution-earns-full-marks",
    Severity.ERROR,
    "The author's solution earns every point of each cell, test file and check.",
    "Learners who do all that the lab asks would lose points, and nobody would know why.",
    "Mend the solution or the test; `coursewright grade` on your solution shows it again.",
)
STUB_EARNS_NOTHING = Rule(
    "stub-earns-nothing",
    Severity.ERROR,
    "The notebook as learners get it earns no point in any cell or test file.",
    "Learners who hand in nothing would be told that a part is done.",
    "Let the test ask for something that only an answer has.",
)
TEST_NEEDS_ISOLATION_SHARED = Rule(
    "test-needs-isolation-shared",
    Severity.ERROR,
    "Test files work on the learner's objects from outside of the learner's process.",
    "In a trusted process the file fails even for a right answer.",
    "Write it without what docs/grading.md lists under `What tests can do`, or mark the file "
    "`isolation: shared`, whose points learners can forge.",
)
LAB_IS_PROVED = Rule(
    "lab-is-proved",
    Severity.ADVICE,
    "Each build grades a lab's solution and its untouched release.",
    "A test that cannot be passed, or that everybody passes, would be found by learners.",
    "Install what is missing, then build again.",
)

RULES = (
    SOLUTION_EARNS_FULL_MARKS,
    STUB_EARNS_NOTHING,
    TEST_NEEDS_ISOLATION_SHARED,
    LAB_IS_PROVED,
)
