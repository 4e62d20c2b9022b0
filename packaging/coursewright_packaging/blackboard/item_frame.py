"""The frame that all questions share: metadata, text blocks, scoring and feedback.

The dialect is derived from QTI 1.2 and has no namespace; element order is that of real exports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from coursewright_packaging.blackboard.elements import boolean, element, node, number, one_line
from coursewright_packaging.vocabulary.questions import Question
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = [
    "AssessmentKind",
    "Frame",
    "answer_feedback",
    "choice_feedback",
    "correct_condition",
    "fib",
    "formatted",
    "frame",
    "incorrect_condition",
    "metadata",
    "outcome_feedback",
    "plain_label",
    "response_label",
    "set_score",
    "show_feedback",
    "solution",
]

_PARTS = "(?:table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)"
_TABLE_GAP = re.compile(rf"(</?{_PARTS}\b[^>]*>)\s+(?=</?{_PARTS}\b)")


class AssessmentKind(str, Enum):
    """What the questions stand in."""

    TEST = "Test"
    POOL = "Pool"


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of an item that its type fills. maximum: the points, as text."""

    item: Element
    presentation: Element
    response: Element
    processing: Element
    maximum: str


def frame(
    parent: Element,
    question: Question[Rich],
    asi: str,
    kind: AssessmentKind,
    questiontype: str,
    *,
    partial: bool = False,
    numbertype: str = "none",
) -> Frame:
    """Append an item with everything but its responses, conditions and feedback."""
    item = node(parent, "item", maxattempts="0")
    item.set("title", one_line(question.title))
    maximum = number(question.points)
    data = node(item, "itemmetadata")
    metadata(data, asi, "Item", kind, questiontype, maximum, numbertype=numbertype, partial=partial)
    block = element(node(item, "presentation"), "flow", "Block")
    formatted(element(element(block, "flow", "QUESTION_BLOCK"), "flow", _TEXT), question.stem.html)
    response = element(block, "flow", "RESPONSE_BLOCK")
    processing = node(item, "resprocessing", scoremodel="SumOfScores")
    outcomes = node(processing, "outcomes")
    score = {"varname": "SCORE", "vartype": "Decimal", "defaultval": "0.0", "minvalue": "0.0"}
    node(outcomes, "decvar", None, **score, maxvalue=maximum)
    return Frame(item, block, response, processing, maximum)


_TEXT = "FORMATTED_TEXT_BLOCK"


def metadata(
    parent: Element,
    asi: str,
    level: str,
    kind: AssessmentKind,
    questiontype: str,
    maximum: str,
    *,
    section: str = "Subsection",
    weighting: str = "0.0",
    numbertype: str = "none",
    partial: bool | None = None,
) -> None:
    """Fill a metadata block; its tags are the same for assessments, sections and items.

    level: `Assessment`, `Section` or `Item`. partial: `None` where it does not apply.
    """
    for name, text in (
        ("bbmd_asi_object_id", asi),
        ("bbmd_asitype", level),
        ("bbmd_assessmenttype", kind.value),
        ("bbmd_sectiontype", section),
        ("bbmd_questiontype", questiontype),
        ("bbmd_is_from_cartridge", "false"),
        ("bbmd_is_disabled", "false"),
        ("bbmd_negative_points_ind", "N"),
        ("bbmd_canvas_fullcrdt_ind", "false"),
        ("bbmd_all_fullcredit_ind", "false"),
        ("bbmd_numbertype", numbertype),
        ("bbmd_partialcredit", "" if partial is None else boolean(partial)),
        ("bbmd_orientationtype", "vertical"),
        ("bbmd_is_extracredit", "false"),
        ("qmd_absolutescore_max", maximum),
        ("qmd_weighting", weighting),
        ("qmd_instructornotes", ""),
    ):
        node(parent, name, text)


def formatted(parent: Element, html: str) -> Element:
    """Append a material block with HTML, escaped once as text."""
    extension = node(node(parent, "material"), "mat_extension")
    # White space between table cells crashes the question view of Ultra.
    return node(extension, "mat_formattedtext", _TABLE_GAP.sub(r"\1", html), type="HTML")


