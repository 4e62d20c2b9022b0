"""Items in the Common Cartridge 1.1 profile; types that it does not know are mapped to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.choices import Answer, answers
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element, child

__all__ = ["add_items", "profile_questions"]

_PROFILES: dict[type, str] = {
    q.MultipleChoice: "cc.multiple_choice.v0p1",
    q.TrueFalse: "cc.true_false.v0p1",
    q.MultipleAnswer: "cc.multiple_response.v0p1",
    q.ShortAnswer: "cc.fib.v0p1",
    q.Essay: "cc.essay.v0p1",
}
_RESPONSE = "response1"


def profile_questions(questions: Sequence[q.Question[Rich]]) -> tuple[q.Question[Rich], ...]:
    """Return the questions in the profile's types; a gap or pair becomes one of its own."""
    return tuple(mapped for question in questions for mapped in _mapped(question))


def add_items(section: Element, questions: Sequence[q.Question[Rich]]) -> None:
    """Append items of the profile's types.

    The profile forbids item control, rubrics and extensions (CC 1.1, QTI profile), and wants at
    least one item, so that an empty section gets an essay that says where the questions are.
    """
    for question in questions:
        _item(section, question)


def _mapped(question: q.Question[Rich]) -> Iterator[q.Question[Rich]]:
    match question:
        case q.Numeric():
            yield _numeric(question)
        case q.Formula() | q.FileUpload():
            yield _essay(question)
        case q.Blanks(blanks=blanks):
            for blank in blanks:
                yield _part(question, blank.name, len(blanks), accepted=blank.accepted)
        case q.Dropdowns(dropdowns=dropdowns):
            for dropdown in dropdowns:
                yield _part(question, dropdown.name, len(dropdowns), options=dropdown.options)
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


def _part(
    question: q.Question[Rich],
    name: str,
    count: int,
    *,
    accepted: tuple[q.Accepted[Rich], ...] = (),
    options: tuple[q.Option[Rich], ...] = (),
) -> q.Question[Rich]:
    stem = Rich(f"{question.stem.html}<p>[{name}]</p>", f"{question.stem.text} [{name}]")
    return _one_of(question, name, stem, count, accepted, options)


def _one_of(
    question: q.Question[Rich],
    name: str,
    stem: Rich,
    count: int,
    accepted: tuple[q.Accepted[Rich], ...],
    options: tuple[q.Option[Rich], ...],
) -> q.Question[Rich]:
    common = {**_common(question), "id": f"{question.id}-{name}", "stem": stem}
    common["points"] = question.points / count
    if options:
        return q.MultipleChoice(**common, options=options)
    return q.ShortAnswer(**common, accepted=accepted)


def _pairs(question: q.Matching[Rich]) -> Iterator[q.Question[Rich]]:
    rights = {
        text.text: text for text in (*(p.match for p in question.pairs), *question.distractors)
    }
    for pair in question.pairs:
        options = tuple(
            q.Option(f"m{number + 1}", text, text.text == pair.match.text)
            for number, text in enumerate(rights.values())
        )
        stem = Rich(
            f"{question.stem.html}<div>{pair.prompt.html}</div>",
            f"{question.stem.text} {pair.prompt.text}",
        )
        yield _one_of(question, pair.id, stem, len(question.pairs), (), options)


def _places(question: q.Ordering[Rich]) -> Iterator[q.Question[Rich]]:
    by_id = sorted(question.entries, key=lambda entry: md5_id("", question.id, entry.id))
    for number, right in enumerate(question.entries):
        options = tuple(replace(entry, correct=entry.id == right.id) for entry in by_id)
        stem = Rich(
            f"{question.stem.html}<p>{number + 1}.</p>", f"{question.stem.text} {number + 1}."
        )
        yield _one_of(question, right.id, stem, len(question.entries), (), options)


def _item(section: Element, question: q.Question[Rich]) -> None:
    ident = md5_id("g", "ccitem", question.id)
    item = child(section, "qti:item", ident=ident, title=question.title)
    fields = child(child(item, "qti:itemmetadata"), "qti:qtimetadata")
    _field(fields, "cc_profile", _PROFILES[type(question)])
    _field(fields, "cc_weighting", f"{max(1, round(question.points))}")
    if isinstance(question, q.Essay):
        _field(fields, "qmd_computerscored", "No")
    presentation = child(item, "qti:presentation")
    _material(presentation, question.stem.html)
    _response(presentation, question)
    if not isinstance(question, q.Essay):
        _processing(item, question)
    if question.feedback.general:
        flow = child(child(item, "qti:itemfeedback", ident="general_fb"), "qti:flow_mat")
        _material(flow, question.feedback.general.html)


def _field(fields: Element, label: str, entry: str) -> None:
    field = child(fields, "qti:qtimetadatafield")
    child(field, "qti:fieldlabel", label)
    child(field, "qti:fieldentry", entry)


def _material(parent: Element, html: str) -> None:
    child(child(parent, "qti:material"), "qti:mattext", html, texttype="text/html")


def _response(presentation: Element, question: q.Question[Rich]) -> None:
    if isinstance(question, (q.ShortAnswer, q.Essay)):
        response = child(presentation, "qti:response_str", ident=_RESPONSE, rcardinality="Single")
        render = child(response, "qti:render_fib")
        child(render, "qti:response_label", ident="answer1", rshuffle="No")
        return
    many = isinstance(question, q.MultipleAnswer)
    response = child(
        presentation,
        "qti:response_lid",
        ident=_RESPONSE,
        rcardinality="Multiple" if many else "Single",
    )
    render = child(response, "qti:render_choice")
    for answer in answers(question):
        _material(child(render, "qti:response_label", ident=str(answer.ident)), answer.text.html)


def _processing(item: Element, question: q.Question[Rich]) -> None:
    processing = child(item, "qti:resprocessing")
    child(
        child(processing, "qti:outcomes"),
        "qti:decvar",
        maxvalue="100",
        minvalue="0",
        varname="SCORE",
        vartype="Decimal",
    )
    if question.feedback.general:
        condition = child(processing, "qti:respcondition")
        condition.set("continue", "Yes")
        child(child(condition, "qti:conditionvar"), "qti:other")
        child(condition, "qti:displayfeedback", feedbacktype="Response", linkrefid="general_fb")
    condition = child(processing, "qti:respcondition")
    condition.set("continue", "No")
    variable = child(condition, "qti:conditionvar")
    _key(variable, question, answers(question))
    child(condition, "qti:setvar", "100", varname="SCORE", action="Set")


def _key(variable: Element, question: q.Question[Rich], choices: Sequence[Answer]) -> None:
    if isinstance(question, q.MultipleAnswer):
        both = child(variable, "qti:and")
        for answer in choices:
            parent = both if answer.correct else child(both, "qti:not")
            child(parent, "qti:varequal", str(answer.ident), respident=_RESPONSE)
        return
    for answer in choices:
        if answer.correct:
            typed = isinstance(question, q.ShortAnswer)
            text = answer.text.text if typed else str(answer.ident)
            child(variable, "qti:varequal", text, respident=_RESPONSE)
