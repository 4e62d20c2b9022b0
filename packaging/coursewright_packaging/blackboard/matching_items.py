"""Matching: prompts at the left, one list of texts at the right, joined by position."""

from __future__ import annotations

from coursewright_packaging.blackboard.elements import element, node, number
from coursewright_packaging.blackboard.identifiers import hex_ident
from coursewright_packaging.blackboard.item_frame import (
    AssessmentKind,
    Frame,
    formatted,
    frame,
    incorrect_condition,
    outcome_feedback,
    response_label,
    set_score,
    show_feedback,
)
from coursewright_packaging.vocabulary.questions import Matching, Pair
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = ["matching"]


def matching(parent: Element, question: Matching[Rich], asi: str, kind: AssessmentKind) -> None:
    """Append a Matching item; prompts may share a right-hand text."""
    partial = question.partial_credit
    parts = frame(
        parent, question, asi, kind, "Matching", partial=partial, numbertype="letter_upper"
    )
    texts = _right_texts(question)
    for pair in question.pairs:
        _prompt(parts.response, question.id, pair, texts)
    # A sibling of RESPONSE_BLOCK, or readers do not find it.
    right = element(parts.presentation, "flow", "RIGHT_MATCH_BLOCK")
    for html in texts:
        formatted(_text_flow(element(right, "flow", "Block")), html)
    _conditions(parts, question)
    incorrect_condition(parts.processing)
    outcome_feedback(parts.item, question)


def _right_texts(question: Matching[Rich]) -> tuple[str, ...]:
    """Return each right-hand text once, in an order that tells nothing."""
    texts = {*(pair.match.html for pair in question.pairs)}
    texts.update(distractor.html for distractor in question.distractors)
    return tuple(sorted(texts, key=lambda html: hex_ident(question.id, html)))


def _prompt(parent: Element, question: str, pair: Pair[Rich], texts: tuple[str, ...]) -> None:
    block = element(parent, "flow", "Block")
    response = node(
        block, "response_lid", ident=_ident(question, pair), rcardinality="Single", rtiming="No"
    )
    render = node(response, "render_choice", shuffle="Yes", minnumber="0", maxnumber="0")
    labels = element(render, "flow_label", "Block")
    for html in texts:
        response_label(labels, _ident(question, pair, html))
    formatted(_text_flow(block), pair.prompt.html)


def _text_flow(parent: Element) -> Element:
    return element(parent, "flow", "FORMATTED_TEXT_BLOCK")


def _conditions(parts: Frame, question: Matching[Rich]) -> None:
    share = number(round(100 / len(question.pairs), 5))
    for pair in question.pairs:
        condition = node(parts.processing, "respcondition")
        holder = node(condition, "conditionvar")
        right = _ident(question.id, pair, pair.match.html)
        node(holder, "varequal", right, respident=_ident(question.id, pair), case="No")
        set_score(condition, share, "PartialCreditPercent")
        set_score(condition, "0.0", "NegativeCreditPercent")
        show_feedback(condition, "correct")


def _ident(question: str, pair: Pair[Rich], *text: str) -> str:
    return hex_ident(question, pair.id, *text)
