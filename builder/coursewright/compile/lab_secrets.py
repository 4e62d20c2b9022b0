"""The lines of a lab that no public file may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from coursewright.compile.notebook import cell_text
from coursewright.compile.regions import split_regions
from coursewright.model.secrets import Secret

__all__ = ["instructor_secrets", "marked_secrets"]


def instructor_secrets(lab: str, path: str, text: str) -> Iterator[Secret]:
    """Yield every line of a file that only instructors may have; of a notebook, its cells'."""
    for place, lines in _passages(path, text):
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Secret(lab, place.format(number), line.strip())


def marked_secrets(lab: str, path: str, text: str) -> Iterator[Secret]:
    """Yield each line that stands between delimiters in a file that learners get as it is."""
    if "BEGIN " not in text:
        return
    for place, lines in _passages(path, text):
        for line in split_regions("\n".join(lines), ()).taken:
            if line.strip():
                yield Secret(lab, place.format("?").removesuffix(":?"), line.strip(), marked=True)


def _passages(path: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield where lines stand, with a gap for the line's number, and the lines."""
    place = path.replace("{", "{{").replace("}", "}}")
    cells = _cells(text) if path.endswith(".ipynb") else None
    if cells is None:
        yield f"{place}:{{}}", text.splitlines()
        return
    for number, cell in enumerate(cells, 1):
        yield f"{place}, cell {number}", cell_text(cell.get("source", "")).splitlines()


def _cells(text: str) -> list[dict[str, Any]] | None:
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    whole = isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)
    return cells if whole else None
