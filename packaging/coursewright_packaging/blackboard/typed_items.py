"""Questions answered by typing: blanks, numbers, formulas, essays and uploads."""

from __future__ import annotations

from coursewright_packaging.blackboard.elements import node, number
from coursewright_packaging.blackboard.identifiers import hex_ident
from coursewright_packaging.blackboard.item_frame import (
    AssessmentKind,
    Frame,
    answer_feedback,
    choice_feedback,
    correct_condition,
    fib,
    formatted,
    frame,
    incorrect_condition,
    outcome_feedback,
    set_score,
    show_feedback,
    solution,
)
from coursewright_packaging.blackboard.mathml import mathml
from coursewright_packaging.qti.formula import ValueSet, value_sets
from coursewright_packaging.vocabulary.questions import (
    Blanks,
    Essay,
    FileUpload,
    Formula,
    Numeric,
    ShortAnswer,
)
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = ["blanks", "essay", "file_upload", "formula", "numeric", "short_answer"]


def short_answer(
    parent: Element, question: ShortAnswer[Rich], asi: str, kind: AssessmentKind
) -> None:
    """Append a Fill in the Blank item: one condition per accepted answer, as readers demand."""
    parts = frame(parent, question, asi, kind, "Fill in the Blank")
    fib(_response(parts, "response"))
    idents = [hex_ident(question.id, f"{n}", a.answer) for n, a in enumerate(question.accepted)]
    for ident, accepted in zip(idents, question.accepted, strict=True):
        condition = node(parts.processing, "respcondition", title=ident)
        holder = node(condition, "conditionvar")
        _equal(holder, "response", accepted.answer, strict=question.case_sensitive)
        set_score(condition, "EXACT", "EvaluationType")
        show_feedback(condition, "correct")
        show_feedback(condition, ident)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)
    for ident, accepted in zip(idents, question.accepted, strict=True):
        choice_feedback(parts.item, ident, accepted.feedback)


def blanks(parent: Element, question: Blanks[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a Fill in the Blank Plus item; the gaps stand as `[name]` in the stem."""
    partial = question.partial_credit
    parts = frame(parent, question, asi, kind, "Fill in the Blank Plus", partial=partial)
    for blank in question.blanks:
        fib(_response(parts, blank.name))
    every = node(correct_condition(parts.processing), "and")
    for blank in question.blanks:
        either = node(every, "or")
        for accepted in blank.accepted:
            _equal(either, blank.name, accepted.answer, strict=question.case_sensitive)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)
    for blank in question.blanks:
        for accepted in blank.accepted:
            ident = hex_ident(question.id, blank.name, accepted.answer)
            answer_feedback(
                parts,
                blank.name,
                accepted.answer,
                ident,
                accepted.feedback,
                strict=question.case_sensitive,
            )


def numeric(parent: Element, question: Numeric[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a Numeric item, which knows one answer: the first."""
    parts = frame(parent, question, asi, kind, "Numeric")
    answer = question.answers[0]
    middle = (answer.minimum + answer.maximum) / 2 if answer.exact is None else answer.exact
    response = node(
        parts.response, "response_num", ident="response", rcardinality="Single", rtiming="No"
    )
    fib(response, "Decimal")
    condition = node(parts.processing, "respcondition", title=hex_ident(question.id, "answer"))
    holder = node(condition, "conditionvar")
    node(holder, "vargte", number(answer.minimum), respident="response")
    node(holder, "varlte", number(answer.maximum), respident="response")
    _equal(holder, "response", number(middle))
    show_feedback(condition, "correct")
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question, answer.feedback)


def formula(parent: Element, question: Formula[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a Calculated item. Raises FormulaFault when the expression has no value."""
    parts = frame(parent, question, asi, kind, "Calculated")
    fib(_response(parts, "response"))
    correct_condition(parts.processing)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)
    calculated = node(node(parts.item, "itemproc_extension"), "calculated")
    _calculation(calculated, question)
    variables = node(calculated, "vars")
    for variable in question.variables:
        shown = node(variables, "var", name=variable.name, scale=str(variable.decimals))
        node(shown, "min", number(variable.minimum))
        node(shown, "max", number(variable.maximum))
    sets = node(calculated, "var_sets")
    for place, values in enumerate(value_sets(question)):
        _value_set(sets, f"set{place + 1}", values)


def _calculation(calculated: Element, question: Formula[Rich]) -> None:
    node(calculated, "formula", mathml(question.expression))
    node(calculated, "answer_scale", str(question.decimals))
    node(calculated, "answer_format", "Normal")
    node(calculated, "answer_tolerance", number(question.tolerance), type="numeric")
    node(calculated, "unit_points_percent", "0.0")
    node(calculated, "unit_required", "false")
    node(calculated, "unit_case_sensitive", "false")
    node(calculated, "partial_credit_points_percent", "0.0")
    node(calculated, "partial_credit_tolerance", "0.0", type="numeric")


def _value_set(parent: Element, ident: str, values: ValueSet) -> None:
    shown = node(parent, "var_set", ident=ident)
    for name, amount in values.values:
        node(shown, "var", number(amount), name=name)
    node(shown, "answer", number(values.answer))


def essay(parent: Element, question: Essay[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append an Essay item; a person grades it, helped by the model answer."""
    parts = frame(parent, question, asi, kind, "Essay")
    fib(_response(parts, "response"), rows=8, columns=127)
    correct_condition(parts.processing)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)
    model = question.model_answer
    formatted(solution(parts.item, "solution"), model.html if model else "")


def file_upload(
    parent: Element, question: FileUpload[Rich], asi: str, kind: AssessmentKind
) -> None:
    """Append a File Upload item; a person grades it."""
    parts = frame(parent, question, asi, kind, "File Upload")
    fib(_response(parts, "response"))
    correct_condition(parts.processing)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)


def _response(parts: Frame, ident: str) -> Element:
    return node(parts.response, "response_str", ident=ident, rcardinality="Single", rtiming="No")


def _equal(parent: Element, respident: str, answer: str, *, strict: bool = False) -> None:
    node(parent, "varequal", answer, respident=respident, case="Yes" if strict else "No")
