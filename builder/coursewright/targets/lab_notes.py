"""What learners read of a lab beside its notebook: how it is graded, and its hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coursewright.markup import Markup, html
from coursewright.model import items
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["lab_criteria", "lab_hints", "lab_notes", "part_name", "solution_of"]


def lab_criteria(lab: items.Lab[Rich], words: Mapping[str, str]) -> str:
    """Return how the lab is graded, as HTML; empty when it does not say."""
    if not lab.criteria:
        return ""
    rows = (html("<li>{}: {:.4g} %</li>", c.title, c.weight * 100) for c in lab.criteria)
    return html("<h2>{}</h2><ul>{}</ul>", words["grading"], Markup("".join(rows)))


def lab_notes(lab: items.Lab[Rich], words: Mapping[str, str]) -> Iterator[str]:
    """Yield HTML fragments. words: the theme's, translated."""
    yield lab_criteria(lab, words)
    yield lab_hints(lab, words)


def lab_hints(lab: items.Lab[Rich], words: Mapping[str, str]) -> Markup:
    """Return the hints, each inside the disclosure of the one before; no script is needed."""
    if not lab.hints:
        return Markup("")
    parts = (
        html(
            "<h3>{}</h3>{}", part_name(part), _nested(levels, solution_of(lab, part, words), words)
        )
        for part, levels in lab.hints
    )
    return Markup(html("<h2>{}</h2>{}", words["hints"], Markup("".join(parts))))


def part_name(part: str) -> str:
    """Return how learners read the name of a part."""
    return part.replace("_", " ").capitalize()


def solution_of(lab: items.Lab[Rich], part: str, words: Mapping[str, str]) -> str:
    """Return the solution of a part when it is public, or who gives it; empty when it has none."""
    text = dict(lab.solutions).get(part, "")
    if not text or lab.disclosure.public:
        return text
    return lab.disclosure.contact or words["solution_by"]


def _nested(levels: Sequence[str], solution: str, words: Mapping[str, str]) -> Markup:
    inner = _disclosed(words["solution"], solution, Markup("")) if solution else Markup("")
    for number in range(len(levels), 0, -1):
        inner = _disclosed(f"{words['hint']} {number}", levels[number - 1], inner)
    return inner


def _disclosed(summary: str, text: str, inner: Markup) -> Markup:
    shown = "<details><summary>{}</summary><p>{}</p>{}</details>"
    return Markup(html(shown, summary, text, inner))
