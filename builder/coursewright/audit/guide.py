"""Lead a person through the criteria that no program can decide, and keep the signed answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from coursewright.audit.review import Answer, Level, open_criteria, write_review

__all__ = ["Ask", "guide"]

Ask = Callable[[str, tuple[str, ...]], str]
"""Asks a person: the question, and what can be answered; nothing stands for a free text."""

_SAMPLE = 5  # pages to try
_LATER = "later"
_HOW = {
    "1.1.1": "Walk through the pictures with NVDA, JAWS or VoiceOver (G, or the rotor).",
    "1.2.2": "Play two minutes of each video without sound and read the captions.",
    "1.2.5": "Listen to each video without looking.",
    "2.1.1": "Put the mouse away and do a quiz from the first page to the result.",
    "4.1.2": "Go through the controls with NVDA, JAWS or VoiceOver (Tab).",
    "4.1.3": "Answer a question with a screen reader and wait for what it says.",
}


def guide(
    evidence: Mapping[str, Any],
    answers: Mapping[str, Answer],
    by: str,
    today: date,
    ask: Ask,
    path: Path,
) -> dict[str, Answer]:
    """Ask about every open criterion, and write the answers after each. Return all answers."""
    signed = dict(answers)
    for entry in open_criteria(evidence, answers):
        choices = (*(level.value for level in Level), _LATER)
        level = ask("\n".join(_told(entry, evidence)), choices)
        if level == _LATER:
            continue
        remarks = ask("What was tried and found?", ())
        number = entry["criterion"]
        signed[number] = Answer(number, level, remarks, by, today, entry["judged"])
        write_review(path, signed)
    return signed


def _told(entry: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person has to know of a criterion."""
    yield f"\n{entry['criterion']} {entry['name']} (level {entry['level']})"
    yield f"{entry['ask']}"
    yield f"Machine: {entry['machine']}; violations: {entry['violations']}."
    if entry["criterion"] in _HOW:
        yield _HOW[entry["criterion"]]
    pages = evidence["pages"]
    step = max(1, len(pages) // _SAMPLE)
    yield f"Try: {', '.join(pages[::step][:_SAMPLE])}"
