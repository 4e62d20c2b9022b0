"""Labs: a folder with its settings, a notebook, and what belongs to it."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from coursewright.load import rules
from coursewright.load.files import Folder, read_text
from coursewright.load.grading import read_criteria, read_grading
from coursewright.load.names import default_id, plain_title, without_number
from coursewright.load.reading import Entry, read_notebook, read_settings
from coursewright.load.shelf import Shelf, common_keys, fault_at, heading_of
from coursewright.model import items
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["is_lab", "read_lab"]

_LAB_FILE = "metadata"
_INSTRUCTOR_FOLDERS = ("tests", "solution", "solutions", "grader")


def is_lab(folder: Folder) -> bool:
    """Return whether the folder is a lab's."""
    return folder.settings(_LAB_FILE) is not None


def read_lab(folder: Folder, shelf: Shelf) -> items.Item[Source] | None:
    """Return the lab in `folder`; `None`, with diagnostics, when it cannot be used."""
    settings = folder.settings(_LAB_FILE)
    assert settings is not None
    entry = read_settings(settings, "lab", shelf.found)
    if entry is None:
        return None
    name = str(PurePosixPath(entry.data.get("notebook", "notebook.ipynb")))
    file = folder.file(name)
    if file is None:
        message = f'the notebook "{name}" does not exist in the lab\'s folder'
        shelf.found.append(fault_at(rules.FILE_EXISTS, entry.place("notebook"), message))
        return None
    notebook = read_notebook(file, shelf.found)
    return None if notebook is None else _lab(folder, entry, notebook, shelf.found)


def _lab(
    folder: Folder, entry: Entry, notebook: Entry, found: list[Diagnostic]
) -> items.Item[Source]:
    data = entry.data
    stem = without_number(folder.name)
    common = common_keys(entry, default_id(stem), stem)
    assert notebook.body is not None
    title = data.get("title") or heading_of(notebook.body) or plain_title(stem)
    below = [file.path.removeprefix(f"{folder.path}/") for file in folder.walk()]
    private = tuple(p for p in below if p.partition("/")[0] in _INSTRUCTOR_FOLDERS)
    return items.Lab(
        **{**common, "body": notebook.body, "title": title},
        folder=folder.path,
        notebook=notebook.file.name,
        points=float(data.get("points", 100)),
        group=data.get("group", ""),
        rubric=data.get("rubric", ""),
        companions=_companions(entry, below, {*private, notebook.file.name}, found),
        instructor_files=private,
        requirements=_requirements(folder, entry, found),
        criteria=read_criteria(entry),
        grading=read_grading(entry, below, notebook.body.text, found),
        hints=_hints(data.get("hints", {})),
        execute=data.get("execute", True),
    )


def _companions(
    entry: Entry, below: list[str], private: set[str], found: list[Diagnostic]
) -> tuple[str, ...]:
    """Return the files that learners get; a pattern that finds none is a mistake."""
    chosen: set[str] = set()
    for number, pattern in enumerate(entry.data.get("files", ())):
        matching = set(fnmatch.filter(below, pattern))
        chosen |= matching
        if not matching:
            message = f'"{pattern}" fits no file of the lab\'s folder'
            found.append(fault_at(rules.FILE_EXISTS, entry.place("files", number), message))
    if "files" not in entry.data:
        chosen |= set(fnmatch.filter(below, "starter_code/*"))
    return tuple(sorted(chosen - private - {entry.file.name}))


def _requirements(folder: Folder, entry: Entry, found: list[Diagnostic]) -> tuple[str, ...]:
    name = entry.data.get("requirements", "requirements.txt")
    file = folder.file(name)
    if file is None:
        if "requirements" in entry.data:
            message = f'the file "{name}" does not exist in the lab\'s folder'
            found.append(fault_at(rules.FILE_EXISTS, entry.place("requirements"), message))
        return ()
    lines = (read_text(file, found) or "").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _hints(data: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    levels = ("level_1", "level_2", "level_3")
    return tuple(
        (part, tuple(hints[level] for level in levels if level in hints))
        for part, hints in data.items()
    )
