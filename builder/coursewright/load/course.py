"""The order of loading: files, course facts, outcomes, rubrics, banks, modules, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coursewright.engine.steps import MapStep, in_turn
from coursewright.load import rules
from coursewright.load.files import Folder, SourceFile, scan
from coursewright.load.items import Shelf, is_lab, read_item, read_lab
from coursewright.load.names import default_id, item_name, plain_title, without_number
from coursewright.load.questions import read_questions
from coursewright.load.reading import Entry, read_settings
from coursewright.load.sheets import with_documents
from coursewright.load.terms import apply_term
from coursewright.model.course import (
    Author,
    Completion,
    Course,
    CourseInfo,
    GradeStep,
    Group,
    LatePolicy,
    Module,
)
from coursewright.model.items import Item
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic, Severity
from coursewright_packaging.names import slug
from coursewright_packaging.vocabulary.questions import Bank, Draw
from coursewright_packaging.vocabulary.rubrics import Criterion, Level, Outcome, Rating, Rubric

__all__ = ["Loaded", "load_course"]

FORMAT = 1
_NO_MODULES = frozenset({"terms", "rubrics", "banks", "assets"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. course: `None` when there is not enough to go on with."""

    course: Course | None
    diagnostics: tuple[Diagnostic, ...]


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
    file = tree.file("course.yaml") or tree.file("course.yml")
    if file is None:
        missing = rules.COURSE_FILE_EXISTS.at("course.yaml", "the folder has no course.yaml")
        return Loaded(None, (*found, missing))
    entry = read_settings(file, "course", found)
    if entry is None or not _current(entry, found):
        return Loaded(None, tuple(found))
    course = Course(
        root=root,
        info=_info(entry, found),
        modules=_modules(tree, found),
        outcomes=_outcomes(tree, found),
        rubrics=_rubrics(tree, found),
        banks=_banks(tree, found),
    )
    return Loaded(apply_term(course, tree, term, found), tuple(found))


def _current(entry: Entry, found: list[Diagnostic]) -> bool:
    version = entry.data.get("format", FORMAT)
    if version == FORMAT:
        return True
    change = (
        "format 0 kept `outcomes` in course.yaml; move them to outcomes.yaml"
        if version < FORMAT
        else "install a newer Coursewright"
    )
    place = entry.place("format")
    message = f"the course is in format {version}; this version reads format {FORMAT}"
    found.append(
        rules.FORMAT_IS_CURRENT.at(
            place.path, message, line=place.line, column=place.column, hint=change
        )
    )
    return False


def _info(entry: Entry, found: list[Diagnostic]) -> CourseInfo:
    data = entry.data
    grading, completion = data.get("grading", {}), data.get("completion", {})
    texts = ("description", "support", "licence", "duration", "difficulty", "assessment_type")
    return CourseInfo(
        id=data.get("id") or slug(data["title"], "course"),
        title=data["title"],
        place=entry.place(),
        **{name: data.get(name, "") for name in texts},
        version=str(data.get("version", "0.1.0")),
        date=_day(entry, "date", found),
        next_review=_day(entry, "next_review", found),
        language=data.get("language", "en"),
        authors=tuple(_author(author) for author in data.get("authors", ())),
        prerequisites=tuple(data.get("prerequisites", ())),
        groups=tuple(_group(group) for group in grading.get("groups", ())),
        grading_scheme=tuple(
            GradeStep(step["letter"], float(step["minimum"])) for step in grading.get("scheme", ())
        ),
        late_policy=_late(grading.get("late")),
        completion=Completion(
            completion.get("require", "all-required"),
            completion.get("minimum_score"),
            completion.get("certificate", False),
            completion.get("certificate_score"),
        ),
        activity_base=data.get("activity_base", ""),
        targets=data.get("targets", {}),
        severities={name: Severity(value) for name, value in data.get("rules", {}).items()},
    )


def _day(entry: Entry, key: str, found: list[Diagnostic]) -> date | None:
    value = entry.data.get(key)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        place = entry.place(key)
        message = f'"{value}" is no day of the calendar'
        fault = rules.VALUE_FITS.at(place.path, message, line=place.line, column=place.column)
        found.append(fault)
        return None


def _author(author: Any) -> Author:
    if isinstance(author, str):
        return Author(author)
    return Author(author["name"], author.get("email", ""), author.get("role", ""))


