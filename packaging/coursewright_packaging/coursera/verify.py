"""Verify a Coursera bundle: its plan, its quizzes in both layouts, its lab images."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from coursewright_packaging import reading
from coursewright_packaging.coursera import rules
from coursewright_packaging.coursera.dockerfile import check_hidden, check_image
from coursewright_packaging.coursera.grammar import check_lines
from coursewright_packaging.coursera.links import dead_links
from coursewright_packaging.coursera.rules import RULES
from coursewright_packaging.coursera.write import PLAN
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import parse

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Coursera bundle"
_METADATA = "course_metadata.json"
_KEYS = ("duration", "difficulty", "prerequisites", "learning_outcomes", "assessment_type")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Read = Callable[[str], bytes]


def recognise(names: frozenset[str], _read: Read) -> bool:
    """Return whether the archive has an upload plan and course metadata."""
    return PLAN in names and _METADATA in names


def verify(names: tuple[str, ...], read: Read, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bundle."""
    yield from _facts(names, read, path)
    for name in names:
        if name.startswith("quizzes/docx/"):
            yield from _document(name, read(name), path)
        elif name.startswith("quizzes/yaml/"):
            yield from _yaml(name, read(name), path)
        elif name.startswith("lab-images/"):
            yield from _image(name, read(name), path)
        elif name.startswith("readings/"):
            for address in dead_links(name, read(name), names):
                message = f"`{address}` is not in the bundle"
                yield rules.READING_LINKS.at(path, message, member=name)
        elif name.endswith("/.hidden"):
            for rule, member, message in check_hidden(name, read(name)):
                yield rule.at(path, message, member=member)


def _facts(names: tuple[str, ...], read: Read, path: str) -> Iterator[Diagnostic]:
    plan = _object(read(PLAN))
    steps = plan.get("steps")
    if not isinstance(steps, list):
        yield rules.FACTS_WHOLE.at(path, "the plan has no steps", member=PLAN)
        steps = []
    # What is made by hand alone needs no file.
    planned = {str(step.get("file")) for step in steps if isinstance(step, dict)} - {""}
    for name in sorted(set(names) - planned - {PLAN}):
        yield rules.PLAN_COMPLETE.at(path, "no step of the plan names the member", member=name)
    for name in sorted(planned - set(names)):
        yield rules.PLAN_COMPLETE.at(path, f"`{name}` is not in the bundle", member=PLAN)
    metadata = _object(read(_METADATA)).get("course_metadata")
    for key in _KEYS:
        if not isinstance(metadata, dict) or key not in metadata:
            yield rules.FACTS_WHOLE.at(path, f"`{key}` is missing", member=_METADATA)


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _document(name: str, data: bytes, path: str) -> Iterator[Diagnostic]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > reading.MAX_READ:
                raise zipfile.BadZipFile("the document is too large")
            root = parse(archive.read(info))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        yield rules.NESTED_OPENS.at(path, f"it is no document ({error})", member=name)
        return
    lines = [
        "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))
        for paragraph in root.iter(f"{_WORD}p")
    ]
    for rule, line, message in check_lines(lines):
        yield rule.at(path, message, member=name, line=line)


def _yaml(name: str, data: bytes, path: str) -> Iterator[Diagnostic]:
    import yaml

    try:
        # libyaml's loader is as safe and far faster.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        rows = yaml.load(data.decode("utf-8", "replace"), Loader=loader)
    except yaml.YAMLError as error:
        yield rules.YAML_SHAPE.at(path, f"it is no YAML ({error})", member=name)
        return
    if not isinstance(rows, list):
        yield rules.YAML_SHAPE.at(path, "it is no list", member=name)
        return
    for number, row in enumerate(rows, 1):
        if problem := _row_problem(row):
            yield rules.YAML_SHAPE.at(path, f"question {number} {problem}", member=name)


def _row_problem(row: Any) -> str:
    if not isinstance(row, dict) or row.get("typeName") != "multipleChoice":
        return "is no multipleChoice"
    if not isinstance(row.get("prompt"), str) or not row["prompt"].strip():
        return "has no prompt"
    options = row.get("options")
    if not isinstance(options, list) or not all(isinstance(o, dict) for o in options):
        return "has no options"
    right = sum(option.get("isCorrect") is True for option in options)
    return "" if right == 1 and len(options) > 1 else f"has {right} right answers"


def _image(name: str, data: bytes, path: str) -> Iterator[Diagnostic]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            reader, found = reading.open_archive(archive, path, checksums=False)
            for each in found:
                yield rules.NESTED_OPENS.at(path, each.message, member=name)
            if not found:
                for rule, member, message in check_image(reader.names, reader.read):
                    yield rule.at(path, message, member=f"{name}!{member}" if member else name)
    except (zipfile.BadZipFile, ValueError) as error:
        yield rules.NESTED_OPENS.at(path, f"it cannot be opened ({error})", member=name)
