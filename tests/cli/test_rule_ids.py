"""A rule is known by its id alone, so no two rules may have the same one."""

from __future__ import annotations

from collections import Counter

from coursewright.diagnostics.registry import all_rules, declared_rules


def test_no_two_rules_of_any_rooms_have_the_same_id() -> None:
    # Formats that share a part share its rules, which are then the very same.
    counted = Counter(rule.id for rule in set(declared_rules()))
    assert {name: times for name, times in counted.items() if times > 1} == {}
    assert len(counted) == len(all_rules())
