"""The files of a lab: which notebooks are released, and what learners get in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from coursewright.compile.hints import HINT_MODULE, hint_module, is_python, with_hint_cell
from coursewright.compile.release import LabSource, Released
from coursewright.model.items import Lab, LabFile
from coursewright.model.source import Source
from coursewright.theme import strings

__all__ = ["lab_files", "lab_path", "lab_sources"]


def lab_path(lab: Lab[Source], name: str) -> str:
    """Return the path in the course of a file of the lab."""
    return f"{lab.folder}/{name}"


def lab_sources(lab: Lab[Source], text: Callable[[str], str]) -> Iterator[LabSource]:
    """Yield the notebooks that are to be released. text: returns that of a path in the course."""
    yield LabSource(lab.id, lab_path(lab, lab.notebook), lab.body.text)
    for name in lab.notebooks[1:]:
        path = lab_path(lab, name)
        yield LabSource(lab.id, path, text(path))


def lab_files(
    root: Path, lab: Lab[Source], released: Mapping[str, Released], language: str
) -> Iterator[LabFile]:
    """Yield the notebooks as released, their companions, requirements and hints.

    root: the course's folder. released: notebooks by their path in the course. language: of the
    course, for the words around hints.
    """
    books = {name: released[lab_path(lab, name)].notebook for name in lab.notebooks}
    for name in (lab.notebook, *lab.companions):
        yield LabFile(name, _content(root, lab, name, books))
    if lab.requirements and "requirements.txt" not in lab.companions:
        lines = "".join(f"{line}\n" for line in lab.requirements)
        yield LabFile("requirements.txt", lines.encode())
    if lab.hints and any(map(is_python, books.values())):
        yield LabFile(HINT_MODULE, hint_module(lab, strings(language)).encode())


def _content(root: Path, lab: Lab[Source], name: str, books: Mapping[str, str]) -> bytes:
    if name not in books:
        return (root / lab_path(lab, name)).read_bytes()
    return (with_hint_cell(books[name]) if lab.hints else books[name]).encode()
