"""The first page of a package: what the course says of itself."""

from __future__ import annotations

from coursewright.markup import html
from coursewright.model.course import Publication
from coursewright.targets import about
from coursewright.theme import strings
from coursewright_packaging.scorm2004.course import Sco

__all__ = ["about_course"]

_ID = "about-course"


def about_course(publication: Publication) -> Sco | None:
    """Return the page, which nothing depends on; `None` when the course says nothing of itself."""
    text = about.about_course(publication)
    if not text:
        return None
    info = publication.info
    body = html("<h1>{}</h1>", info.title) + text
    return Sco(id=_ID, title=strings(info.language)["home"], body=body, required=False)
