"""Questions answered by choosing: multiple choice and answer, true/false, ordering, drop-downs."""

from __future__ import annotations

from coursewright_packaging.blackboard.elements import element, node, number
from coursewright_packaging.blackboard.identifiers import hex_ident
from coursewright_packaging.blackboard.item_frame import (
    AssessmentKind,
    Frame,
    answer_feedback,
    choice_feedback,
    correct_condition,
    frame,
    incorrect_condition,
    outcome_feedback,
    plain_label,
    response_label,
    set_score,
    show_feedback,
)
from coursewright_packaging.vocabulary.questions import (
    Dropdowns,
    MultipleAnswer,
    MultipleChoice,
    Option,
    Ordering,
    TrueFalse,
)
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = ["dropdowns", "multiple_answer", "multiple_choice", "ordering", "true_false"]


def multiple_choice(
    parent: Element, question: MultipleChoice[Rich], asi: str, kind: AssessmentKind
) -> None:
    """Append a Multiple Choice item."""
    parts = frame(parent, question, asi, kind, "Multiple Choice")
    idents = _choices(parts, question.id, question.options, "Single", shuffle=question.shuffle)
    right = correct_condition(parts.processing)
    for option in question.options:
        if option.correct:
            _equal(right, "response", idents[option.id])
    incorrect_condition(parts.processing)
    _credit(parts, question.options, idents, share=100.0)
    outcome_feedback(parts.item, question)
    _option_feedback(parts, question.options, idents)


def multiple_answer(
    parent: Element, question: MultipleAnswer[Rich], asi: str, kind: AssessmentKind
) -> None:
    """Append a Multiple Answer item."""
    parts = frame(parent, question, asi, kind, "Multiple Answer", partial=question.partial_credit)
    idents = _choices(parts, question.id, question.options, "Multiple", shuffle=question.shuffle)
    every = node(correct_condition(parts.processing), "and")
    for option in question.options:
        holder = every if option.correct else node(every, "not")
        _equal(holder, "response", idents[option.id])
    incorrect_condition(parts.processing)
    right = sum(option.correct for option in question.options)
    share = 100 / right if right and question.partial_credit else 100
    _credit(parts, question.options, idents, share=share)
    outcome_feedback(parts.item, question)
    _option_feedback(parts, question.options, idents)


def true_false(parent: Element, question: TrueFalse[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a True/False item; feedback on an answer becomes that of being right or wrong."""
    parts = frame(parent, question, asi, kind, "True/False")
    response = node(
        parts.response, "response_lid", ident="response", rcardinality="Single", rtiming="No"
    )
    labels = element(_render(response, shuffle=False), "flow_label", "Block")
    for answer in ("true", "false"):
        plain_label(labels, answer, answer)
    right = "true" if question.answer else "false"
    _equal(correct_condition(parts.processing), "response", right)
    incorrect_condition(parts.processing)
    said = (question.true_feedback, question.false_feedback)
    correct, wrong = said if question.answer else reversed(said)
    outcome_feedback(parts.item, question, correct, wrong)


def ordering(parent: Element, question: Ordering[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append an Ordering item; the entries are shown in an order that tells nothing."""
    partial = question.partial_credit
    parts = frame(parent, question, asi, kind, "Ordering", partial=partial, numbertype="arabic")
    shown = tuple(sorted(question.entries, key=lambda e: hex_ident(question.id, e.id)))
    idents = _choices(parts, question.id, shown, "Ordered", shuffle=False)
    every = node(correct_condition(parts.processing), "and")
    for entry in question.entries:
        _equal(every, "response", idents[entry.id])
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)


def dropdowns(parent: Element, question: Dropdowns[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a Jumbled Sentence item; all its gaps offer one list, that of all options."""
    partial = question.partial_credit
    parts = frame(parent, question, asi, kind, "Jumbled Sentence", partial=partial)
    texts = shared_options(question)
    for gap in question.dropdowns:
        response = node(
            parts.response, "response_lid", ident=gap.name, rcardinality="Single", rtiming="No"
        )
        labels = element(_render(response, shuffle=True), "flow_label", "Block")
        for text in texts:
            plain_label(labels, hex_ident(question.id, gap.name, text), text)
    every = node(correct_condition(parts.processing), "and")
    for gap in question.dropdowns:
        for option in gap.options:
            if option.correct:
                _equal(every, gap.name, hex_ident(question.id, gap.name, option.text.text))
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)
    for gap in question.dropdowns:
        for option in gap.options:
            ident = hex_ident(question.id, gap.name, option.text.text)
            answer_feedback(parts, gap.name, ident, ident, option.feedback)


def shared_options(question: Dropdowns[Rich]) -> tuple[str, ...]:
    """Return the plain texts of all gaps' options, sorted, each once."""
    return tuple(sorted({o.text.text for gap in question.dropdowns for o in gap.options}))


def _choices(
    parts: Frame,
    question: str,
    options: tuple[Option[Rich], ...],
    cardinality: str,
    *,
    shuffle: bool,
) -> dict[str, str]:
    """Append the choices and return their idents by option id."""
    response = node(
        parts.response, "response_lid", ident="response", rcardinality=cardinality, rtiming="No"
    )
    render = _render(response, shuffle=shuffle)
    idents = {option.id: hex_ident(question, option.id) for option in options}
    for option in options:
        label = element(render, "flow_label", "Block")
        response_label(label, idents[option.id], option.text.html)
    return idents


def _render(response: Element, *, shuffle: bool) -> Element:
    order = "Yes" if shuffle else "No"
    return node(response, "render_choice", shuffle=order, minnumber="0", maxnumber="0")


def _equal(parent: Element, respident: str, ident: str) -> None:
    node(parent, "varequal", ident, respident=respident, case="No")


def _credit(
    parts: Frame, options: tuple[Option[Rich], ...], idents: dict[str, str], *, share: float
) -> None:
    """Append what each choice earns, in percent, and its own feedback."""
    for option in options:
        condition = node(parts.processing, "respcondition")
        holder = node(condition, "conditionvar")
        node(holder, "varequal", respident=idents[option.id], case="No")
        set_score(condition, number(round(share, 5)) if option.correct else "0")
        show_feedback(condition, idents[option.id])


def _option_feedback(
    parts: Frame, options: tuple[Option[Rich], ...], idents: dict[str, str]
) -> None:
    for option in options:
        choice_feedback(parts.item, idents[option.id], option.feedback)
