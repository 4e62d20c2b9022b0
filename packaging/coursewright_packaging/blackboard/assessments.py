"""Tests and pools: the envelope around items, and how a test is delivered."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.blackboard.course import Pool, Test
from coursewright_packaging.blackboard.elements import (
    boolean,
    element,
    node,
    number,
    one_line,
    root,
    value,
)
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.blackboard.item_frame import AssessmentKind, formatted, metadata
from coursewright_packaging.blackboard.items import write_item
from coursewright_packaging.vocabulary.questions import Draw, Question
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import Element

__all__ = ["delivery", "pool", "test", "test_points"]

_PLACEHOLDER = "Multiple Choice"  # what real exports say above the level of items


def test_points(parts: Sequence[Question[Rich] | Draw]) -> float:
    """Return the points of a test."""
    return sum(p.points * p.count if isinstance(p, Draw) else p.points for p in parts)


def test(of: Test, ids: Ids) -> Element:
    """Return the document of a test; draws become random blocks over the pools' resources."""
    return _questestinterop(of.id, of.title, of.body, of.parts, AssessmentKind.TEST, ids)


def pool(of: Pool, ids: Ids) -> Element:
    """Return the document of a pool."""
    kind = AssessmentKind.POOL
    return _questestinterop(of.id, of.title, of.description, of.questions, kind, ids)


def _questestinterop(
    key: str,
    title: str,
    instructions: str,
    parts: Sequence[Question[Rich] | Draw],
    kind: AssessmentKind,
    ids: Ids,
) -> Element:
    document = root("questestinterop")
    assessment = node(document, "assessment")
    assessment.set("title", one_line(title))
    maximum = number(test_points(parts))
    data = node(assessment, "assessmentmetadata")
    asi = ids.object("assessment", key)
    metadata(data, asi, "Assessment", kind, _PLACEHOLDER, maximum)
    formatted(element(node(assessment, "rubric", view="All"), "flow_mat", "Block"), instructions)
    formatted(element(node(assessment, "presentation_material"), "flow_mat", "Block"), "")
    section = node(assessment, "section")
    asi = ids.object("section", key)
    metadata(node(section, "sectionmetadata"), asi, "Section", kind, _PLACEHOLDER, maximum)
    for part in parts:
        if isinstance(part, Draw):
            _random_block(section, part, kind, ids)
        else:
            write_item(section, part, ids.object("question", part.id), kind)
    return document


def _random_block(parent: Element, draw: Draw, kind: AssessmentKind, ids: Ids) -> None:
    section = node(parent, "section")
    metadata(
        node(section, "sectionmetadata"),
        ids.object("draw", draw.id),
        "Section",
        kind,
        _PLACEHOLDER,
        number(draw.count * draw.points),
        section="Random Block",
        weighting=number(draw.points),
    )
    selection = node(node(section, "selection_ordering"), "selection", seltype="All")
    node(selection, "selection_number", str(draw.count))
    node(selection, "sourcebank_ref", ids.resource("pool", draw.bank))


def delivery(of: Test, ids: Ids) -> Element:
    """Return the COURSEASSESSMENT document: how the test is taken."""
    settings = of.settings
    document = root("COURSEASSESSMENT", id=ids.object("delivery", of.id))
    value(document, "ASMTID", ids.resource("test", of.id))
    one = "QUESTION_BY_QUESTION" if settings.one_at_a_time else "ALL_AT_ONCE"
    value(document, "DELIVERYTYPE", one)
    value(document, "PASSWORD")
    value(document, "TIMELIMIT", str(settings.time_limit or ""))
    value(document, "TIMERCOMPLETION", "CONTINUAL")
    limited = settings.attempts is not None and settings.attempts > 1
    value(document, "ATTEMPTCOUNT", str(settings.attempts) if limited else "")
    shown = settings.show_answers == "after-submission"
    # After submission: score, feedback and own answers, no right ones; empty, the flags count.
    value(document, "FEEDBACKSETTINGS", "" if shown else "as:s,f,ua|ns:")
    flags = node(document, "FLAGS")
    for name, truth in _flags(of, shown).items():
        value(flags, name, boolean(truth))
    return document


def _flags(of: Test, shown: bool) -> dict[str, bool]:
    attempts = of.settings.attempts
    return {
        "ALLOWMULTIPLEATTEMPTS": attempts != 1,
        "ISPASSWORDPROTECTED": False,
        "LAUNCHINNEWWINDOW": False,
        "FORCECOMPLETION": False,
        "ISBACKTRACKPROHIBITED": False,
        "RANDOMIZEQUESTIONS": of.settings.shuffle_questions,
        "SHOWSCORE": True,
        "SHOWUSERANSWER": True,
        "SHOWCORRECTANSWER": shown,
        "SHOWFEEDBACK": True,
        "ISUNLIMITEDATTEMPTS": attempts is None,
        "SHOWINSTINSTRUCTIONS": bool(of.body),
        "SHOWINSTDESCRIPTION": False,
        "ALLOWLATESUBMISSION": True,
        "IP_FILTER": False,
    }
