"""What a SCORM package means: its activities, what their pages say, and its files."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import html

from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
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
        facts = _page(reader.read(page)) if page in reader.names else {}
        kind = "module" if not page else "quiz" if "questions" in facts else "page"
        yield Entry(key, kind, _title(item), around, facts | _asks(item))
        yield from _items(item, key, pages, reader)


def _title(element: Element) -> str:
    return (element.findtext("{*}title") or "").strip()


def _path(href: str) -> str:
    return posixpath.normpath(unquote(href.partition("?")[0].partition("#")[0])) if href else ""


def _asks(item: Element) -> dict[str, str]:
    """Return the score that is asked for; order and prerequisites follow from the tree."""
    measure = item.findtext(".//{*}minNormalizedMeasure")
    return {"score to reach": measure} if measure else {}


def _page(content: bytes) -> dict[str, str]:
    facts = {"text": digest.of_html(content, _TEXT)}
    tree = html.document_fromstring(content) if content.strip() else None
    key = tree.find(f".//script[@id='{_KEY}']") if tree is not None else None
    if tree is None or key is None or not key.text:
        return facts
    quiz: Any = json.loads(key.text)
    form = next(tree.iter("form"), None)
    asked = digest.of_html(html.tostring(form)) if form is not None else ""
    settings = {name: each for name, each in quiz.items() if name not in ("id", "parts")}
    parts = json.dumps(quiz.get("parts"), sort_keys=True)
    return {
        **facts,
        "questions": digest.of_text(f"{asked} {parts}"),
        "settings": digest.of_text(json.dumps(settings, sort_keys=True)),
    }


def _files(reader: Reader, pages: set[str]) -> Iterator[Entry]:
    for name in sorted(reader.names):
        if "/" in name and name not in pages and not name.startswith(_NOT_CONTENT):
            facts = {"file": reader.digest(name)}
            yield Entry(f"file:{name}", "file", name, facts=facts)
