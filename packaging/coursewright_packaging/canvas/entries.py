"""What a Canvas course package means: a cartridge, and what only Canvas reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coursewright_packaging.commoncartridge.entries import (
    course_title,
    items,
    open_shelf,
    rest,
)
from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, local, parse

__all__ = ["entries"]

_FOLDER = "course_settings"
_MODULES = f"{_FOLDER}/module_meta.xml"
_RUBRICS = f"{_FOLDER}/rubrics.xml"
# By file: what it says of the course as a whole.
_COURSE = {
    "syllabus.html": "syllabus",
    "course_settings.xml": "settings",
    "assignment_groups.xml": "assignment groups",
    "grading_standards.xml": "grading scheme",
    "late_policy.xml": "late policy",
    "learning_outcomes.xml": "outcomes",
    "media_tracks.xml": "captions",
}
_KINDS = {
    "WikiPage": "page",
    "Assignment": "assignment",
    "Quizzes::Quiz": "quiz",
    "DiscussionTopic": "discussion",
    "Attachment": "file",
    "ExternalUrl": "link",
    "ContextExternalTool": "tool",
    "ContextModuleSubHeader": "heading",
}
_PLACED = {"title", "position", "items", "identifierref", "content_type", "url"}


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, modules and items in order, then rubrics, banks, other pages and files."""
    shelf = open_shelf(reader)
    yield Entry("course", "course", course_title(shelf.manifest), facts=dict(_course(reader)))
    placed = dict(_placed(reader))
    told = [_with(entry, placed) for entry in items(shelf)]
    yield from told
    yield from _rubrics(reader)
    yield from rest(shelf, {entry.id for entry in told})


def _with(entry: Entry, placed: Mapping[str, tuple[str, dict[str, str]]]) -> Entry:
    """Return the entry with what `module_meta.xml` says of it."""
    kind, facts = placed.get(entry.id, (entry.kind, {}))
    return replace(entry, kind=kind, facts={**entry.facts, **facts})


def _placed(reader: Reader) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
    """Yield by id of the content: its kind, and the settings of its place in the module."""
    if _MODULES not in reader.names:
        return
    for module in parse(reader.read(_MODULES)).iterfind("{*}module"):
        asked = _asked(module)
        facts = {"opens": module.findtext("{*}unlock_at") or "", "settings": _settings(module)}
        yield module.get("identifier", ""), ("module", facts)
        for item in module.iterfind("{*}items/{*}item"):
            own = item.get("identifier", "")
            key = item.findtext("{*}identifierref") or own
            kind = _KINDS.get(item.findtext("{*}content_type") or "", "item")
            place = f"{_settings(item)} {asked.get(own, '')}"
            address = item.findtext("{*}url") or ""
            facts = {"in the module": digest.of_text(place), "address": address}
            for name in {key, own}:
                yield name, (kind, {fact: text for fact, text in facts.items() if text})


def _asked(module: Element) -> dict[str, str]:
    """Return by id of the item what completes it."""
    return {
        each.findtext("{*}identifierref") or "": digest.of_xml(each, lambda _: False)
        for each in module.iterfind("{*}completionRequirements/{*}completionRequirement")
    }


def _settings(element: Element) -> str:
    without = {*_PLACED, "completionRequirements", "unlock_at"}
    return digest.of_text(
        " ".join(
            digest.of_xml(each, lambda part: local(part) == "title")
            for each in element
            if local(each) not in without
        )
    )


def _course(reader: Reader) -> Iterator[tuple[str, str]]:
    for name, fact in _COURSE.items():
        path = f"{_FOLDER}/{name}"
        if path not in reader.names:
            continue
        content = reader.read(path)
        if name.endswith(".html"):
            yield fact, digest.of_html(content)
        else:
            yield fact, _untitled(parse(content))


def _rubrics(reader: Reader) -> Iterator[Entry]:
    if _RUBRICS in reader.names:
        for rubric in parse(reader.read(_RUBRICS)).iterfind("{*}rubric"):
            title = rubric.findtext("{*}title") or ""
            facts = {"text": _untitled(rubric)}
            yield Entry(rubric.get("identifier", ""), "rubric", title, facts=facts)


def _untitled(element: Element) -> str:
    """Return what an element says beside its own title."""
    return digest.of_xml(
        element, lambda part: local(part) == "title" and part.getparent() is element
    )
