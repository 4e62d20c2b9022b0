"""Questions to read: what is asked and what can be chosen, never what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from coursewright.model import items
from coursewright.targets.site.facts import worth
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["shown_questions"]

Words = Mapping[str, str]
Html = Callable[[Rich], Markup]
_PLACE = re.compile(r"\[([^\[\]<>]+)\]")
_VARIABLE = Markup("<var>{}</var>")
_GAP = Markup('<span class="gap" role="img" aria-label="{}"></span>')


def shown_questions(quiz: items.Quiz[Rich], html: Html, words: Words) -> list[dict[str, Any]]:
    """Return a quiz's questions for the template. html: resolves a fragment's addresses."""
    shown: list[dict[str, Any]] = []
    number = 0
    for entry in quiz.questions:
        number += not isinstance(entry, q.TextOnly)
        if isinstance(entry, q.Draw):
            shown.append(_draw(entry, number, words))
        else:
            shown.append(_question(entry, number, html, words))
    return shown


def _draw(draw: q.Draw, number: int, words: Words) -> dict[str, Any]:
    stem = Markup("<p>{} {}</p>").format(draw.count, words["draw"])
    return {
        "number": number,
        "stem": stem,
        "worth": worth(draw.points * draw.count, words),
        "lists": [],
    }


def _question(question: q.Question[Rich], number: int, html: Html, words: Words) -> dict[str, Any]:
    return {
        "number": 0 if isinstance(question, q.TextOnly) else number,
        "stem": _stem(question, html, words),
        "worth": worth(question.points, words) if question.points else "",
        "lists": list(_lists(question, html, words)),
    }


def _stem(question: q.Question[Rich], html: Html, words: Words) -> Markup:
    """Return the stem with what stands in brackets shown as what it is: a gap or a variable."""
    shown = dict(_places(question, words))
    return Markup(_PLACE.sub(lambda m: shown.get(m[1], m[0]), html(question.stem)))


def _places(question: q.Question[Rich], words: Words) -> Iterator[tuple[str, Markup]]:
    gap = _GAP.format(words["gap"])
    match question:
        case q.Blanks(blanks=gaps) | q.Dropdowns(dropdowns=gaps):
            yield from ((each.name, gap) for each in gaps)
        case q.Formula(variables=variables):
            yield from ((each.name, _VARIABLE.format(each.name)) for each in variables)


def _lists(
    question: q.Question[Rich], html: Html, words: Words
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield lists to choose from, each with its title or an empty one.

    What would show the right order or the right partner is sorted by its text.
    """
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            yield "", [html(option.text) for option in options]
        case q.TrueFalse():
            yield "", [words["true"], words["false"]]
        case q.Ordering(entries=entries):
            yield "", [html(text) for text in _sorted(entry.text for entry in entries)]
        case q.Matching(pairs=pairs, distractors=others):
            yield "", [html(pair.prompt) for pair in pairs]
            matches = _sorted((*(pair.match for pair in pairs), *others))
            yield words["matches"], [html(text) for text in matches]
        case q.Dropdowns(dropdowns=dropdowns):
            for number, dropdown in enumerate(dropdowns, 1):
                yield f"{words['gap']} {number}", [html(o.text) for o in dropdown.options]


def _sorted(texts: Iterator[Rich] | Sequence[Rich]) -> list[Rich]:
    return sorted(texts, key=lambda text: text.text)
