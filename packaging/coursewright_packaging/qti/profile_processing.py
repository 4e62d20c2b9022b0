"""How an item of the profile is scored, and what learners read after it.

A condition that stops (`continue="No"`) belongs to one answer. Moodle takes every feedback of a
condition that goes on for general feedback, so conditions stop wherever only one can hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursewright_packaging.qti.choices import Answer, answers
from coursewright_packaging.qti.elements import add_resprocessing
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element, child

__all__ = ["RESPONSE", "add_processing", "answer_name"]

RESPONSE = "response1"
_GENERAL, _CORRECT, _INCORRECT = "general_fb", "correct_fb", "general_incorrect_fb"


def answer_name(question: q.Question[Rich], answer: Answer) -> str:
    """Return the ident of an answer; those of true/false are `true` and `false` for Moodle."""
    if isinstance(question, q.TrueFalse):
        return "true" if answer.correct == question.answer else "false"
    return str(answer.ident)


def add_processing(item: Element, question: q.Question[Rich]) -> dict[str, Rich]:
    """Append `resprocessing`; return text by ident of each feedback that it shows."""
    shown: dict[str, Rich] = {}
    if isinstance(question, q.Essay):
        if question.feedback.general:
            _essay(add_resprocessing(item), question.feedback.general, shown)
    else:
        processing = add_resprocessing(item)
        if question.feedback.general:
            condition = _condition(processing, goes_on=True)
            _always(condition)
            _show(condition, shown, (_GENERAL, question.feedback.general))
        if isinstance(question, (q.MultipleChoice, q.TrueFalse)):
            _one(processing, question, shown)
        else:
            _whole(processing, question, shown)
        _otherwise(processing, question, shown)
    return shown


def _essay(processing: Element, general: Rich, shown: dict[str, Rich]) -> None:
    condition = _condition(processing)
    _always(condition)
    _show(condition, shown, (_GENERAL, general))


def _one(processing: Element, question: q.Question[Rich], shown: dict[str, Rich]) -> None:
    """Append a condition for each answer of which only one can be chosen."""
    for answer in answers(question):
        told = question.feedback.correct if answer.correct else question.feedback.incorrect
        if not (answer.correct or answer.feedback or told):
            continue
        name = answer_name(question, answer)
        condition = _condition(processing)
        _equal(child(condition, "qti:conditionvar"), name)
        if answer.correct:
            _score(condition)
        whole = _CORRECT if answer.correct else _INCORRECT
        _show(condition, shown, (whole, told), (f"{name}_fb", answer.feedback))


def _whole(processing: Element, question: q.Question[Rich], shown: dict[str, Rich]) -> None:
    """Append what several answers show, each by itself, and the one condition that scores."""
    exact = getattr(question, "case_sensitive", False)
    for answer in answers(question):
        if answer.feedback:
            condition = _condition(processing, goes_on=True)
            variable = child(condition, "qti:conditionvar")
            _equal(variable, _value(question, answer), exact=exact)
            _show(condition, shown, (f"{answer.ident}_fb", answer.feedback))
    condition = _condition(processing)
    variable = child(condition, "qti:conditionvar")
    if isinstance(question, q.MultipleAnswer):
        _every(variable, answers(question))
    else:
        for answer in answers(question):
            _equal(variable, _value(question, answer), exact=exact)
    _score(condition)
    _show(condition, shown, (_CORRECT, question.feedback.correct))


def _every(variable: Element, choices: Iterable[Answer]) -> None:
    # Moodle counts only the right answers whose comparison heeds capitals.
    both = child(variable, "qti:and")
    for answer in choices:
        parent = both if answer.correct else child(both, "qti:not")
        _equal(parent, str(answer.ident), exact=True)


def _value(question: q.Question[Rich], answer: Answer) -> str:
    return answer.text.text if isinstance(question, q.ShortAnswer) else str(answer.ident)


def _otherwise(processing: Element, question: q.Question[Rich], shown: dict[str, Rich]) -> None:
    if question.feedback.incorrect:
        condition = _condition(processing)
        _always(condition)
        _show(condition, shown, (_INCORRECT, question.feedback.incorrect))


def _condition(processing: Element, *, goes_on: bool = False) -> Element:
    condition = child(processing, "qti:respcondition")
    condition.set("continue", "Yes" if goes_on else "No")
    return condition


def _always(condition: Element) -> None:
    child(child(condition, "qti:conditionvar"), "qti:other")


def _equal(parent: Element, value: str, *, exact: bool = False) -> None:
    equal = child(parent, "qti:varequal", value, respident=RESPONSE)
    if exact:
        equal.set("case", "Yes")


def _score(condition: Element) -> None:
    child(condition, "qti:setvar", "100", varname="SCORE", action="Set")


def _show(condition: Element, shown: dict[str, Rich], *feedback: tuple[str, Rich | None]) -> None:
    for name, text in feedback:
        if text:
            shown[name] = text
            child(condition, "qti:displayfeedback", feedbacktype="Response", linkrefid=name)
