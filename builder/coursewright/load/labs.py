"""Labs: a folder with its settings, a notebook, and what belongs to it."""

from __future__ import annotations

import fnmatch
from pathlib import PurePosixPath
from typing import Any

from coursewright.load import rules
from coursewright.load.files import Folder, SourceFile, read_text
from coursewright.load.grading import read_criteria, read_grading
from coursewright.load.lab_files import refusal
from coursewright.load.names import default_id, plain_title, without_number
from coursewright.load.reading import Entry, read_notebook, read_settings
from coursewright.load.shelf import Shelf, common_keys, fault_at, heading_of
from coursewright.model import items
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["is_lab", "read_lab"]

_LAB_FILE = "metadata"
_LEVELS = ("level_1", "level_2", "level_3")
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
        companions=_companions(entry, folder, {*private, notebook.file.name}, found),
        instructor_files=private,
        requirements=_requirements(folder, entry, found),
        criteria=read_criteria(entry),
        criteria_place=entry.place("grading", "criteria", 0, "weight"),
        grading=read_grading(entry, below, notebook.body.text, found),
        **_hints(entry, found),
        coursera=_coursera(entry),
        execute=data.get("execute", True),
    )


def _companions(
    entry: Entry, folder: Folder, private: set[str], found: list[Diagnostic]
) -> tuple[str, ...]:
    """Return the files that learners get; a pattern that finds none is a mistake."""
    below = {file.path.removeprefix(f"{folder.path}/"): file for file in folder.walk()}
    chosen: dict[str, Place] = {}
    for number, pattern in enumerate(entry.data.get("files", ("starter_code/*",))):
        place = entry.place("files", number)
        matching = fnmatch.filter(below, pattern)
        chosen |= {name: place for name in matching if name not in chosen}
        if not matching and "files" in entry.data:
            message = f'"{pattern}" fits no file of the lab\'s folder'
            found.append(fault_at(rules.FILE_EXISTS, place, message))
    names = chosen.keys() - private - {entry.file.name}
    return tuple(name for name in sorted(names) if _may_go(name, below[name], chosen[name], found))


def _may_go(name: str, file: SourceFile, place: Place, found: list[Diagnostic]) -> bool:
    """Return whether learners may get a file; what is wrong with it goes to `found`."""
    if problem := refusal(name, link=file.absolute.is_symlink()):
        message = f'"{name}" {problem}'
        found.append(fault_at(rules.LAB_FILE_IS_PUBLIC, place, message))
        return False
    return not name.endswith(".ipynb") or read_notebook(file, found) is not None


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


def _hints(entry: Entry, found: list[Diagnostic]) -> dict[str, Any]:
    data, told = entry.data.get("hints", {}), entry.data.get("disclosure", {})
    written = {part: [level for level in _LEVELS if level in hints] for part, hints in data.items()}
    for part, levels in written.items():
        if levels != list(_LEVELS[: len(levels)]):
            message = f'a level of "{part}" is missing; each is unlocked by the one before'
            found.append(fault_at(rules.HINT_LEVELS_FOLLOW, entry.place("hints", part), message))
    return {
        "hints": tuple(
            (part, tuple(data[part][level] for level in levels)) for part, levels in written.items()
        ),
        "hint_places": tuple(
            tuple(entry.place("hints", part, level) for level in levels)
            for part, levels in written.items()
        ),
        "solutions": tuple((p, each["solution"]) for p, each in data.items() if "solution" in each),
        "disclosure": items.Disclosure(
            told.get("solution") == "public",
            int(told.get("attempts", 0)),
            float(told.get("minutes", 0)),
            told.get("contact", ""),
        ),
    }


def _coursera(entry: Entry) -> items.CourseraItem | None:
    told = entry.data.get("coursera")
    if told is None:
        return None
    place = entry.place("coursera")
    return items.CourseraItem(
        told["graded_item_id"], told["launcher_item_id"], told.get("part_id", ""), place
    )