def response_label(parent: Element, ident: str, html: str | None = None) -> Element:
    """Append a choice. html: `None` for matching, whose texts stand apart."""
    marks = {"shuffle": "Yes", "rarea": "Ellipse", "rrange": "Exact"}
    label = node(parent, "response_label", None, ident=ident, **marks)
    if html is not None:
        formatted(element(label, "flow_mat", _TEXT), html)
    return label


def plain_label(parent: Element, ident: str, text: str) -> None:
    """Append a choice whose text is plain, as in True/False."""
    material = node(element(response_label(parent, ident), "flow_mat", "Block"), "material")
    node(material, "mattext", text, charset="us-ascii", texttype="text/plain")


def fib(parent: Element, kind: str = "String", *, rows: int = 0, columns: int = 0) -> None:
    """Append a text box. kind: `String` or `Decimal`."""
    node(
        parent,
        "render_fib",
        None,
        charset="us-ascii",
        encoding="UTF_8",
        rows=str(rows),
        columns=str(columns),
        maxchars="0",
        prompt="Box",
        fibtype=kind,
        minnumber="0",
        maxnumber="0",
    )


def correct_condition(processing: Element) -> Element:
    """Append the condition that earns the points and return its `conditionvar`."""
    condition = node(processing, "respcondition", title="correct")
    variables = node(condition, "conditionvar")
    set_score(condition, "SCORE.max")
    show_feedback(condition, "correct")
    return variables


def incorrect_condition(processing: Element) -> None:
    """Append the condition that catches everything else."""
    condition = node(processing, "respcondition", title="incorrect")
    node(node(condition, "conditionvar"), "other")
    set_score(condition, "0.0")
    show_feedback(condition, "incorrect")


def set_score(condition: Element, amount: str, variable: str = "SCORE") -> None:
    """Append what a condition earns."""
    node(condition, "setvar", amount, variablename=variable, action="Set")


def show_feedback(condition: Element, ident: str) -> None:
    """Append which feedback a condition shows."""
    node(condition, "displayfeedback", linkrefid=ident, feedbacktype="Response")


def outcome_feedback(
    item: Element, question: Question[Rich], correct: Rich | None = None, wrong: Rich | None = None
) -> None:
    """Append the feedbacks `correct` and `incorrect`, which readers rely on even when empty.

    Learn has no general feedback, so it stands below both. correct, wrong: said first.
    """
    given = question.feedback
    for ident, first, own in (
        ("correct", correct, given.correct),
        ("incorrect", wrong, given.incorrect),
    ):
        feedback = node(item, "itemfeedback", ident=ident, view="All")
        flow = element(element(feedback, "flow_mat", "Block"), "flow_mat", _TEXT)
        formatted(flow, " ".join(text.html for text in (first, own, given.general) if text))


def answer_feedback(
    parts: Frame, gap: str, answer: str, ident: str, text: Rich | None, *, strict: bool = False
) -> None:
    """Append what is said on one answer to a gap, and the condition that shows it.

    The condition scores nothing. The form is that of an accepted answer of Fill in the Blank.
    strict: whether capitals matter.
    """
    if text:
        condition = node(parts.processing, "respcondition", title=ident)
        case = "Yes" if strict else "No"
        node(node(condition, "conditionvar"), "varequal", answer, respident=gap, case=case)
        show_feedback(condition, ident)
        choice_feedback(parts.item, ident, text)


def choice_feedback(item: Element, ident: str, text: Rich | None) -> None:
    """Append the feedback on one choice or accepted answer."""
    material = solution(item, ident)
    formatted(element(material, "flow_mat", _TEXT), text.html if text else "")


def solution(item: Element, ident: str) -> Element:
    """Append a feedback that holds a solution and return its block."""
    feedback = node(item, "itemfeedback", ident=ident, view="All")
    shown = node(feedback, "solution", view="All", feedbackstyle="Complete")
    return element(node(shown, "solutionmaterial"), "flow_mat", "Block")
