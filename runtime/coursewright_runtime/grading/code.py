"""The code that a learner wrote: modules, and the notebook's own cells as modules."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.magics import plain_python
from coursewright_runtime.grading.unpack import Refused

__all__ = [
    "CODE_LIMIT",
    "NOTEBOOK_LIMIT",
    "Cell",
    "LearnerCode",
    "Module",
    "cells_of",
    "check_sizes",
    "learner_code",
]

NOTEBOOK_LIMIT = 10 << 20  # bytes, outputs counted
CODE_LIMIT = 256 << 10  # characters; Python needs up to a thousand times that to parse it
_LARGEST = 1 << 20  # bytes of a file that is still read
_MOST = 200  # files
_WRITEFILE = re.compile(r"%%writefile\s+(?:-a\s+)?[\"']?([\w./-]+\.(?:py|md))[\"']?\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. grade_id: empty for none. locked: the author's. manual: graded by a person."""

    kind: str
    text: str
    grade_id: str
    locked: bool
    manual: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One file of code. tree: None when it is no Python, and `problem` says why."""

    name: str
    text: str
    tree: ast.Module | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LearnerCode:
    """What is the learner's own. modules: by name; texts: other files, such as README.md."""

    modules: Mapping[str, Module]
    texts: Mapping[str, str]

    def __bool__(self) -> bool:
        """Return whether there is any code at all."""
        return bool(self.modules)


def learner_code(lab: GraderLab, submission: Path) -> LearnerCode:
    """Return what a submission adds to the release. submission: a plain folder of files."""
    files = _learner_texts(lab, submission)
    modules = {name: _module(name, text) for name, text in files.items() if _is_code(name)}
    return LearnerCode(modules, {n: t for n, t in files.items() if n not in modules})


def _learner_texts(lab: GraderLab, submission: Path) -> dict[str, str]:
    released = lab.folder / "release"
    files: dict[str, str] = {}
    for notebook in lab.notebooks:
        given = {(cell.kind, cell.text) for cell in cells_of(released / notebook)}
        locked = {cell.grade_id for cell in cells_of(released / notebook) if cell.locked}
        cells = cells_of(submission / notebook)
        own = [
            c for c in cells if (c.kind, c.text) not in given and c.grade_id not in locked - {""}
        ]
        files |= _of_cells(notebook, own)
    return files | dict(_files(submission, released))


def cells_of(notebook: Path) -> list[Cell]:
    """Return a notebook's cells; none when it cannot be read, which running it will report."""
    try:
        data = json.loads(notebook.read_bytes())
        return [_cell(cell) for cell in data["cells"] if isinstance(cell, dict)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _cell(cell: Mapping[str, Any]) -> Cell:
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(map(str, source))
    metadata = cell.get("metadata")
    given = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    graded: Mapping[str, Any] = given if isinstance(given, dict) else {}
    solution, grade = bool(graded.get("solution")), bool(graded.get("grade"))
    locked = not solution and bool(grade or graded.get("locked"))
    manual = (grade and solution) or bool(graded.get("task"))
    return Cell(str(cell.get("cell_type")), text, str(graded.get("grade_id", "")), locked, manual)


def _of_cells(notebook: str, cells: list[Cell]) -> dict[str, str]:
    files: dict[str, str] = {}
    rest: list[str] = []
    for cell in cells:
        first, _, below = cell.text.partition("\n")
        if cell.kind != "code":
            continue
        if written := _WRITEFILE.match(first):
            files[written[1]] = below
        else:
            rest.append(plain_python(cell.text))
    return {**files, **({notebook: "\n\n".join(rest)} if any(rest) else {})}


def check_sizes(lab: GraderLab, submission: Path) -> None:
    """Raise Refused for more code or larger notebooks than are read outside of the wall."""
    for name in lab.notebooks:
        file = submission / name
        if file.is_file() and file.stat().st_size > NOTEBOOK_LIMIT:
            raise Refused(
                f"`{name}` is larger than {NOTEBOOK_LIMIT >> 20} MiB; clear its outputs "
                "(Edit, Clear Outputs of All Cells), save it, and hand it in again"
            )
    texts = _learner_texts(lab, submission)
    if sum(len(text) for name, text in texts.items() if _is_code(name)) > CODE_LIMIT:
        raise Refused(
            f"there are more than {CODE_LIMIT >> 10} KiB of code; hand in your own code alone"
        )


def _files(submission: Path, released: Path) -> Iterator[tuple[str, str]]:
    paths = (path for path in submission.rglob("*") if path.suffix in (".py", ".md", ".txt"))
    for path in sorted(paths)[:_MOST]:
        name = path.relative_to(submission).as_posix()
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        text = path.read_text("utf-8", errors="replace")
        given = released / name
        if not given.is_file() or given.read_text("utf-8", errors="replace") != text:
            yield name, text


def _is_code(name: str) -> bool:
    return name.endswith((".py", ".ipynb"))


def _module(name: str, text: str) -> Module:
    try:
        return Module(name, text, ast.parse(text))
    except SyntaxError as error:
        return Module(name, text, None, f"line {error.lineno}: {error.msg}")
    except (ValueError, RecursionError, MemoryError):
        return Module(name, text, None, "it is nested too deep, or no text")
