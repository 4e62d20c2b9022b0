"""Items in the dialect of Canvas's Classic Quizzes (QTI 1.2), all question types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coursewright_packaging.names import md5_id
from coursewright_packaging.qti.canvas_answers import gaps, matches, original_ids, pairs
from coursewright_packaging.qti.canvas_processing import add_processing, feedback_texts
from coursewright_packaging.qti.choices import Answer, answers, stable_number
from coursewright_packaging.qti.elements import add_feedback, add_fields, add_material
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
    add_material(presentation, _stem(question))
    _RESPONSES[type(question)](presentation, question)
    if not isinstance(question, q.TextOnly):
        add_processing(item, question)
    if isinstance(question, q.Formula):
        _calculated(item, question)
    for ident, text in feedback_texts(question):
        add_feedback(item, ident, text.html)


def _stem(question: q.Question[Rich]) -> str:
    html = question.stem.html
    return html if html.startswith("<div") else f"<div>{html}</div>"


def _metadata(item: Element, question: q.Question[Rich]) -> None:
    idents = ",".join(str(number) for number in original_ids(question))
    add_fields(
        child(item, "qti:itemmetadata"),
        {
            "question_type": QUESTION_TYPES[type(question)],
            "points_possible": f"{question.points:g}",
            "original_answer_ids": idents,
            "assessment_question_identifierref": md5_id("g", "question", question.id),
        },
    )


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
        add_material(label, answer.text.html, "text/plain" if plain else "text/html")


def _text_response(presentation: Element, question: q.Question[Rich]) -> None:
    response = child(presentation, "qti:response_str", ident=_RESPONSE, rcardinality="Single")
    decimal = isinstance(question, (q.Numeric, q.Formula))
    render = child(response, "qti:render_fib")
    if decimal:
        render.set("fibtype", "Decimal")
    child(render, "qti:response_label", ident="answer1", rshuffle="No")


def _no_response(_presentation: Element, _question: q.Question[Rich]) -> None:
    return


def _matching_response(presentation: Element, question: q.Question[Rich]) -> None:
    assert isinstance(question, (q.Matching, q.Ordering))
    listed = matches(question)
    for number, left, _ in pairs(question):
        response = child(presentation, "qti:response_lid", ident=f"response_{number}")
        add_material(response, left.html)
        render = child(response, "qti:render_choice")
        for ident, right in listed.values():
            label = child(render, "qti:response_label", ident=str(ident))
            add_material(label, right.text, "text/plain")


def _gap_response(presentation: Element, question: q.Question[Rich]) -> None:
    for name, choices in gaps(question):
        response = child(presentation, "qti:response_lid", ident=f"response_{name}")
        add_material(response, name, "text/plain")
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


def _calculated(item: Element, question: q.Formula[Rich]) -> None:
    calculated = child(child(item, "qti:itemproc_extension"), "qti:calculated")
    child(calculated, "qti:answer_tolerance", f"{question.tolerance:g}")
    formulas = child(calculated, "qti:formulas", decimal_places=str(question.decimals))
    child(formulas, "qti:formula", question.expression.replace("**", "^"))
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
