"""From a course to what is to be executed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from coursewright.engine.hashing import FileIndex, walk_files
from coursewright.execute.model import Task, Visible
from coursewright.model import items
from coursewright.model.course import Course
from coursewright.model.source import Source
from coursewright.request import belongs

__all__ = ["Executable", "cell_source", "executables", "notebook_path", "task_of"]

Executable: TypeAlias = items.NotebookPage[Source] | items.Lab[Source]
_SETTINGS = ("banks", "rubrics", "terms")
_SETTINGS_FILES = ("course.yaml", "course.yml", "outcomes.yaml", "outcomes.yml")


def executables(course: Course) -> Iterator[Executable]:
    """Yield the items that are notebooks, in course order."""
    for item in course.items():
        if isinstance(item, items.NotebookPage | items.Lab):
            yield item


def notebook_path(item: Executable) -> str:
    """Return the notebook's path in the course."""
    return (
        item.notebook if isinstance(item, items.NotebookPage) else f"{item.folder}/{item.notebook}"
    )


def cell_source(cell: dict[str, Any]) -> str:
    """Return a cell's text, which may be one string or a list of lines."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Every file of a course, and which of them items are read from."""

    root: Path
    paths: tuple[str, ...]
    read: frozenset[str]
    labs: tuple[str, ...]
    modules: frozenset[str]


def task_of(course: Course, out: Path, index: FileIndex) -> Any:
    """Return a function that makes a Task of an item, given the rest of the Task's fields."""
    return partial(_task, _tree(course, out), index)


def _task(tree: _Tree, index: FileIndex, item: Executable, **rest: Any) -> Task:
    notebook = json.loads(item.body.text)
    metadata = notebook.get("metadata", {})
    spec = metadata.get("kernelspec", {})
    language = spec.get("language") or metadata.get("language_info", {}).get("name") or "python"
    files = tuple(
        Visible(path, index.digest((tree.root / path).resolve())) for path in _visible(tree, item)
    )
    return Task(
        path=notebook_path(item),
        code=json.dumps([_cell(cell) for cell in notebook["cells"]]),
        kernel=str(spec.get("name", "")),
        language=str(language).lower(),
        files=files,
        **rest,
    )


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    tags = cell.get("metadata", {}).get("tags", [])
    code = cell.get("cell_type") == "code"
    return {
        "code": code,
        "source": cell_source(cell) if code else "",
        "tags": [str(tag) for tag in tags] if isinstance(tags, list) else [],
    }


def _tree(course: Course, out: Path) -> _Tree:
    root = str(course.root)
    walked = walk_files(course.root, partial(belongs, out=out))
    return _Tree(
        root=course.root,
        paths=tuple(e.path.removeprefix(f"{root}/") for e in walked if e.is_file()),
        read=frozenset(_read(course)),
        labs=tuple(item.folder for item in course.items() if isinstance(item, items.Lab)),
        modules=frozenset(item.place.path.partition("/")[0] for item in course.items()),
    )


def _read(course: Course) -> Iterator[str]:
    """Yield the files that items are made of: an edit of a lesson must execute no notebook."""
    for module in course.modules:
        yield module.place.path
    for item in course.items():
        yield from (item.place.path, item.body.place.path)
        match item:
            case items.NotebookPage():
                yield item.notebook
            case items.Lab():
                yield notebook_path(item)
            case items.Video() | items.Audio():
                yield item.media
                yield from (track.file for track in item.captions)
                yield item.poster if isinstance(item, items.Video) else ""
            case _:
                pass


def _visible(tree: _Tree, item: Executable) -> Iterator[str]:
    """Yield what a notebook may read: its folder, and what belongs to no module."""
    own = notebook_path(item).rpartition("/")[0]
    foreign = tuple(f"{lab}/" for lab in tree.labs if lab != own)
    for path in tree.paths:
        top, inside, _ = path.partition("/")
        if path in tree.read or path.startswith(foreign):
            continue
        if path.startswith(f"{own}/") or _shared(tree, top, bool(inside)):
            yield path


def _shared(tree: _Tree, top: str, folder: bool) -> bool:
    if folder:
        return top not in tree.modules and top not in _SETTINGS
    return top not in _SETTINGS_FILES
