"""The order of loading: files, course facts, outcomes, rubrics, banks, modules, dates."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coursewright.engine.steps import MapStep, in_turn
from coursewright.load import rules
from coursewright.load.facts import Facts, read_facts
from coursewright.load.files import Folder, SourceFile, scan
from coursewright.load.items import read_item
from coursewright.load.judging import read_outcomes, read_rubrics
from coursewright.load.labs import is_lab, read_lab
from coursewright.load.names import default_id, has_number, item_name, plain_title, without_number
from coursewright.load.questions import read_questions
from coursewright.load.reading import Entry, read_settings
from coursewright.load.sheets import with_documents
from coursewright.load.shelf import Shelf
from coursewright.load.strays import misnamed, strays
from coursewright.load.terms import apply_term
from coursewright.load.unread import unread_kinds
from coursewright.model.course import Course, Module
from coursewright.model.items import Item
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.vocabulary.questions import Bank, Draw

__all__ = ["Loaded", "load_course"]

_NO_MODULES = frozenset({"terms", "rubrics", "banks", "assets"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read.

    course: `None` when there is not enough to go on with. strays: what to say of files and folders
    that no item reads, unless a text links to them. unread: kinds of things of which some could not
    be read (`item`, `outcome` …), so that it is unknown which of their ids exist. rules_at: where
    course.yaml weighs a rule, by the rule's id.
    """

    course: Course | None
    diagnostics: tuple[Diagnostic, ...]
    strays: tuple[Diagnostic, ...] = ()
    unread: frozenset[str] = frozenset()
    rules_at: Mapping[str, Place] = field(default_factory=dict)


def load_course(
    root: Path, *, term: str | None = None, out: Path | None = None, map_step: MapStep = in_turn
) -> Loaded:
    """Read the course folder `root`; everything wrong in it is in the diagnostics.

    term: file name in `terms/` without ending, whose dates the items get. out: folder of a build,
    which is no part of the course even when it lies inside. map_step: runs a pure step over
    inputs, in parallel and from a cache if it likes.
    """
    found: list[Diagnostic] = []
    tree = with_documents(scan(root, found, out), map_step)
    file = tree.settings("course")
    if file is None:
        return Loaded(None, (*found, _no_course_file(tree)))
    facts = read_facts(file, found)
    return _loaded(root, tree, facts, term, found) if facts else Loaded(None, tuple(found))


def _loaded(
    root: Path, tree: Folder, facts: Facts, term: str | None, found: list[Diagnostic]
) -> Loaded:
    folders = _module_folders(tree)
    course = Course(
        root=root,
        info=facts.info,
        modules=_modules(tree, folders, found),
        outcomes=read_outcomes(tree, found),
        rubrics=read_rubrics(tree, found),
        banks=_banks(tree, found),
    )
    unread = unread_kinds(found) | facts.unread
    dated = apply_term(course, tree, term, unread, found)
    found += misnamed(folders)
    return Loaded(dated, tuple(found), strays(tree, folders), unread, facts.rules_at)


def _no_course_file(tree: Folder) -> Diagnostic:
    near = difflib.get_close_matches("course.yaml", [file.name for file in tree.files], n=1)
    hint = f'there is "{near[0]}"; rename it to course.yaml' if near else ""
    message = "the folder has no course.yaml"
    return rules.COURSE_FILE_EXISTS.at("course.yaml", message, hint=hint)


def _module_folders(tree: Folder) -> tuple[Folder, ...]:
    folders = [folder for folder in tree.folders if _is_module(folder)]
    # Numbers have the first word, whatever a folder without one is called.
    return tuple(sorted(folders, key=lambda folder: not has_number(folder.name)))


def _is_module(folder: Folder) -> bool:
    if folder.name in _NO_MODULES:
        return False
    if any(item_name(file.name) for file in folder.files) or folder.settings("module"):
        return True
    if any(is_lab(inner) for inner in folder.folders):
        return True
    return has_number(folder.name) and not is_lab(folder)


def _modules(
    tree: Folder, folders: tuple[Folder, ...], found: list[Diagnostic]
) -> tuple[Module[Source], ...]:
    files = {file.path: file for file in tree.walk()}
    modules = tuple(_module(folder, files, found) for folder in folders)
    if not any(module.items for module in modules) and not found:
        found.append(rules.MODULE_EXISTS.at("course.yaml", "the course has no item yet"))
    return modules


def _module(
    folder: Folder, files: Mapping[str, SourceFile], found: list[Diagnostic]
) -> Module[Source]:
    file = folder.settings("module")
    entry = read_settings(file, "module", found) if file else None
    data = entry.data if entry else {}
    stem = without_number(folder.name)
    name = data.get("id", default_id(stem))
    place = entry.place() if entry else Place(folder.path)
    return Module(
        id=name,
        title=data.get("title") or plain_title(stem),
        place=place,
        summary=data.get("summary", ""),
        items=_items(folder, entry, Shelf(name, files, found)),
        prerequisites=tuple(data.get("prerequisites", ())),
        sequential=data.get("sequential", False),
        require=data.get("require", "all"),
    )


def _items(folder: Folder, entry: Entry | None, shelf: Shelf) -> tuple[Item[Source], ...]:
    sources: dict[str, SourceFile | Folder] = {f.name: f for f in folder.files if item_name(f.name)}
    sources |= {f.name: f for f in folder.folders if is_lab(f)}
    if not sources:
        message = f'the module "{shelf.module}" has no item'
        shelf.found.append(rules.MODULE_HAS_ITEMS.at(folder.path, message))
    order = _order(sources, entry, shelf.found)
    read = (_read_one(sources[name], shelf) for name in order)
    return tuple(item for item in read if item is not None)


def _read_one(source: SourceFile | Folder, shelf: Shelf) -> Item[Source] | None:
    return read_lab(source, shelf) if isinstance(source, Folder) else read_item(source, shelf)


def _order(
    sources: Mapping[str, SourceFile | Folder], entry: Entry | None, found: list[Diagnostic]
) -> list[str]:
    names = sorted(sources, key=_by_number)
    if entry is None or "items" not in entry.data:
        return names
    written: list[str] = []
    for number, name in enumerate(entry.data["items"]):
        if name in sources and name not in written:
            written.append(name)
            continue
        place = entry.place("items", number)
        message = f'"{name}" is no item of this folder, or stands twice'
        found.append(
            rules.FILE_EXISTS.at(place.path, message, line=place.line, column=place.column)
        )
    return written + [name for name in names if name not in written]


def _by_number(name: str) -> tuple[float, str]:
    # A lab's folder needs no number; without one it stands at the end of the module.
    named = item_name(name)
    return (float(named.number) if named else float("inf"), name)


def _banks(tree: Folder, found: list[Diagnostic]) -> tuple[Bank[Source], ...]:
    entries = (read_settings(file, "bank", found) for file in tree.sheets("banks"))
    return tuple(_bank(entry, entry.file.stem) for entry in entries if entry)


def _bank(entry: Entry, stem: str) -> Bank[Source]:
    name = entry.data.get("id", default_id(stem))
    questions = tuple(q for q in read_questions(entry, name) if not isinstance(q, Draw))
    return Bank(name, entry.data.get("title", plain_title(stem)), questions)
