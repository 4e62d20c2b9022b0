"""Every rule of a verifier is seen to fail by some test, and every format by forty faults."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from archive_tricks import TRICKS
from coursewright_packaging.verify import every_rule
from packages import faults
from question_files import TEXT_FAULTS

TESTS = Path(__file__).parents[1]
TABLES = {
    "SCORM 2004": ("scorm2004/faults/manifest.yaml", 40),
    "SCORM 1.2": ("verify/faults/scorm12.yaml", 40),
    "Canvas": ("canvas/faults.yaml", 40),
    "Common Cartridge": ("verify/faults/cartridge.yaml", 40),
    "Blackboard course": ("blackboard/faults/course.yaml", 40),
    "Building Block": ("blackboard/faults/building-block.yaml", 40),
    "Coursera": ("coursera/faults.yaml", 40),
    "Common Cartridge for all importers": ("cartridge/faults.yaml", 35),
    "QTI 1.2": ("verify/faults/qti12.yaml", 40),
    "QTI 2.1": ("verify/faults/qti21.yaml", 40),
    # Archives of our own with few rules.
    "image": ("verify/faults/image.yaml", 14),
    "grader": ("verify/faults/grader.yaml", 3),
    "instructor": ("verify/faults/instructor.yaml", 6),
    "runtime bundle": ("verify/faults/runtime.yaml", 6),
}


def test_every_rule_is_seen_to_fail() -> None:
    seen = {case["rule"] for table, _ in TABLES.values() for case in faults(TESTS / table)}
    seen |= {rule for rule, _ in TEXT_FAULTS}
    seen |= {rule for _, rule in TRICKS.values()}
    assert {rule.id for rule in every_rule()} == seen


@pytest.mark.parametrize("name", TABLES)
def test_a_format_has_its_distinct_faults(name: str) -> None:
    table, least = TABLES[name]
    cases = Counter(
        str({key: value for key, value in case.items() if key != "what"})
        for case in faults(TESTS / table)
    )
    assert max(cases.values()) == 1, [case for case, count in cases.items() if count > 1]
    assert len(cases) >= least


def test_rules_are_told_apart_and_documented() -> None:
    rules = {rule.id: rule for rule in every_rule()}
    assert all(rules[rule.id] == rule for rule in every_rule())
    assert all(rule.summary and rule.why and rule.mend for rule in rules.values())
