"""Check pages: addresses that resolve, elements that Canvas keeps, one front page."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.places import located

__all__ = ["check_html"]

_TOKEN = re.compile(rb"(?:\$|%24)([A-Z_-]+)(?:\$|%24)/([^\"'\s<>]*)")
_LOST = re.compile(rb"<(script|form|input|object|math|style|track|source|details)\b", re.IGNORECASE)
_FRONT = b'<meta name="front_page" content="true"'
_TYPES = frozenset(
    "announcements assignment_groups assignments attachments calendar_events "
    "context_external_tools context_modules course_paces discussion_topics external_feeds "
    "grading_standards learning_outcomes learning_outcome_groups media_attachments_iframe modules "
    "pages quizzes rubrics wiki wiki_pages".split()
)
_SETTINGS = "course_settings/course_settings.xml"


def check_html(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the HTML of pages, assignments, topics and the syllabus."""
    identifiers = {resource.identifier for resource in cartridge.resources}
    identifiers |= {item.get("identifier", "") for item in cartridge.items()}
    fronts = 0
    for name in cartridge.names:
        if name.endswith((".html", ".htm")) and not name.startswith("web_resources/"):
            page = cartridge.read(name)
            fronts += _FRONT in page
            yield from _page(cartridge, name, page, identifiers)
    wiki = _SETTINGS in cartridge.members and b"<default_view>wiki<" in cartridge.read(_SETTINGS)
    if fronts > 1 or (wiki and fronts == 0):
        yield cartridge.at(rules.ONE_FRONT_PAGE, "", f"there are {fronts} front pages")


def _page(
    cartridge: Cartridge, name: str, page: bytes, identifiers: set[str]
) -> Iterator[Diagnostic]:
    for match, line in located(_TOKEN, page):
        kind, rest = (match[number].decode("utf-8", "replace") for number in (1, 2))
        if not _resolves(kind, rest, cartridge.members, identifiers):
            message = f"`${kind}$/{rest[:80]}` leads nowhere"
            yield cartridge.at(rules.TOKEN_RESOLVES, name, message, line)
    for match, line in located(_LOST, page):
        message = f"Canvas removes <{match[1].decode()}>"
        yield cartridge.at(rules.HTML_KEPT, name, message, line)


def _resolves(kind: str, rest: str, members: frozenset[str], identifiers: set[str]) -> bool:
    path = urllib.parse.unquote(rest.partition("?")[0].partition("#")[0])
    if kind in ("IMS-CC-FILEBASE", "IMS_CC_FILEBASE"):
        return f"web_resources/{path}" in members
    name = path.rpartition("/")[2]
    if kind == "WIKI_REFERENCE":
        return f"wiki_content/{name}.html" in members or name in identifiers
    if kind == "CANVAS_OBJECT_REFERENCE":
        return name in identifiers and path.partition("/")[0] in _TYPES
    if kind == "CANVAS_COURSE_REFERENCE":
        return "/" not in path or name in identifiers or path == "assignments/syllabus"
    return False
