"""Read one file of the course in each of its forms: YAML, Markdown with front matter, notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from coursewright.load import rules
from coursewright.load.document import Document
from coursewright.load.files import SourceFile, read_text
from coursewright.load.shape import check_shape
from coursewright.load.sheets import FENCE, Sheet, parse_sheet
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Entry", "first_heading", "read_markdown", "read_notebook", "read_settings"]

_FENCE_OPENS = re.compile(r"---[ \t]*\r?\n[A-Za-z_]+:")
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says. data: its keys, safe to read by type; body: its text, if it has one."""

    file: SourceFile
    data: Mapping[str, Any]
    document: Document
    body: Source | None = None

    def place(self, *path: str | int) -> Place:
        """Return where a value stands."""
        return Place(self.file.path, *self.document.at(path))

    def text(self, *path: str | int) -> Source:
        """Return the Markdown at `path`, empty when it is not written."""
        value: Any = self.data
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else _item(value, part)
        place = self.place(*path)
        return Source("" if value is None else str(value), place)


def _item(value: Any, part: str | int) -> Any:
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def read_settings(file: SourceFile, schema: str, found: list[Diagnostic]) -> Entry | None:
    """Return the keys of a YAML file; `None`, with diagnostics, when they cannot be used."""
    document = _parsed(file, schema)
    if document is None:
        text = read_text(file, found)
        if text is None:
            return None
        document = parse_sheet(Sheet(file.path, schema, text))
    return _sound(file, document, None, found)


def _parsed(file: SourceFile, schema: str) -> Document | None:
    return file.parsed[1] if file.parsed and file.parsed[0] == schema else None


def read_markdown(file: SourceFile, schema: str, found: list[Diagnostic]) -> Entry | None:
    """Return front matter and body of a Markdown file."""
    text = read_text(file, found)
    if text is None:
        return None
    match = FENCE.match(text)
    if match is None and _FENCE_OPENS.match(text):
        message = "the front matter has no closing line `---`"
        found.append(rules.FRONT_MATTER_CLOSES.at(file.path, message, line=1, column=1))
    front, line = (match[1], text.count("\n", 0, match.end()) + 1) if match else ("", 1)
    document = _parsed(file, schema) or parse_sheet(Sheet(file.path, schema, front, 2))
    body = Source(text[match.end() :] if match else text, Place(file.path, line, 1))
    return _sound(file, document, body, found)


def read_notebook(file: SourceFile, found: list[Diagnostic]) -> Entry | None:
    """Return a notebook, whose settings stand in its metadata under `coursewright`."""
    text = read_text(file, found)
    if text is None:
        return None
    try:
        notebook = json.loads(text)
        problem = _notebook_problem(notebook)
        line = 0
    except (ValueError, RecursionError) as error:
        problem, line = f"the file is no JSON ({error})", getattr(error, "lineno", 0)
    if problem:
        found.append(rules.NOTEBOOK_PARSES.at(file.path, problem, line=line))
        return None
    metadata = notebook["metadata"].get("coursewright", {})
    document = Document(file.path, metadata, {}, {})
    document = replace(document, diagnostics=check_shape(document, "notebook"))
    body = Source(text, Place(file.path, 1, 1), notebook=True)
    return _sound(file, document, body, found)


def _notebook_problem(notebook: Any) -> str:
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        return "the file has no list of cells"
    if notebook.get("nbformat") != 4:
        return f"nbformat is {notebook.get('nbformat')!r}; allowed is 4"
    if not isinstance(notebook.get("metadata"), dict):
        return "the notebook has no metadata"
    for number, cell in enumerate(notebook["cells"]):
        if not _cell_is_whole(cell):
            return f"cell {number + 1} lacks a known cell_type, a source or its metadata"
    return ""


def _cell_is_whole(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("markdown", "code", "raw")
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(cell.get("outputs", []), list)
        and _is_text(cell.get("source"))
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(line, str) for line in value)
    )


def _sound(
    file: SourceFile, document: Document, body: Source | None, found: list[Diagnostic]
) -> Entry | None:
    found.extend(document.diagnostics)
    return None if document.diagnostics else Entry(file, document.data, document, body)


def first_heading(text: str) -> str:
    """Return the text of the first `# heading` outside code, empty when there is none."""
    plain = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
    match = _HEADING.search(plain)
    return re.sub(r"[*_`]", "", match[1]) if match else ""
