"""The HTML page of a SCO: one template, rendered with autoescape."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from coursewright_packaging.scorm2004.answer_keys import Json, answer_key, suspend_limit
from coursewright_packaging.scorm2004.course import Sco, ScormCourse, Test
from coursewright_packaging.scorm2004.forms import form_questions

__all__ = ["PLAYER_FILES", "render", "template"]

_READING_SCRIPTS = (
    "scorm12.js",
    "api.js",
    "state.js",
    "session.js",
    "page.js",
    "reading.js",
    "links.js",
    "sco.js",
)
_TEST_SCRIPTS = (
    "random.js",
    "scoring.js",
    "identifiers.js",
    "recording.js",
    "answers.js",
    "arrangement.js",
    "feedback.js",
    "solutions.js",
    "clock.js",
    "quiz.js",
)
PLAYER_FILES = ("sco.css", *_READING_SCRIPTS, *_TEST_SCRIPTS)
"""Files of the folder `player/` that every package carries."""

# sco.js starts everything, so it comes last; deferred scripts run in document order.
_WITH_TEST = (*_READING_SCRIPTS[:-1], *_TEST_SCRIPTS, _READING_SCRIPTS[-1])
_HEADING = re.compile(r"<h1[\s>]")


def render(sco: Sco, course: ScormCourse) -> str:
    """Return the page of a SCO of the course."""
    return template("page.html.j2").render(
        sco=sco,
        course=course,
        # The page is about the item, so its title is the one h1 unless the body brings it.
        titled=not _HEADING.search(sco.body),
        body=Markup(sco.body),
        questions=form_questions(sco.test) if sco.test else (),
        key=_key(sco, sco.test) if sco.test else None,
        timed=sco.test is not None and sco.test.settings.time_limit is not None,
        suspend_limit=suspend_limit(sco.test),
        scripts=_WITH_TEST if sco.test else _READING_SCRIPTS,
    )


def _key(sco: Sco, test: Test) -> dict[str, Json]:
    return {
        "id": sco.id,
        "mastery": sco.mastery,
        "scored": sco.mastery is not None or sco.weight > 0,
        **answer_key(test),
    }


@cache
def template(name: str) -> Template:
    """Return a template of the folder `player/`."""
    environment = Environment(
        loader=PackageLoader("coursewright_packaging.scorm2004", "player"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
