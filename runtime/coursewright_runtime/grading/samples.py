"""Two submissions that every lab comes with: the author's solution, and the release untouched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from coursewright_runtime.grading.lab import GraderLab

__all__ = ["solved", "untouched"]


def untouched(lab: GraderLab, target: Path) -> Path:
    """Copy what learners get into the new folder `target`, and return it."""
    shutil.copytree(lab.folder / "release", target)
    return target


def solved(lab: GraderLab, target: Path) -> Path:
    """Copy the author's notebooks and the files of `solution/` over the release in `target`.

    A file of the solution replaces the released file of its name, wherever that lies; others lie
    as they lie in `solution/`.
    """
    untouched(lab, target)
    for name in lab.notebooks:
        shutil.copyfile(lab.folder / "source" / name, target / name)
    folder = lab.folder / "solution"
    for path in _files(folder):
        place = target / _place(lab, path.relative_to(folder))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _place(lab: GraderLab, name: Path) -> str:
    given = [each for each in lab.companions if Path(each).name == name.name]
    return given[0] if given and name.as_posix() not in given else name.as_posix()
