"""What every reader of items needs: the files around them, the keys that all of them have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursewright.load import rules
from coursewright.load.files import SourceFile
from coursewright.load.names import plain_title
from coursewright.load.paths import resolved, suggestion
from coursewright.load.reading import Entry, first_heading
from coursewright.model import items
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["Shelf", "common_keys", "fault_at", "heading_of", "referred"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where items are read. module: id of the module; files: all of the course, by path."""

    module: str
    files: Mapping[str, SourceFile]
    found: list[Diagnostic]


def common_keys(entry: Entry, name: str, stem: str) -> dict[str, Any]:
    """Return what all kinds of items have. name: the id, stem: the title when none is written."""
    data = entry.data
    body = entry.body or Source("", entry.place())
    return {
        "id": data.get("id", name),
        "title": data.get("title") or heading_of(body) or plain_title(stem),
        "body": body,
        "place": entry.place(),
        "summary": data.get("summary", ""),
        "teaches": tuple(data.get("teaches", ())),
        "assesses": tuple(data.get("assesses", ())),
        "requirement": _requirement(data.get("requirement")),
        "minutes": data.get("minutes", 0),
    }


def heading_of(body: Source) -> str:
    """Return the first heading of a Markdown text or a notebook, empty when there is none."""
    if not body.notebook:
        return first_heading(body.text)
    for cell in json.loads(body.text)["cells"]:
        if cell["cell_type"] == "markdown" and (title := first_heading("".join(cell["source"]))):
            return title
    return ""


def _requirement(value: Any) -> items.Requirement | None:
    if isinstance(value, Mapping):
        return items.Requirement("score", float(value["score"]))
    return None if value in (None, "optional") else items.Requirement(str(value))


def referred(entry: Entry, key: tuple[str | int, ...], value: str, shelf: Shelf) -> str:
    """Return the path in the course of the file that `value` names at `key`, empty for none."""
    path = resolved(entry.file.path, value)
    if path is None:
        message = f'"{value}" leads out of the course folder'
        shelf.found.append(fault_at(rules.FILE_STAYS_IN_COURSE, entry.place(*key), message))
    elif path not in shelf.files:
        message = f'the file "{value}" does not exist'
        hint = suggestion(path, shelf.files, entry.file.path)
        shelf.found.append(fault_at(rules.FILE_EXISTS, entry.place(*key), message, hint))
    return path or ""


def fault_at(rule: Rule, place: Place, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic at a place; the hint defaults to the rule's."""
    return rule.at(place.path, message, line=place.line, column=place.column, hint=hint)
