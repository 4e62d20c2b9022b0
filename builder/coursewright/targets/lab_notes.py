"""What learners read of a lab beside its notebook: how it is graded, and its hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["lab_criteria", "lab_notes"]


def lab_criteria(lab: items.Lab[Rich], words: Mapping[str, str]) -> str:
    """Return how the lab is graded, as HTML; empty when it does not say."""
    if not lab.criteria:
        return ""
    rows = (html("<li>{}: {:.4g} %</li>", c.title, c.weight * 100) for c in lab.criteria)
    return html("<h2>{}</h2><ul>{}</ul>", words["grading"], Markup("".join(rows)))


def lab_notes(lab: items.Lab[Rich], words: Mapping[str, str]) -> Iterator[str]:
    """Yield HTML fragments. words: the theme's, translated."""
    yield lab_criteria(lab, words)
    for part, levels in lab.hints:
        yield html("<h2>{}: {}</h2>", words["hints"], part)
        for number, level in enumerate(levels, start=1):
            summary = f"{words['hint']} {number}"
            yield html("<details><summary>{}</summary><p>{}</p></details>", summary, level)
