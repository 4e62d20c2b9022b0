"""What a Coursera bundle means: its plan's modules and items, with their uploads and settings."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from coursewright_packaging.coursera.write import PLAN
from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader, nested
from coursewright_packaging.scorm2004 import entries as scorm

__all__ = ["entries"]

Step = Mapping[str, Any]
_OWN = ("unlock", "due", "lock", "points", "url")
_NAMES = {"url": "address"}
_DOCUMENT = "word/document.xml"
_INSIDE = "SCORM"


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, then modules, items and files in the order of the plan.

    What the SCORM package inside holds comes last, around it an entry of its own.
    """
    plan: Any = json.loads(reader.read(PLAN))
    inside: list[str] = []
    groups: dict[str, list[Step]] = {}
    for step in plan["steps"]:
        if step["kind"] == _INSIDE:
            inside.append(str(step["file"]))
            continue
        groups.setdefault(_key(step), []).append(step)
    for key, steps in groups.items():
        first = steps[0]
        kind = "course" if first["kind"] == "course settings" else str(first["kind"])
        title = str(first["item"] or first["module"])
        parent = "" if kind == "module" else str(first.get("module_id", ""))
        yield Entry(key, kind, title, parent, dict(_facts(steps, reader)))
    for name in inside:
        yield from _inside(name, reader)


def _inside(name: str, reader: Reader) -> Iterator[Entry]:
    key = f"{_INSIDE}:{posixpath.basename(name)}"
    yield Entry(key, "package", "SCORM package")
    with _opened(name, reader) as package:
        for entry in scorm.entries(package):
            parent = f"{key}/{entry.parent}" if entry.parent else key
            yield replace(entry, id=f"{key}/{entry.id}", parent=parent)


@contextmanager
def _opened(name: str, reader: Reader) -> Iterator[Reader]:
    """Open an archive of the bundle. Raises ValueError, which says what is wrong with it."""
    with reader.unpacked(name) as file:
        archive = nested(file)
        if isinstance(archive, str):
            raise ValueError(f"{name}: {archive}")
        yield archive


def _key(step: Step) -> str:
    """Return the id of the step's thing; plans of old bundles have none."""
    if step["kind"] == "course settings":
        return "course"
    named = f"{step['module']}/{step['item']}" if step["kind"] != "file" else str(step["file"])
    return str(step.get("id") or f"{step['kind']}:{named}")


def _facts(steps: list[Step], reader: Reader) -> Iterator[tuple[str, str]]:
    settings: dict[str, Any] = {}
    found: dict[str, list[str]] = {}
    for step in steps:
        settings |= step.get("settings", {})
        name = str(step["file"])
        if name in reader.names:
            fact, text = _file(name, reader)
            found.setdefault(fact, []).append(text)
    if "questions" in settings:
        asked = json.dumps(settings.pop("questions"), sort_keys=True)
        found.setdefault("questions", []).append(asked)
    yield from ((fact, digest.of_text(" ".join(texts))) for fact, texts in found.items())
    for key in _OWN:
        if key in settings:
            yield _NAMES.get(key, key), str(settings.pop(key))
    if settings:
        yield "settings", digest.of_text(json.dumps(settings, sort_keys=True))


def _file(name: str, reader: Reader) -> tuple[str, str]:
    if name.startswith("quizzes/"):
        return "questions", _document(name, reader) if name.endswith(".docx") else ""
    if name.endswith(".html"):
        return "text", digest.of_html(reader.read(name))
    if name.endswith(".zip"):
        return "file", _members(name, reader)
    return "file", reader.digest(name)


def _document(name: str, reader: Reader) -> str:
    with _opened(name, reader) as archive:
        return archive.digest(_DOCUMENT)


def _members(name: str, reader: Reader) -> str:
    """Return name and digest of each member, whenever and however it was packed."""
    with _opened(name, reader) as archive:
        return " ".join(f"{each}={archive.digest(each)}" for each in sorted(archive.names))
