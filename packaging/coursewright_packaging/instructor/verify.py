"""Verify an archive for instructors: each lab of it is whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.structured import Unreadable, load_json, load_yaml

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "archive for instructors"
_FOLDER = "labs/"
_METADATA = "metadata.yml"

WHOLE = Rule(
    "instructor-lab-is-whole",
    Severity.ERROR,
    "Every lab has metadata.yml and a notebook.",
    "Nobody can release or grade the lab from this archive.",
    "Build the archive again.",
)
READ = Rule(
    "instructor-file-is-read",
    Severity.ERROR,
    "metadata.yml is a YAML mapping, and every notebook a JSON object with cells.",
    "The tools that grade with it stop.",
    "Build the archive again.",
    "nbformat 4",
)
RULES = (WHOLE, READ)


def recognise(names: frozenset[str], _read: Callable[[str], bytes]) -> bool:
    """Return whether the archive holds nothing but labs, one of them with metadata."""
    return all(name.startswith(_FOLDER) for name in names) and any(
        name.endswith(f"/{_METADATA}") for name in names
    )


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the labs."""
    labs: dict[str, list[str]] = defaultdict(list)
    for name in names:
        lab, slash, rest = name.removeprefix(_FOLDER).partition("/")
        if slash:
            labs[lab].append(rest)
    for lab, files in sorted(labs.items()):
        if _METADATA not in files or not any(file.endswith(".ipynb") for file in files):
            message = "metadata.yml or the notebook is missing"
            yield WHOLE.at(path, message, member=f"{_FOLDER}{lab}")
        for file in files:
            member = f"{_FOLDER}{lab}/{file}"
            told = file == _METADATA or file.endswith(".ipynb")
            if told and (problem := _problem(file, read(member))):
                yield READ.at(path, problem, member=member)


def _problem(file: str, data: bytes) -> str:
    try:
        value = load_yaml(data) if file == _METADATA else load_json(data)
    except Unreadable as error:
        return str(error)
    if not isinstance(value, dict):
        return "it is no mapping"
    if file != _METADATA and not isinstance(value.get("cells"), list):
        return "it has no cells"
    return ""