def _group(data: Mapping[str, Any]) -> Group:
    return Group(
        data["id"], data["title"], float(data.get("weight", 0)), data.get("drop_lowest", 0)
    )


def _late(data: Mapping[str, Any] | None) -> LatePolicy | None:
    if data is None:
        return None
    return LatePolicy(
        float(data.get("deduction", 0)),
        data.get("interval", "day"),
        float(data.get("minimum", 0)),
        float(data.get("missing_deduction", 0)),
    )


def _modules(tree: Folder, found: list[Diagnostic]) -> tuple[Module[Source], ...]:
    paths = frozenset(file.path for file in tree.walk())
    folders = [f for f in tree.folders if f.name not in _NO_MODULES and _holds_items(f)]
    modules = tuple(_module(folder, paths, found) for folder in folders)
    if not any(module.items for module in modules) and not found:
        found.append(rules.MODULE_EXISTS.at("course.yaml", "the course has no item yet"))
    return modules


def _holds_items(folder: Folder) -> bool:
    named = any(item_name(file.name) or file.name == "module.yaml" for file in folder.files)
    return named or any(is_lab(inner) for inner in folder.folders)


def _module(folder: Folder, paths: frozenset[str], found: list[Diagnostic]) -> Module[Source]:
    file = folder.file("module.yaml")
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
        items=_items(folder, entry, Shelf(name, paths, found)),
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


def _outcomes(tree: Folder, found: list[Diagnostic]) -> tuple[Outcome, ...]:
    file = tree.file("outcomes.yaml")
    entry = read_settings(file, "outcomes", found) if file else None
    if entry is None:
        return ()
    levels = tuple(Level(s["title"], float(s["points"])) for s in entry.data.get("scale", ()))
    mastery = float(entry.data["mastery"]) if "mastery" in entry.data else None
    return tuple(_outcome(data, levels, mastery) for data in entry.data["outcomes"])


def _outcome(data: Mapping[str, Any], levels: tuple[Level, ...], mastery: float | None) -> Outcome:
    outcome = Outcome(data["id"], data["title"], data.get("description", ""), data.get("bloom", ""))
    if levels:
        outcome = replace(outcome, scale=levels)
    return outcome if mastery is None else replace(outcome, mastery=mastery)


def _files_of(tree: Folder, name: str) -> tuple[SourceFile, ...]:
    folder = tree.folder(name)
    files = folder.files if folder else ()
    return tuple(file for file in files if file.name.endswith((".yaml", ".yml")))


def _stem(file: SourceFile) -> str:
    return file.name.rpartition(".")[0]


def _rubrics(tree: Folder, found: list[Diagnostic]) -> tuple[Rubric, ...]:
    entries = ((f, read_settings(f, "rubric", found)) for f in _files_of(tree, "rubrics"))
    return tuple(_rubric(entry, _stem(file)) for file, entry in entries if entry)


def _rubric(entry: Entry, stem: str) -> Rubric:
    data = entry.data
    criteria = tuple(_criterion(c, n) for n, c in enumerate(data["criteria"]))
    name = data.get("id", default_id(stem))
    return Rubric(name, data["title"], criteria, data.get("description", ""))


def _criterion(data: Mapping[str, Any], number: int) -> Criterion:
    ratings = tuple(
        Rating(r.get("id", f"r{n + 1}"), r["title"], float(r["points"]), r.get("description", ""))
        for n, r in enumerate(data["ratings"])
    )
    points = float(data.get("points", max(rating.points for rating in ratings)))
    name = data.get("id", f"c{number + 1}")
    return Criterion(
        name, data["title"], points, ratings, data.get("description", ""), data.get("outcome", "")
    )


def _banks(tree: Folder, found: list[Diagnostic]) -> tuple[Bank[Source], ...]:
    entries = ((f, read_settings(f, "bank", found)) for f in _files_of(tree, "banks"))
    return tuple(_bank(entry, _stem(file)) for file, entry in entries if entry)


def _bank(entry: Entry, stem: str) -> Bank[Source]:
    name = entry.data.get("id", default_id(stem))
    questions = tuple(q for q in read_questions(entry, name) if not isinstance(q, Draw))
    return Bank(name, entry.data.get("title", plain_title(stem)), questions)
