"""Questions in the types of the Common Cartridge profile; types that it lacks are taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.formula import FormulaFault, value_sets
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["profile_questions", "with_values"]


def profile_questions(questions: Sequence[q.Question[Rich]]) -> tuple[q.Question[Rich], ...]:
    """Return the questions in the profile's types; a gap or pair becomes one of its own."""
    return tuple(mapped for question in questions for mapped in _mapped(question))


def with_values(question: q.Question[Rich]) -> q.Question[Rich]:
    """Return a formula as the question for its first set of values, any other as it is."""
    if not isinstance(question, q.Formula):
        return question
    try:
        values = value_sets(question)[0]
    except (FormulaFault, IndexError):
        return question
    stem = question.stem
    for name, value in values.values:
        gap, number = f"[{name}]", f"{value:.12g}"
        stem = Rich(stem.html.replace(gap, number), stem.text.replace(gap, number))
    written = (f"{values.answer:.12g}", f"{values.answer:.{question.decimals}f}")
    accepted: tuple[q.Accepted[Rich], ...] = tuple(map(q.Accepted, dict.fromkeys(written)))
    return q.ShortAnswer(**{**_common(question), "stem": stem}, accepted=accepted)


def _mapped(question: q.Question[Rich]) -> Iterator[q.Question[Rich]]:
    match question:
        case q.Numeric():
            yield _numeric(question)
        case q.Formula() | q.FileUpload():
            yield _essay(question)
        case q.Blanks():
            yield from _gaps(question)
        case q.Dropdowns():
            yield from _lists(question)
        case q.Matching():
            yield from _pairs(question)
        case q.Ordering():
            yield from _places(question)
        case q.TextOnly():
            return
        case _:
            yield question


def _numeric(question: q.Numeric[Rich]) -> q.Question[Rich]:
    exact = [answer for answer in question.answers if answer.exact is not None]
    if not exact:
        return _essay(question)
    accepted: tuple[q.Accepted[Rich], ...] = tuple(
        q.Accepted(f"{answer.exact:.12g}", answer.feedback) for answer in exact
    )
    return q.ShortAnswer(**_common(question), accepted=accepted)


def _essay(question: q.Question[Rich]) -> q.Question[Rich]:
    return q.Essay(**_common(question))


def _common(question: q.Question[Rich]) -> dict[str, Any]:
    names = ("id", "title", "stem", "points", "feedback", "outcomes")
    return {name: getattr(question, name) for name in names}


def _part(question: q.Question[Rich], name: str, html: str, text: str, count: int) -> Any:
    """Return what one of `count` parts has in common with all. html, text: end of its stem."""
    stem = Rich(f"{question.stem.html}{html}", f"{question.stem.text} {text}")
    own = {"id": f"{question.id}-{name}", "stem": stem, "points": question.points / count}
    return {**_common(question), **own}


def _gap(question: q.Question[Rich], name: str, count: int) -> Any:
    return _part(question, name, f"<p>[{name}]</p>", f"[{name}]", count)


def _gaps(question: q.Blanks[Rich]) -> Iterator[q.Question[Rich]]:
    for blank in question.blanks:
        yield q.ShortAnswer(
            **_gap(question, blank.name, len(question.blanks)),
            accepted=blank.accepted,
            case_sensitive=question.case_sensitive,
        )


def _lists(question: q.Dropdowns[Rich]) -> Iterator[q.Question[Rich]]:
    for dropdown in question.dropdowns:
        common = _gap(question, dropdown.name, len(question.dropdowns))
        yield q.MultipleChoice(**common, options=dropdown.options)


def _pairs(question: q.Matching[Rich]) -> Iterator[q.Question[Rich]]:
    rights = {
        text.text: text for text in (*(p.match for p in question.pairs), *question.distractors)
    }
    for pair in question.pairs:
        options = tuple(
            q.Option(f"m{number + 1}", text, text.text == pair.match.text)
            for number, text in enumerate(rights.values())
        )
        html = f"<div>{pair.prompt.html}</div>"
        common = _part(question, pair.id, html, pair.prompt.text, len(question.pairs))
        yield q.MultipleChoice(**common, options=options)


def _places(question: q.Ordering[Rich]) -> Iterator[q.Question[Rich]]:
    by_id = sorted(question.entries, key=lambda entry: md5_id("", question.id, entry.id))
    for number, right in enumerate(question.entries, 1):
        options = tuple(replace(entry, correct=entry.id == right.id) for entry in by_id)
        common = _part(question, right.id, f"<p>{number}.</p>", f"{number}.", len(by_id))
        yield q.MultipleChoice(**common, options=options)
