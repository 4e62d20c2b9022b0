"""How a lab is graded, as its `metadata.yml` says, with the defaults filled in."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coursewright.load import rules
from coursewright.load.reading import Entry
from coursewright.load.shelf import fault_at
from coursewright.model.items import Grading
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_runtime.grading.lab import (
    Criterion,
    Documentation,
    Limits,
    ModuleRule,
    Organization,
    TestFile,
)
from coursewright_runtime.grading.outcome import Visibility

__all__ = ["read_criteria", "read_grading"]


def read_criteria(entry: Entry) -> tuple[Criterion, ...]:
    """Return the criteria that the author declared."""
    data = entry.data.get("grading", {})
    return tuple(_criterion(each) for each in data.get("criteria", ()))


def read_grading(
    entry: Entry, files: Sequence[str], notebook: str, found: list[Diagnostic]
) -> Grading:
    """Return the rest of how the lab is graded; what cannot be meant goes to `found`.

    files: paths below the lab's folder. notebook: its text.
    """
    data = entry.data.get("grading", {})
    criteria = read_criteria(entry)
    cells = list(_graded_cells(notebook))
    found += _misfits(entry, criteria, cells)
    found += _unknown_criteria(entry, {criterion.id for criterion in criteria})
    limits: dict[str, Any] = dict(data.get("limits", {}))
    return Grading(
        tests=_tests(entry, files, criteria, found),
        organization=_organization(data.get("organization")),
        documentation=_documentation(data.get("documentation")),
        limits=Limits(**limits),
        required=tuple(data.get("required", ())),
        helps=tuple(_helps(entry.data.get("hints", {}), cells)),
    )


def _criterion(data: Mapping[str, Any]) -> Criterion:
    manual, name = data.get("manual"), data["id"]
    analysis = data.get("analysis")
    return Criterion(
        name,
        data["title"],
        float(data["weight"]),
        # `manual: false` is what authors write for "no person", and cells may still be manual.
        None if manual is None or manual is False else float(manual),
        None if analysis is None else float(analysis),
        tuple(data.get("cells", (name, f"{name}-*"))),
    )


def _graded_cells(notebook: str) -> Iterator[tuple[str, bool]]:
    """Yield the grade id of each graded cell, and whether tests grade it."""
    for cell in json.loads(notebook)["cells"]:
        graded = cell.get("metadata", {}).get("nbgrader")
        if isinstance(graded, dict) and (graded.get("grade") or graded.get("task")):
            tested = bool(graded.get("grade")) and not graded.get("solution")
            yield str(graded.get("grade_id", "")), tested


def _misfits(
    entry: Entry, criteria: Sequence[Criterion], cells: Sequence[tuple[str, bool]]
) -> Iterator[Diagnostic]:
    names = [name for name, _ in cells]
    for number, each in enumerate(entry.data.get("grading", {}).get("criteria", ())):
        for place, pattern in enumerate(each.get("cells", ())):
            if not fnmatch.filter(names, pattern):
                at = entry.place("grading", "criteria", number, "cells", place)
                message = f'"{pattern}" fits no graded cell of the notebook'
                yield fault_at(rules.PATTERN_FITS_A_CELL, at, message)
    patterns = [pattern for criterion in criteria for pattern in criterion.cells]
    for name in names if criteria else ():
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
            message = f'the graded cell "{name}" feeds no criterion'
            yield fault_at(rules.CELL_FEEDS_A_CRITERION, entry.place("grading"), message)


def _unknown_criteria(entry: Entry, known: set[str]) -> Iterator[Diagnostic]:
    data = entry.data.get("grading", {})
    named: list[tuple[tuple[str | int, ...], Mapping[str, Any]]]
    named = [(("tests", number, "criterion"), t) for number, t in enumerate(data.get("tests", ()))]
    named = [(path, test) for path, test in named if "criterion" in test]
    for part in ("organization", "documentation"):
        if part in data:
            named.append(((part, "criterion"), {"criterion": part, **data[part]}))
    for path, each in named:
        if each["criterion"] not in known:
            message = f'no criterion has the id "{each["criterion"]}"'
            hint = f"there are: {', '.join(sorted(known)) or 'none'}"
            at = entry.place("grading", *path)
            yield fault_at(rules.CRITERION_EXISTS, at, message, hint)


def _tests(
    entry: Entry, files: Sequence[str], criteria: Sequence[Criterion], found: list[Diagnostic]
) -> tuple[TestFile, ...]:
    """Return the test files; the first entry that names one counts."""
    every = [path for path in files if fnmatch.fnmatchcase(path, "tests/*test*.py")]
    tests = {path: path.rpartition("/")[2] for path in every}
    wanted = [path for path, name in tests.items() if name.startswith("test_")]
    wanted += [path for path, name in tests.items() if name.endswith("_test.py")]
    automatic = [criterion.id for criterion in criteria if criterion.manual != 1]
    default = {"criterion": automatic[0] if automatic else criteria[0].id if criteria else "work"}
    settings = dict.fromkeys(wanted, default)
    for number, each in reversed(list(enumerate(entry.data.get("grading", {}).get("tests", ())))):
        fitting = fnmatch.filter(wanted, each["path"])
        settings |= {path: {**default, **each} for path in fitting}
        if not fitting:
            message = f'"{each["path"]}" fits no test file in tests/'
            at = entry.place("grading", "tests", number, "path")
            found.append(fault_at(rules.FILE_EXISTS, at, message))
    return tuple(_test(path, settings[path]) for path in sorted(set(wanted)))


def _test(path: str, data: Mapping[str, Any]) -> TestFile:
    points = data.get("points")
    return TestFile(
        path,
        None if points is None else float(points),
        data["criterion"],
        Visibility(data.get("visibility", "hidden")),
        data.get("isolation", "trusted"),
    )


def _organization(data: Mapping[str, Any] | None) -> Organization | None:
    if data is None:
        return None
    modules = tuple(ModuleRule(**_tuples(each)) for each in data.get("modules", ()))
    return Organization(**{"criterion": "organization", **_tuples(data), "modules": modules})


def _documentation(data: Mapping[str, Any] | None) -> Documentation | None:
    if data is None:
        return None
    shares = {key: float(data[key]) for key in ("docstrings", "comments") if key in data}
    return Documentation(**{"criterion": "documentation", **data, **shares})


def _helps(
    hints: Mapping[str, Any], cells: Sequence[tuple[str, bool]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the cells that each part helps with; the n-th part with the n-th cell of tests."""
    tested = [name for name, tests in cells if tests]
    for number, (part, data) in enumerate(hints.items()):
        yield part, tuple(data.get("cells", tested[number : number + 1]))


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
