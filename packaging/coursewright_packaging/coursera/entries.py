"""What a Coursera bundle means: its plan's modules and items, with their uploads and settings."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from coursewright_packaging.coursera.write import PLAN
from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader

__all__ = ["entries"]

Step = Mapping[str, Any]
_OWN = ("unlock", "due", "lock", "points", "url")
_NAMES = {"url": "address"}
_DOCUMENT = "word/document.xml"
_INSIDE = "SCORM"


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the course, then modules, items and files in the order of the plan.

    The SCORM package inside says the same once more; it is compared as a package of its own.
    """
    plan: Any = json.loads(reader.read(PLAN))
    groups: dict[str, list[Step]] = {}
    for step in plan["steps"]:
        if step["kind"] == _INSIDE:
            continue
        groups.setdefault(_key(step), []).append(step)
    for key, steps in groups.items():
        first = steps[0]
        kind = "course" if first["kind"] == "course settings" else str(first["kind"])
        title = str(first["item"] or first["module"])
        parent = "" if kind == "module" else str(first.get("module_id", ""))
        yield Entry(key, kind, title, parent, dict(_facts(steps, reader)))


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
            fact, text = _file(name, reader.read(name))
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


def _file(name: str, content: bytes) -> tuple[str, str]:
    if name.startswith("quizzes/"):
        return "questions", _document(content) if content.startswith(b"PK") else ""
    if name.endswith(".html"):
        return "text", digest.of_html(content)
    if content.startswith(b"PK"):
        return "file", " ".join(_members(content))
    return "file", digest.of_bytes(content)


def _document(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_DOCUMENT) as document:
        return digest.of_bytes(document.read(_MOST))


def _members(content: bytes) -> Iterator[str]:
    """Yield name and checksum of each member, whenever and however it was packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from sorted(f"{info.filename}={info.CRC:08x}" for info in archive.infolist())


_MOST = 64 << 20
