"""Every faulty document is caught by its rule alone; nothing is said of its sound twin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import document_faults
import pytest

from coursewright.documents import rules

Told = list[dict[str, Any]]


@pytest.mark.parametrize("name", document_faults.FAULTS)
def test_a_faulty_document_is_caught_by_its_rule_alone(name: str, told: Told) -> None:
    found = [each["rule"] for each in told if Path(each["path"]).stem == name]
    assert found == [document_faults.FAULTS[name].rule]


def test_nothing_is_said_of_sound_documents(told_of_twins: Told) -> None:
    assert told_of_twins == []


def test_every_rule_has_a_fault_and_there_are_enough() -> None:
    assert {rule.id for rule in rules.RULES} == {c.rule for c in document_faults.FAULTS.values()}
    assert len(document_faults.FAULTS) >= 50


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("pdf-figure-without-text", "page 2"),
        ("pdf-read-upside-down", "page 1"),
        ("word-table-without-header-row", "page 1"),
        ("slide-without-title", "slide 2"),
    ],
)
def test_a_message_says_where(name: str, place: str, told: Told) -> None:
    (message,) = [each["message"] for each in told if Path(each["path"]).stem == name]
    assert message.startswith(f"{place}: ")
