"""How a Canvas item is scored, and what learners read after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.qti.canvas_answers import gaps, matches, original_ids, pairs
from coursewright_packaging.qti.choices import answers, share
from coursewright_packaging.qti.elements import add_resprocessing
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element, child

__all__ = ["add_processing", "feedback_texts"]

_RESPONSE = "response1"


def add_processing(item: Element, question: q.Question[Rich]) -> None:
    """Append `resprocessing`: which feedback is shown when, and what an answer earns."""
    processing = add_resprocessing(item)
    if question.feedback.general:
        _show(_condition(processing, None), "general_fb")
    _answer_feedback(processing, question)
    _gap_feedback(processing, question)
    _SCORES.get(type(question), _manual_score)(processing, question)
    if question.feedback.incorrect and type(question) in _ONE_KEY:
        _show(_condition(processing, None), "general_incorrect_fb")


def _condition(processing: Element, ident: str | None, *, equal: str = "") -> Element:
    """Append a respcondition that goes on; without `ident` it always holds."""
    condition = child(processing, "qti:respcondition")
    condition.set("continue", "Yes")
    variable = child(condition, "qti:conditionvar")
    if ident is None:
        child(variable, "qti:other")
    else:
        child(variable, "qti:varequal", equal, respident=ident)
    return condition


def _show(condition: Element, ident: str) -> None:
    child(condition, "qti:displayfeedback", feedbacktype="Response", linkrefid=ident)


def _answer_feedback(processing: Element, question: q.Question[Rich]) -> None:
    for answer in answers(question):
        if answer.feedback:
            equal = answer.text.text if isinstance(question, q.ShortAnswer) else str(answer.ident)
            _show(_condition(processing, _RESPONSE, equal=equal), f"{answer.ident}_fb")


def _gap_feedback(processing: Element, question: q.Question[Rich]) -> None:
    for name, choices in gaps(question):
        for answer in choices:
            if answer.feedback:
                condition = _condition(processing, f"response_{name}", equal=str(answer.ident))
                _show(condition, f"{answer.ident}_fb")


def _scoring(processing: Element, value: str, action: str = "Set") -> tuple[Element, Element]:
    condition = child(processing, "qti:respcondition")
    if action == "Set":
        condition.set("continue", "No")
    variable = child(condition, "qti:conditionvar")
    child(condition, "qti:setvar", value, varname="SCORE", action=action)
    return condition, variable


def _finish(condition: Element, question: q.Question[Rich]) -> None:
    if question.feedback.correct:
        _show(condition, "correct_fb")


def _one_score(processing: Element, question: q.Question[Rich]) -> None:
    condition, variable = _scoring(processing, "100")
    for answer in answers(question):
        if answer.correct:
            text = answer.text.text if isinstance(question, q.ShortAnswer) else str(answer.ident)
            child(variable, "qti:varequal", text, respident=_RESPONSE)
    _finish(condition, question)


def _all_score(processing: Element, question: q.Question[Rich]) -> None:
    condition, variable = _scoring(processing, "100")
    both = child(variable, "qti:and")
    for answer in answers(question):
        parent = both if answer.correct else child(both, "qti:not")
        child(parent, "qti:varequal", str(answer.ident), respident=_RESPONSE)
    _finish(condition, question)


def _matching_score(processing: Element, question: q.Question[Rich]) -> None:
    assert isinstance(question, (q.Matching, q.Ordering))
    listed = matches(question)
    rows = pairs(question)
    for number, _, right in rows:
        _, variable = _scoring(processing, share(len(rows)), "Add")
        ident = str(listed[right.text][0])
        child(variable, "qti:varequal", ident, respident=f"response_{number}")


def _gap_score(processing: Element, question: q.Question[Rich]) -> None:
    every = list(gaps(question))
    for name, choices in every:
        for answer in choices:
            if answer.correct:
                _, variable = _scoring(processing, share(len(every)), "Add")
                ident = str(answer.ident)
                child(variable, "qti:varequal", ident, respident=f"response_{name}")


def _numeric_score(processing: Element, question: q.Question[Rich]) -> None:
    assert isinstance(question, q.Numeric)
    for ident, answer in zip(original_ids(question), question.answers, strict=True):
        condition, variable = _scoring(processing, "100")
        scope = variable
        if answer.exact is not None:
            either = child(variable, "qti:or")
            child(either, "qti:varequal", f"{answer.exact:.12g}", respident=_RESPONSE)
            scope = child(either, "qti:and")
        child(scope, "qti:vargte", f"{answer.minimum:.12g}", respident=_RESPONSE)
        child(scope, "qti:varlte", f"{answer.maximum:.12g}", respident=_RESPONSE)
        if answer.feedback:
            _show(condition, f"{ident}_fb")
        _finish(condition, question)


def _formula_score(processing: Element, question: q.Question[Rich]) -> None:
    condition, variable = _scoring(processing, "100")
    child(variable, "qti:other")
    _finish(condition, question)
    _, variable = _scoring(processing, "0")
    child(child(variable, "qti:not"), "qti:other")


def _manual_score(processing: Element, _question: q.Question[Rich]) -> None:
    condition = child(processing, "qti:respcondition")
    condition.set("continue", "No")
    child(child(condition, "qti:conditionvar"), "qti:other")


_ONE_KEY = (q.MultipleChoice, q.MultipleAnswer, q.TrueFalse, q.ShortAnswer, q.Numeric, q.Formula)
_SCORES: dict[type, Callable[[Element, q.Question[Rich]], None]] = {
    q.MultipleChoice: _one_score,
    q.TrueFalse: _one_score,
    q.ShortAnswer: _one_score,
    q.MultipleAnswer: _all_score,
    q.Matching: _matching_score,
    q.Ordering: _matching_score,
    q.Blanks: _gap_score,
    q.Dropdowns: _gap_score,
    q.Numeric: _numeric_score,
    q.Formula: _formula_score,
}


def feedback_texts(question: q.Question[Rich]) -> Iterator[tuple[str, Rich]]:
    """Yield ident and text of each feedback; `resprocessing` links to these idents."""
    feedback = question.feedback
    if feedback.general:
        yield "general_fb", feedback.general
    if feedback.correct:
        yield "correct_fb", feedback.correct
    if feedback.incorrect:
        yield "general_incorrect_fb", feedback.incorrect
    for ident, text in _by_answer(question):
        if text:
            yield f"{ident}_fb", text


def _by_answer(question: q.Question[Rich]) -> Iterator[tuple[int, Rich | None]]:
    if isinstance(question, q.Numeric):
        numbers = zip(original_ids(question), question.answers, strict=True)
        yield from ((ident, answer.feedback) for ident, answer in numbers)
    filled = (answer for _, choices in gaps(question) for answer in choices)
    yield from ((answer.ident, answer.feedback) for answer in (*answers(question), *filled))
