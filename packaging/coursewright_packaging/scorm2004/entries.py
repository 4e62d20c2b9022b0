"""What a SCORM package means: its activities, what their pages say, and its files."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from lxml import html

from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.places import LONGEST
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, parse

__all__ = ["entries"]

_MANIFEST = "imsmanifest.xml"
_COURSE = "course"
_TEXT, _KEY = "sco-body", "key"
# Of the package's own player and of the standard, not of the course.
_NOT_CONTENT = ("player/", "pages/")


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, its activities in order, and the files that they use."""
    manifest = parse(reader.read(_MANIFEST))
    pages = {
        resource.get("identifier", ""): resource.get("href", "")
        for resource in manifest.iterfind(".//{*}resource")
    }
    for organization in manifest.iterfind(".//{*}organization"):
        facts = {"version": manifest.get("version", "")}
        yield Entry(_COURSE, "course", _title(organization), facts=facts)
        yield from _items(organization, "", pages, reader)
    yield from _files(reader, {*pages.values()})


def _items(
    parent: Element, around: str, pages: Mapping[str, str], reader: Reader
) -> Iterator[Entry]:
    for item in parent.iterfind("{*}item"):
        key = item.get("identifier", "")
        page = _path(pages.get(item.get("identifierref", ""), ""))
        parts = _parts(reader, page)
        if parts:
            yield from _inside(parts, "", reader)
            continue
        facts = _facts(reader, page)
        yield Entry(key, _kind(page, facts), _title(item), around, facts | _asks(item))
        yield from _items(item, key, pages, reader)


def _parts(reader: Reader, page: str) -> Sequence[Mapping[str, Any]]:
    """Return what our SCO of a whole course shows one after another; nothing for other pages."""
    if page not in reader.names:
        return ()
    shown = _script(reader.read(page), _COURSE)
    return json.loads(shown).get("children", ()) if shown else ()


def _inside(parts: Sequence[Mapping[str, Any]], around: str, reader: Reader) -> Iterator[Entry]:
    for part in parts:
        page = _path(part.get("href", ""))
        facts = _facts(reader, page)
        yield Entry(part["id"], _kind(page, facts), part["title"], around, facts)
        yield from _inside(part.get("children", ()), part["id"], reader)


def _facts(reader: Reader, page: str) -> dict[str, str]:
    return _page(reader.read(page)) if page in reader.names else {}


def _kind(page: str, facts: Mapping[str, str]) -> str:
    return "module" if not page else "quiz" if "questions" in facts else "page"


def _title(element: Element) -> str:
    return (element.findtext("{*}title") or "").strip()


def _path(href: str) -> str:
    return (
        posixpath.normpath(unquote(href[:LONGEST].partition("?")[0].partition("#")[0]))
        if href
        else ""
    )


def _asks(item: Element) -> dict[str, str]:
    """Return the score that is asked for; order and prerequisites follow from the tree."""
    measure = item.findtext(".//{*}minNormalizedMeasure")
    return {"score to reach": measure} if measure else {}


def _page(content: bytes) -> dict[str, str]:
    facts = {"text": digest.of_html(content, _TEXT)}
    key = _script(content, _KEY)
    if not key:
        return facts
    quiz: Any = json.loads(key)
    form = next(html.document_fromstring(content).iter("form"), None)
    asked = digest.of_html(html.tostring(form)) if form is not None else ""
    settings = {name: each for name, each in quiz.items() if name not in ("id", "parts")}
    parts = json.dumps(quiz.get("parts"), sort_keys=True)
    return {
        **facts,
        "questions": digest.of_text(f"{asked} {parts}"),
        "settings": digest.of_text(json.dumps(settings, sort_keys=True)),
    }


def _script(content: bytes, key: str) -> str:
    """Return what the page's script of that id holds, or nothing."""
    if not content.strip():
        return ""
    found = html.document_fromstring(content).find(f".//script[@id='{key}']")
    return (found.text or "") if found is not None else ""


def _files(reader: Reader, pages: set[str]) -> Iterator[Entry]:
    for name in sorted(reader.names):
        if "/" in name and name not in pages and not name.startswith(_NOT_CONTENT):
            facts = {"file": reader.digest(name)}
            yield Entry(f"file:{name}", "file", name, facts=facts)
