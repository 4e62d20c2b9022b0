"""The page that holds a whole course in one SCO: contents, frame, and what the roll-up needs."""

from __future__ import annotations

from collections.abc import Mapping

from coursewright_packaging.scorm2004.answer_keys import Json
from coursewright_packaging.scorm2004.course import Activity, Sco, ScormCourse
from coursewright_packaging.scorm2004.pages import template
from coursewright_packaging.scorm2004.roles import Role, roles

__all__ = ["WHOLE_FILES", "render_whole"]

_SCRIPTS = (
    "scorm12.js",
    "api.js",
    "state.js",
    "session.js",
    "page.js",
    "rollup.js",
    "page_api.js",
    "course.js",
)
WHOLE_FILES = ("menu.css", "rollup.js", "page_api.js", "course.js")
"""Files of the folder `player/` that only a package of one SCO carries."""


def render_whole(course: ScormCourse) -> str:
    """Return the page `index.html`."""
    known = roles(course)
    tree = {
        "title": course.title,
        "mastery": course.mastery,
        "children": [_node(each, known) for each in course.activities],
    }
    return template("course.html.j2").render(course=course, tree=tree, scripts=_SCRIPTS)


def _node(activity: Activity, known: Mapping[str, Role]) -> Json:
    shared: dict[str, Json] = {
        "id": activity.id,
        "title": activity.title,
        "counts": known[activity.id].contributes,
        "after": list(activity.prerequisites),
    }
    if isinstance(activity, Sco):
        attempts = activity.test.settings.attempts if activity.test else None
        return shared | {"href": activity.page, "weight": activity.weight, "attempts": attempts}
    children = [_node(each, known) for each in activity.children]
    return shared | {"every": activity.every, "children": children}
