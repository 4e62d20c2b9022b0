"""Verify a runtime bundle: what the lab service loads, and no platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.structured import Unreadable, load_json
from coursewright_schemas.loader import load

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "runtime bundle for the lab service (for no platform)"
_DESCRIPTION = "runtime.json"
_LAB_FILE = "lab.json"

DESCRIBED = Rule(
    "runtime-bundle-is-described",
    Severity.ERROR,
    "`runtime.json` is as `runtime-bundle.schema.json` says.",
    "The lab service refuses the bundle.",
    "Build the bundle again, with the version of Coursewright that the service runs.",
    "runtime-bundle.schema.json",
)
LABS = Rule(
    "runtime-bundle-has-its-labs",
    Severity.ERROR,
    "Every lab that `runtime.json` names has its grader side, as `grader-lab.schema.json` says.",
    "Nobody's work for the lab is graded.",
    "Build the bundle again.",
    "grader-lab.schema.json",
)
RULES = (DESCRIBED, LABS)


def recognise(names: frozenset[str], _read: Callable[[str], bytes]) -> bool:
    """Return whether the archive has the file that describes a bundle."""
    return _DESCRIPTION in names


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bundle."""
    problems = list(_misfits(read(_DESCRIPTION), "runtime-bundle"))
    for problem in problems:
        yield DESCRIBED.at(path, problem, member=_DESCRIPTION)
    if problems:
        return
    for lab in load_json(read(_DESCRIPTION))["labs"]:
        member = f"{lab['folder']}/{_LAB_FILE}"
        if member not in names:
            yield LABS.at(path, f'the lab "{lab["id"]}" has no {_LAB_FILE}', member=member)
            continue
        for problem in _misfits(read(member), "grader-lab"):
            yield LABS.at(path, problem, member=member)


def _misfits(data: bytes, schema: str) -> Iterator[str]:
    """Yield what is wrong with a JSON text that has to be as a schema says."""
    from jsonschema import Draft202012Validator

    try:
        value: Any = load_json(data)
    except Unreadable as error:
        yield str(error)
        return
    for misfit in Draft202012Validator(load(schema)).iter_errors(value):
        place = "/".join(str(part) for part in misfit.absolute_path)
        yield f"{place or 'the whole'}: {misfit.message[:200]}"
