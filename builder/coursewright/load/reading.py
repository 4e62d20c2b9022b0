"""Read one file of the course in each of its forms: YAML, Markdown with front matter, notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coursewright.load import rules
from coursewright.load.characters import control_character, stray_character
from coursewright.load.document import Document, Path
from coursewright.load.files import SourceFile, read_text
from coursewright.load.json_places import JsonPlaces
from coursewright.load.shape import check_shape, shown
from coursewright.load.sheets import FENCE, Sheet, parse_sheet
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = [
    "Entry",
    "first_heading",
    "read_document",
    "read_markdown",
    "read_notebook",
    "read_settings",
]

_SETTINGS: Path = ("metadata", "coursewright")
_FENCE_OPENS = re.compile(r"---[ \t]*\r?\n[A-Za-z_]+:")
# Kinds of output that a page shows; others may hold any JSON.
_SHOWN = ("image/png", "image/jpeg", "image/gif", "text/html", "text/latex", "text/plain")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # an escape in JSON of half a character, or of its pair
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
        place = Place(self.file.path, *self.document.text_at(path))
        return Source("" if value is None else str(value), place)


def _item(value: Any, part: str | int) -> Any:
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def read_settings(file: SourceFile, schema: str, found: list[Diagnostic]) -> Entry | None:
    """Return the keys of a YAML file; `None`, with diagnostics, when they cannot be used."""
    document = read_document(file, schema, found)
    return None if document is None else _sound(file, document, None, found)


def read_document(file: SourceFile, schema: str, found: list[Diagnostic]) -> Document | None:
    """Return a YAML file with what is wrong in it; `None`, with diagnostics, when it is no text."""
    if document := _parsed(file, schema):
        return document
    text = read_text(file, found)
    return None if text is None else parse_sheet(Sheet(file.path, schema, text))


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
    if stray := control_character(file.path, text):
        found.append(stray)
        return None
    body = Source(text[match.end() :] if match else text, Place(file.path, line, 1))
    return _sound(file, document, body, found)


def read_notebook(file: SourceFile, found: list[Diagnostic]) -> Entry | None:
    """Return a notebook, whose settings stand in its metadata under `coursewright`."""
    text = read_text(file, found)
    if text is None:
        return None
    notebook, fault = _parsed_notebook(file.path, text)
    if fault:
        found.append(fault)
        return None
    metadata = notebook["metadata"].get("coursewright", {})
    keys, values = JsonPlaces(text).below(_SETTINGS) if metadata else ({}, {})
    document = Document(file.path, metadata, keys, values)
    document = replace(document, diagnostics=check_shape(document, "notebook"))
    body = Source(text, Place(file.path, 1, 1), notebook=True)
    return _sound(file, document, body, found)


def _parsed_notebook(path: str, text: str) -> tuple[Any, Diagnostic | None]:
    rule = rules.NOTEBOOK_PARSES
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        message = "the file is no JSON: something is missing or too much here"
        return None, rule.at(path, message, line=error.lineno, column=error.colno)
    except (ValueError, RecursionError):
        return None, rule.at(path, "the file is no JSON that a notebook can have")
    for where, problem in _notebook_problems(notebook):
        line, column = JsonPlaces(text).at(where)
        return None, rule.at(path, problem, line=line, column=column)
    halves = bool(_HALF.search(text))
    for where, problem in _stray_characters(notebook, halves):
        line, column = JsonPlaces(text).at(where)
        return None, rules.TEXT_IS_PRINTABLE.at(path, problem, line=line, column=column)
    return notebook, None


def _stray_characters(notebook: Any, halves: bool) -> Iterator[tuple[Path, str]]:
    """Yield the cells with characters that no package can hold, and halves of characters anywhere.

    Code may hold control characters and so may its outputs, which are shown without them. halves:
    whether the file may hold some.
    """
    for number, cell in enumerate(notebook["cells"]):
        stray = stray_character("".join(cell["source"]))
        if stray and (cell["cell_type"] == "markdown" or _is_half(stray[1])):
            message = f"cell {number + 1} holds the character {stray[1]}, which no package can hold"
            yield ("cells", number), message
    if not halves:
        return
    try:
        json.dumps(notebook, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        name = f"U+{ord(error.object[error.start]):04X}"
        yield (), f"the notebook holds {name}, which is half a character"


def _is_half(name: str) -> bool:
    return "U+D800" <= name <= "U+DFFF"


def _notebook_problems(notebook: Any) -> Iterator[tuple[Path, str]]:
    """Yield what is wrong, each after the path at which it stands; the first is all that counts."""
    if not isinstance(notebook, dict) or "nbformat" not in notebook:
        yield (), "the file is JSON, but no notebook: it has no nbformat"
    elif notebook["nbformat"] != 4:
        yield ("nbformat",), f"nbformat is {shown(notebook['nbformat'])}; allowed is 4"
    elif not isinstance(notebook.get("cells"), list):
        yield ("cells",), "the notebook has no list of cells"
    elif not isinstance(notebook.get("metadata"), dict):
        yield ("metadata",), "the notebook has no metadata"
    else:
        for number, cell in enumerate(notebook["cells"]):
            if not _cell_is_whole(cell):
                message = f"cell {number + 1} lacks a known cell_type, a source or its metadata"
                yield ("cells", number), message
                return
            for place, output in enumerate(cell.get("outputs", [])):
                if not _output_is_whole(output):
                    message = f"cell {number + 1} has an output that is none; run the cell again"
                    yield ("cells", number, "outputs", place), message


def _cell_is_whole(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") in ("markdown", "code", "raw")
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(cell.get("outputs", []), list)
        and _is_text(cell.get("source"))
    )


def _output_is_whole(output: Any) -> bool:
    if not isinstance(output, dict):
        return False
    data = output.get("data", {})
    return (
        isinstance(output.get("output_type"), str)
        and _is_text(output.get("text", ""))
        and _is_text(output.get("traceback", []))
        and isinstance(data, dict)
        and all(_is_text(value) for kind, value in data.items() if kind in _SHOWN)
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
