"""Check pages: addresses that resolve, elements that Canvas keeps, one front page."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["check_html"]

_TOKEN = re.compile(r"(?:\$|%24)([A-Z_-]+)(?:\$|%24)/([^\"'\s<>]*)")
_LOST = re.compile(r"<(script|form|input|object|math|style|track|source|details)\b", re.IGNORECASE)
_FRONT = re.compile(r'<meta name="front_page" content="true"')
_SETTINGS = "course_settings/course_settings.xml"


def check_html(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the HTML of pages, assignments, topics and the syllabus."""
    identifiers = {resource.identifier for resource in cartridge.resources}
    items = {item.get("identifier", "") for item in cartridge.items()}
    members = set(cartridge.names)
    fronts = 0
    for name in cartridge.names:
        if name.endswith(".html") and not name.startswith("web_resources/"):
            text = cartridge.text(name)
            fronts += bool(_FRONT.search(text))
            for match in _TOKEN.finditer(text):
                if not _resolves(match[1], match[2], members, identifiers | items):
                    message = f"`{match[0][:80]}` leads nowhere"
                    line = text.count("\n", 0, match.start()) + 1
                    yield cartridge.at(rules.TOKEN_RESOLVES, name, message, line)
            for match in _LOST.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield cartridge.at(rules.HTML_KEPT, name, f"Canvas removes <{match[1]}>", line)
    wiki = _SETTINGS in members and "<default_view>wiki<" in cartridge.text(_SETTINGS)
    if fronts > 1 or (wiki and fronts == 0):
        yield cartridge.at(rules.ONE_FRONT_PAGE, "", f"there are {fronts} front pages")


def _resolves(kind: str, rest: str, members: set[str], identifiers: set[str]) -> bool:
    path = urllib.parse.unquote(rest.partition("?")[0].partition("#")[0])
    if kind in ("IMS-CC-FILEBASE", "IMS_CC_FILEBASE"):
        return f"web_resources/{path}" in members
    name = path.rpartition("/")[2]
    if kind == "WIKI_REFERENCE":
        return f"wiki_content/{name}.html" in members or name in identifiers
    if kind == "CANVAS_OBJECT_REFERENCE":
        return name in identifiers
    if kind == "CANVAS_COURSE_REFERENCE":
        return "/" not in path or name in identifiers or path == "assignments/syllabus"
    return False
