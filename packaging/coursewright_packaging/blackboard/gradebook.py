"""The grade centre: one column for each thing that has points."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.blackboard.assessments import test_points
from coursewright_packaging.blackboard.course import Assignment, Forum, Gradable, Test, Tool
from coursewright_packaging.blackboard.elements import boolean, date, node, number, root, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.blackboard.scales import add_scales, pass_scale, score_scale
from coursewright_packaging.xml import Element

__all__ = ["creation_settings", "gradebook"]

_BUILT_IN = {Test: "Test.name", Assignment: "Assignment.name", Forum: "Discussion.name"}
_HANDLES = {
    Test: "resource/x-bb-assessment",
    Assignment: "resource/x-bb-assignment",
    Forum: "resource/x-bb-forumlink",
    Tool: "resource/x-bb-blti-link",
}
_KEEP = {"highest": "Highest", "latest": "Last", "average": "Average"}
_DEFAULTS_ON = (
    "ANSWERPARTIALCREDITENABLED",
    "ANSWERRANDOMORDERENABLED",
    "ANSWERORIENTATIONENABLED",
    "ANSWERNUMBEROPTIONSENABLED",
    "USEPOINTSFROMSOURCEBYDEFAULT",
)


def gradebook(items: Sequence[Gradable], categories: Sequence[str], ids: Ids) -> Element:
    """Return the GRADEBOOK document.

    items: what has a column, in order. categories: the course's own, beside the built-in ones.
    """
    document = root("GRADEBOOK")
    shelf = node(document, "CATEGORIES")
    for title in _BUILT_IN.values():
        _category(shelf, title, ids, own=False)
    for title in categories:
        _category(shelf, title, ids, own=True)
    add_scales(node(document, "SCALES"), items, ids)
    node(document, "GRADING_PERIODS")
    columns = node(document, "OUTCOMEDEFINITIONS")
    for place, item in enumerate(items, start=1):
        _column(columns, item, place, ids)
    for name in ("FORMULAE", "CUSTOM_VIEWS", "SETTINGS", "STUDENT_INFO_LAYOUTS"):
        node(document, name)
    return document


def _category(parent: Element, title: str, ids: Ids, *, own: bool) -> None:
    category = node(parent, "CATEGORY", id=ids.object("category", title))
    value(category, "TITLE", title)
    node(category, "DESCRIPTION")
    value(category, "ISUSERDEFINED", boolean(own))
    value(category, "ISCALCULATED", "false")
    value(category, "ISSCORABLE", "false")


def _column(parent: Element, item: Gradable, place: int, ids: Ids) -> None:
    column = node(parent, "OUTCOMEDEFINITION", id=ids.object("column", item.id))
    category = item.category or _BUILT_IN.get(type(item), "")
    points = test_points(item.parts) if isinstance(item, Test) else item.points or 0.0
    repeated = "1" if item.attempts == 1 else str(item.attempts or 0)
    value(column, "CATEGORYID", ids.object("category", category) if category else "")
    value(column, "SCALEID", score_scale(ids))
    value(column, "SECONDARY_SCALEID", pass_scale(item, ids))
    value(column, "CONTENTID", ids.resource("content", item.id))
    value(column, "GRADING_PERIODID")
    value(column, "ASIDATAID", ids.resource("test", item.id) if isinstance(item, Test) else "")
    dates = node(column, "DATES")
    for name, moment in (("CREATED", None), ("UPDATED", None), ("DUE", item.due)):
        value(dates, name, date(moment))
    for name, content in (
        ("TITLE", item.title),
        ("DISPLAY_TITLE", ""),
        ("POSITION", str(place)),
        ("VERSION", "1"),
        ("DELETED", "false"),
        ("EXTERNALREF", ""),
        ("HANDLERURL", ""),
        ("ANALYSISURL", ""),
        ("WEIGHT", "0"),
        ("POINTSPOSSIBLE", number(points)),
        ("ISVISIBLE", "true"),
        ("VISIBLE_BOOK", "true"),
        ("VISIBLE_ALL_TERMS", "false"),
        ("SHOW_STATS_TO_STUDENT", "false"),
        ("HIDEATTEMPT", "false"),
        ("AGGREGATIONMODEL", _KEEP[item.keep]),
        ("SCORE_PROVIDER_HANDLE", _HANDLES[type(item)]),
        ("SINGLE_ATTEMPT", "false"),
        ("CALCULATIONTYPE", "NON_CALCULATED"),
        ("ISCALCULATED", "false"),
        ("ISSCORABLE", "true"),
        ("ISUSERCREATED", "false"),
        ("MULTIPLEATTEMPTS", repeated),  # 0 stands for no limit
    ):
        value(column, name, content)
    node(column, "ACTIVITY_COUNT_COL_DEFS")


def creation_settings(tests: Sequence[Test], ids: Ids) -> Element:
    """Return what instructors may set while editing each test's questions."""
    document = root("ASSESSMENTCREATIONSETTINGS")
    for test in tests:
        setting = node(
            document, "ASSESSMENTCREATIONSETTING", id=ids.object("creation setting", test.id)
        )
        value(setting, "QTIASSESSMENTID", ids.object("assessment", test.id))
        node(setting, "ANSWERFEEDBACKENABLED", "true")
        for name in _DEFAULTS_ON:
            node(setting, name, "true")
    return document
