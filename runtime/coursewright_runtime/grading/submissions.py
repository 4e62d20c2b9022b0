"""Find submissions in what instructors name: folders, zips, notebooks, nbgrader's `submitted/`."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath

from coursewright_runtime.grading.code import check_sizes
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.facts import readable
from coursewright_runtime.grading.inside.notebook import Unreadable, read_cells
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.unpack import Refused, copy_folder, unzip

__all__ = ["Submitted", "find_submissions", "stage"]

_MIB = 1 << 20
_TIMESTAMP = "timestamp.txt"
_CODE = (".py", ".R")


@dataclass(frozen=True, slots=True)
class Submitted:
    """One submission. name: who; path: folder, zip or notebook; moment: ISO 8601 or empty."""

    name: str
    path: Path
    moment: str = ""


def find_submissions(lab: GraderLab, paths: Iterable[Path]) -> tuple[Submitted, ...]:
    """Return the submissions below the paths, sorted by name.

    Raises GradingFault when a path holds none, or two learners have one name.
    """
    listed = (each for path in paths for each in _below(lab, path))
    found = [replace(each, name=readable(each.name)) for each in listed]
    twice = [name for name, count in Counter(each.name for each in found).items() if count > 1]
    if twice:
        raise GradingFault(f"two submissions are called `{twice[0]}`; rename one")
    return tuple(sorted(found, key=lambda each: each.name))


def stage(lab: GraderLab, submitted: Submitted, target: Path) -> None:
    """Copy a submission into the empty folder `target`, under the lab's names.

    Raises Refused for what no grader should open, in words for the learner.
    """
    most = lab.limits.disk * _MIB
    if submitted.moment and not _is_moment(submitted.moment):
        raise Refused(f"its {_TIMESTAMP} holds no moment; the instructor can mend or remove it")
    if submitted.path.is_symlink():
        raise Refused("the submission is a link; hand in the file itself")
    if not submitted.path.is_dir() and not submitted.path.is_file():
        raise Refused("the submission is no ordinary file")
    if submitted.path.is_dir():
        copy_folder(submitted.path, target, most)
    elif submitted.path.suffix.lower() == ".zip":
        unzip(submitted.path, target, most)
    elif submitted.path.stat().st_size > most:
        raise Refused("the submission is too large")
    else:
        shutil.copyfile(submitted.path, target / submitted.path.name)
    _name_notebook(lab, target)
    check_sizes(lab, target)
    _check_notebooks(lab, target)
    if missing := [name for name in lab.required if not (target / name).is_file()]:
        raise Refused(f"missing from the submission: {', '.join(missing)}")


def _below(lab: GraderLab, path: Path) -> Iterator[Submitted]:
    if not path.exists():
        raise GradingFault(f"there is no `{path}`")
    if path.is_file():
        yield Submitted(path.stem, path)
    elif (path / "submitted").is_dir():
        yield from _of_nbgrader(lab, path / "submitted")
    elif path.name == "submitted":
        yield from _of_nbgrader(lab, path)
    elif _is_submission(lab, path):
        yield Submitted(path.resolve().name, path)
    else:
        inner = [p for p in sorted(path.iterdir()) if p.is_dir() or _is_packed(p)]
        if not inner:
            raise GradingFault(f"`{path}` holds no submission: no notebook, no module, no zip")
        for each in inner:
            yield Submitted(each.stem if each.is_file() else each.name, each)


def _of_nbgrader(lab: GraderLab, folder: Path) -> Iterator[Submitted]:
    for learner in sorted(p for p in folder.iterdir() if p.is_dir()):
        if (learner / lab.id).is_dir():
            yield Submitted(learner.name, learner / lab.id, _moment(learner / lab.id))


def _is_submission(lab: GraderLab, path: Path) -> bool:
    """Return whether a folder is one learner's work, and not a folder of several."""
    if any((path / name).is_file() for name in (*lab.notebooks, *lab.required)):
        return True
    inside = list(path.iterdir())
    if any(each.suffix in _CODE for each in inside):
        return True
    if any(each.suffix.lower() == ".zip" for each in inside):
        return False
    own = {PurePath(name).parts[0] for name in (*lab.companions, *lab.required)}
    if any(each.is_dir() and each.name not in own and _holds_work(lab, each) for each in inside):
        return False
    notebooks = sum(map(_is_packed, inside))
    return notebooks == 1 or (not notebooks and any(each.suffix == ".md" for each in inside))


def _holds_work(lab: GraderLab, folder: Path) -> bool:
    """Return whether a folder beside others looks like the work of one learner."""
    if any((folder / name).is_file() for name in (*lab.notebooks, *lab.required)):
        return True
    return any(each.suffix in _CODE or _is_packed(each) for each in folder.iterdir())


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() in (".zip", ".ipynb")


def _moment(path: Path) -> str:
    """Return what nbgrader notes of when it collected a submission.

    Only its own `submitted/` is trusted to hold that; elsewhere the file is the learner's.
    """
    file = path / _TIMESTAMP
    if not file.is_file() or file.is_symlink():
        return ""
    with file.open("rb") as opened:
        text = opened.read(100).decode("utf-8", errors="replace").strip()
    date, _, zone = text.removesuffix(" UTC").partition(" +")
    iso = date.strip().replace(" ", "T")
    return f"{iso}+{zone[:2]}:{zone[-2:]}" if zone else f"{iso}+00:00"


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _check_notebooks(lab: GraderLab, target: Path) -> None:
    """Raise Refused for a notebook that is none: a score of zero would judge what nobody read."""
    for name in lab.notebooks:
        if (target / name).exists():
            try:
                read_cells(target / name)
            except Unreadable as problem:
                raise Refused(str(problem)) from problem


def _name_notebook(lab: GraderLab, target: Path) -> None:
    """Give the only notebook the lab's name; learners rename theirs."""
    if len(lab.notebooks) != 1:
        return
    wanted = target / lab.notebooks[0]
    found = sorted(target.rglob("*.ipynb"))
    if len(found) == 1 and not wanted.exists():
        wanted.parent.mkdir(parents=True, exist_ok=True)
        found[0].rename(wanted)
