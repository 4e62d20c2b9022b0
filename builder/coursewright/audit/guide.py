"""Lead a person through the criteria that no program can decide, and keep the signed answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from coursewright.audit.review import Answer, Level, open_criteria, write_review

__all__ = ["Ask", "Show", "guide"]

Ask = Callable[[str, tuple[str, ...]], str]
"""Asks a person: the question, and what can be answered; nothing stands for a free text."""

Show = Callable[[str], None]
"""Opens a page, named as reports do, in the person's browser."""

_SAMPLE = 5  # pages to try
_LATER = "later"
_NEXT = "next-page"
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
    show: Show,
) -> dict[str, Answer]:
    """Ask about every open criterion, and write the answers after each. Return all answers.

    The first page to try is open from the beginning; the others open when the person asks for them.
    """
    signed = dict(answers)
    pages = _Sample(_sample(evidence), show)
    for entry in open_criteria(evidence, answers):
        level = _answer("\n".join(_told(entry, evidence)), ask, pages)
        if level == _LATER:
            continue
        remarks = ask("What was tried and found?", ())
        number = entry["criterion"]
        signed[number] = Answer(number, level, remarks, by, today, entry["judged"])
        write_review(path, signed)
    return signed


class _Sample:
    """The pages to try, of which one is open. pages: their names."""

    def __init__(self, pages: Sequence[str], show: Show) -> None:
        self._pages = cycle(pages)
        self._show = show
        self.open_next()

    def open_next(self) -> None:
        page = next(self._pages, "")
        if page:
            self._show(page)


def _answer(question: str, ask: Ask, pages: _Sample) -> str:
    """Return a level or `later`; open pages as long as the person wants more."""
    choices = (*(level.value for level in Level), _LATER, _NEXT)
    while (answer := ask(question, choices)) == _NEXT:
        pages.open_next()
    return answer


def _sample(evidence: Mapping[str, Any]) -> Sequence[str]:
    """Return pages from the beginning, the middle and the end."""
    pages: Sequence[str] = evidence["pages"]
    return pages[:: max(1, len(pages) // _SAMPLE)][:_SAMPLE]


def _told(entry: Mapping[str, Any], evidence: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person has to know of a criterion."""
    yield f"\n{entry['criterion']} {entry['name']} (level {entry['level']})"
    yield f"{entry['ask']}"
    yield f"Machine: {entry['machine']}; violations: {entry['violations']}."
    if entry["criterion"] in _HOW:
        yield _HOW[entry["criterion"]]
    yield f"Try: {', '.join(_sample(evidence))}"
