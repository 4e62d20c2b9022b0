"""Items in the dialect of Canvas's Classic Quizzes (QTI 1.2), all question types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.choices import Answer, answer_ids, answers, share, stable_number
from coursewright_packaging.qti.formula import value_sets
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element, child

__all__ = ["QUESTION_TYPES", "add_item"]

QUESTION_TYPES = {
    q.MultipleChoice: "multiple_choice_question",
    q.MultipleAnswer: "multiple_answers_question",
    q.TrueFalse: "true_false_question",
    q.ShortAnswer: "short_answer_question",
    q.Blanks: "fill_in_multiple_blanks_question",
    q.Dropdowns: "multiple_dropdowns_question",
    q.Matching: "matching_question",
    q.Ordering: "matching_question",
    q.Numeric: "numerical_question",
    q.Formula: "calculated_question",
    q.Essay: "essay_question",
    q.FileUpload: "file_upload_question",
    q.TextOnly: "text_only_question",
}
_RESPONSE = "response1"


def add_item(parent: Element, question: q.Question[Rich]) -> None:
    """Append the question as an `item`; scores in it are percentages of its points."""
    item = child(parent, "qti:item", ident=md5_id("g", "item", question.id), title=question.title)
    _metadata(item, question)
    presentation = child(item, "qti:presentation")
    _material(presentation, _stem(question))
    _RESPONSES[type(question)](presentation, question)
    if not isinstance(question, q.TextOnly):
        _processing(item, question)
    if isinstance(question, q.Formula):
        _calculated(item, question)
    for ident, text in _feedback(question):
        _item_feedback(item, ident, text)


def _stem(question: q.Question[Rich]) -> str:
    html = question.stem.html
    return html if html.startswith("<div") else f"<div>{html}</div>"


def _metadata(item: Element, question: q.Question[Rich]) -> None:
    fields = child(child(item, "qti:itemmetadata"), "qti:qtimetadata")
    idents = ",".join(str(number) for number in _original_ids(question))
    for label, entry in (
        ("question_type", QUESTION_TYPES[type(question)]),
        ("points_possible", f"{question.points:g}"),
        ("original_answer_ids", idents),
        ("assessment_question_identifierref", md5_id("g", "question", question.id)),
    ):
        field = child(fields, "qti:qtimetadatafield")
        child(field, "qti:fieldlabel", label)
        child(field, "qti:fieldentry", entry)


def _original_ids(question: q.Question[Rich]) -> Sequence[int]:
    match question:
        case q.Matching() | q.Ordering():
            return [number for number, _, _ in _pairs(question)]
        case q.Blanks() | q.Dropdowns():
            return [answer.ident for _, gap in _gaps(question) for answer in gap]
        case q.Numeric(answers=accepted):
            return answer_ids(question.id, (f"n{n}" for n in range(len(accepted))))
        case _:
            return [answer.ident for answer in answers(question)]


def _material(parent: Element, html: str, kind: str = "text/html") -> None:
    child(child(parent, "qti:material"), "qti:mattext", html, texttype=kind)


def _choice_response(presentation: Element, question: q.Question[Rich]) -> None:
    many = isinstance(question, q.MultipleAnswer)
    response = child(
        presentation,
        "qti:response_lid",
        ident=_RESPONSE,
        rcardinality="Multiple" if many else "Single",
    )
    _render_choice(response, answers(question))


def _render_choice(response: Element, choices: Sequence[Answer]) -> None:
    render = child(response, "qti:render_choice")
    for answer in choices:
        label = child(render, "qti:response_label", ident=str(answer.ident))
        plain = answer.text.html == answer.text.text
        _material(label, answer.text.html, "text/plain" if plain else "text/html")


def _text_response(presentation: Element, question: q.Question[Rich]) -> None:
    response = child(presentation, "qti:response_str", ident=_RESPONSE, rcardinality="Single")
    decimal = isinstance(question, (q.Numeric, q.Formula))
    render = child(response, "qti:render_fib")
    if decimal:
        render.set("fibtype", "Decimal")
    child(render, "qti:response_label", ident="answer1", rshuffle="No")


def _no_response(_presentation: Element, _question: q.Question[Rich]) -> None:
    return


def _pairs(
    question: q.Matching[Rich] | q.Ordering[Rich],
) -> list[tuple[int, Rich, Rich]]:
    """Return number, left side and right side; an order is matched with its places."""
    if isinstance(question, q.Ordering):
        numbers = answer_ids(question.id, (entry.id for entry in question.entries))
        places = (Rich(f"{n + 1}.", f"{n + 1}.") for n in range(len(question.entries)))
        rows = zip(numbers, places, question.entries, strict=True)
        return [(number, place, entry.text) for number, place, entry in rows]
    numbers = answer_ids(question.id, (pair.id for pair in question.pairs))
    rows_ = zip(numbers, question.pairs, strict=True)
    return [(number, pair.prompt, pair.match) for number, pair in rows_]


def _matches(question: q.Matching[Rich] | q.Ordering[Rich]) -> dict[str, tuple[int, Rich]]:
    """Return every right side once, by its text: Canvas shows one list for all prompts."""
    texts = [right for _, _, right in _pairs(question)]
    if isinstance(question, q.Matching):
        texts += question.distractors
    unique = {text.text: text for text in texts}
    numbers = answer_ids(f"{question.id}:match", unique)
    # By number, since the author's order of an ordering question is its answer.
    return dict(
        sorted(
            ((key, (number, unique[key])) for key, number in zip(unique, numbers, strict=True)),
            key=lambda row: row[1][0],
        )
    )


def _matching_response(presentation: Element, question: q.Question[Rich]) -> None:
    assert isinstance(question, (q.Matching, q.Ordering))
    matches = _matches(question)
    for number, left, _ in _pairs(question):
        response = child(presentation, "qti:response_lid", ident=f"response_{number}")
        _material(response, left.html)
        render = child(response, "qti:render_choice")
        for ident, right in matches.values():
            label = child(render, "qti:response_label", ident=str(ident))
            _material(label, right.text, "text/plain")


def _gaps(question: q.Question[Rich]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    if isinstance(question, q.Dropdowns):
        for dropdown in question.dropdowns:
            ids = answer_ids(f"{question.id}:{dropdown.name}", (o.id for o in dropdown.options))
            rows = zip(ids, dropdown.options, strict=True)
            yield dropdown.name, tuple(Answer(n, o.text, o.correct, o.feedback) for n, o in rows)
    elif isinstance(question, q.Blanks):
        for blank in question.blanks:
            ids = answer_ids(f"{question.id}:{blank.name}", (a.answer for a in blank.accepted))
            rows_ = zip(ids, blank.accepted, strict=True)
            yield (
                blank.name,
                tuple(Answer(n, Rich(a.answer, a.answer), True, a.feedback) for n, a in rows_),
            )


def _gap_response(presentation: Element, question: q.Question[Rich]) -> None:
    for name, choices in _gaps(question):
        response = child(presentation, "qti:response_lid", ident=f"response_{name}")
        _material(response, name, "text/plain")
        _render_choice(response, choices)


_RESPONSES: dict[type, Callable[[Element, q.Question[Rich]], None]] = {
    q.MultipleChoice: _choice_response,
    q.MultipleAnswer: _choice_response,
    q.TrueFalse: _choice_response,
    q.ShortAnswer: _text_response,
    q.Blanks: _gap_response,
    q.Dropdowns: _gap_response,
    q.Matching: _matching_response,
    q.Ordering: _matching_response,
    q.Numeric: _text_response,
    q.Formula: _text_response,
    q.Essay: _text_response,
    q.FileUpload: _no_response,
    q.TextOnly: _no_response,
}


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
        _show(_condition(processing, None), "general_fb")
    _answer_feedback(processing, question)
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
    matches = _matches(question)
    pairs = _pairs(question)
    for number, _, right in pairs:
        _, variable = _scoring(processing, share(len(pairs)), "Add")
        ident = str(matches[right.text][0])
        child(variable, "qti:varequal", ident, respident=f"response_{number}")


def _gap_score(processing: Element, question: q.Question[Rich]) -> None:
    gaps = list(_gaps(question))
    for name, choices in gaps:
        for answer in choices:
            if answer.correct:
                _, variable = _scoring(processing, share(len(gaps)), "Add")
                ident = str(answer.ident)
                child(variable, "qti:varequal", ident, respident=f"response_{name}")


def _numeric_score(processing: Element, question: q.Question[Rich]) -> None:
    assert isinstance(question, q.Numeric)
    for answer in question.answers:
        condition, variable = _scoring(processing, "100")
        scope = variable
        if answer.exact is not None:
            either = child(variable, "qti:or")
            child(either, "qti:varequal", f"{answer.exact:.12g}", respident=_RESPONSE)
            scope = child(either, "qti:and")
        child(scope, "qti:vargte", f"{answer.minimum:.12g}", respident=_RESPONSE)
        child(scope, "qti:varlte", f"{answer.maximum:.12g}", respident=_RESPONSE)
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


def _feedback(question: q.Question[Rich]) -> Iterator[tuple[str, Rich]]:
    feedback = question.feedback
    if feedback.general:
        yield "general_fb", feedback.general
    if feedback.correct:
        yield "correct_fb", feedback.correct
    if feedback.incorrect:
        yield "general_incorrect_fb", feedback.incorrect
    for answer in answers(question):
        if answer.feedback:
            yield f"{answer.ident}_fb", answer.feedback


def _item_feedback(item: Element, ident: str, text: Rich) -> None:
    flow = child(child(item, "qti:itemfeedback", ident=ident), "qti:flow_mat")
    _material(flow, text.html)


def _calculated(item: Element, question: q.Formula[Rich]) -> None:
    calculated = child(child(item, "qti:itemproc_extension"), "qti:calculated")
    child(calculated, "qti:answer_tolerance", f"{question.tolerance:g}")
    formulas = child(calculated, "qti:formulas", decimal_places=str(question.decimals))
    child(formulas, "qti:formula", re.sub(r"\*\*", "^", question.expression))
    variables = child(calculated, "qti:vars")
    for variable in question.variables:
        var = child(variables, "qti:var", name=variable.name, scale=str(variable.decimals))
        child(var, "qti:min", f"{variable.minimum:g}")
        child(var, "qti:max", f"{variable.maximum:g}")
    sets = child(calculated, "qti:var_sets")
    for number, values in enumerate(value_sets(question)):
        one = child(sets, "qti:var_set", ident=str(stable_number(question.id, f"set{number}")))
        for name, value in values.values:
            child(one, "qti:var", f"{value:g}", name=name)
        child(one, "qti:answer", f"{values.answer:g}")
