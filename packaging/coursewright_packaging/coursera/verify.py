"""Verify a Coursera bundle: its plan, its quizzes in both layouts, its lab images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from coursewright_packaging import reading
from coursewright_packaging.coursera import rules
from coursewright_packaging.coursera.contracts import feedback_faults
from coursewright_packaging.coursera.dockerfile import check_hidden, check_image
from coursewright_packaging.coursera.grammar import PICTURE, check_lines
from coursewright_packaging.coursera.links import dead_links
from coursewright_packaging.coursera.rules import RULES
from coursewright_packaging.coursera.write import PLAN
from coursewright_packaging.coursera.yaml_quiz import quiz_faults
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.structured import Unreadable, load_json
from coursewright_packaging.xml import parse

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Coursera bundle"
_METADATA = "course_metadata.json"
_OBJECTIVES = "learning-objectives.json"
_KEYS = ("duration", "difficulty", "prerequisites", "learning_outcomes", "assessment_type")
_DOCUMENT = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Read = Callable[[str], bytes]
Faults = Iterator[tuple[Rule, str, int, str]]
"""Rule, member, line and message."""


def recognise(names: frozenset[str], _read: Read) -> bool:
    """Return whether the archive has an upload plan and course metadata."""
    return PLAN in names and _METADATA in names


def verify(names: tuple[str, ...], read: Read, path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bundle."""
    yield from _facts(names, read, path)
    known = frozenset(names)
    for name in names:
        for rule, member, line, message in _member(name, read, known):
            yield rule.at(path, message, member=member, line=line)


def _member(name: str, read: Read, known: frozenset[str]) -> Faults:
    if name.startswith("quizzes/docx/"):
        yield from _document(name, read(name))
    elif name.startswith("quizzes/yaml/"):
        for message in quiz_faults(read(name)):
            yield rules.YAML_SHAPE, name, 0, message
    elif name.startswith("lab-images/"):
        yield from _image(name, read(name))
    elif name.startswith("readings/"):
        for address in dead_links(name, read(name), known):
            yield rules.READING_LINKS, name, 0, f"`{address[:80]}` is not in the bundle"
    else:
        yield from _contract(name, read)


def _contract(name: str, read: Read) -> Faults:
    if name.endswith("/.hidden"):
        for rule, member, message in check_hidden(name, read(name)):
            yield rule, member, 0, message
    elif name.endswith("/feedback.json"):
        for message in feedback_faults(read(name)):
            yield rules.FEEDBACK_CONTRACT, name, 0, message


def _facts(names: tuple[str, ...], read: Read, path: str) -> Iterator[Diagnostic]:
    facts: dict[str, dict[str, Any]] = {}
    for name in (PLAN, _METADATA, _OBJECTIVES):
        if name in names:
            found = _object(read(name))
            if isinstance(found, str):
                yield rules.FACTS_WHOLE.at(path, found, member=name)
            else:
                facts[name] = found
    # What cannot be read has been told; all else would only follow from it.
    if PLAN in facts:
        yield from _plan(facts[PLAN].get("steps"), names, path)
    if _METADATA in facts:
        yield from _metadata(facts[_METADATA].get("course_metadata"), path)
    if _OBJECTIVES in facts:
        yield from _objectives(facts[_OBJECTIVES].get("objectives"), path)


def _metadata(metadata: object, path: str) -> Iterator[Diagnostic]:
    for key in _KEYS:
        if not isinstance(metadata, dict) or key not in metadata:
            yield rules.FACTS_WHOLE.at(path, f"`{key}` is missing", member=_METADATA)


def _object(data: bytes) -> dict[str, Any] | str:
    try:
        value = load_json(data)
    except Unreadable as error:
        return str(error)
    return value if isinstance(value, dict) else "it is no object"


def _plan(steps: object, names: tuple[str, ...], path: str) -> Iterator[Diagnostic]:
    if not isinstance(steps, list):
        yield rules.FACTS_WHOLE.at(path, "the plan has no steps", member=PLAN)
        steps = []
    rows = [step for step in steps if isinstance(step, dict)]
    for number, step in enumerate(steps, 1):
        if not isinstance(step, dict) or not str(step.get("do", "")).strip():
            message = f"step {number} does not say what to do"
            yield rules.STEP_TOLD.at(path, message, member=PLAN)
    # What is made by hand alone needs no file.
    files = Counter(str(step.get("file", "")) for step in rows)
    del files[""]
    for name in sorted({*names} - files.keys() - {PLAN}):
        yield rules.PLAN_COMPLETE.at(path, "no step of the plan names the member", member=name)
    for name in sorted(files.keys() - {*names}):
        yield rules.PLAN_COMPLETE.at(path, f"`{name}` is not in the bundle", member=PLAN)


def _objectives(objectives: object, path: str) -> Iterator[Diagnostic]:
    rows = objectives if isinstance(objectives, list) else [None]
    ids: set[str] = set()
    for row in rows:
        ident = str(row.get("id", "")) if isinstance(row, dict) else ""
        if not ident or ident in ids or not (isinstance(row, dict) and row.get("title")):
            message = f"the objective `{ident[:40]}` has no id of its own or no title"
            yield rules.FACTS_WHOLE.at(path, message, member=_OBJECTIVES)
        ids.add(ident)


def _document(name: str, data: bytes) -> Faults:
    reader = reading.nested(BytesIO(data))
    if isinstance(reader, str):
        yield rules.NESTED_OPENS, name, 0, f"it is no document ({reader})"
        return
    try:
        root = parse(reader.read(_DOCUMENT))
    except (KeyError, reading.TooLarge, etree.XMLSyntaxError) as error:
        yield rules.NESTED_OPENS, name, 0, f"it is no document ({error})"
        return
    lines = [_text(paragraph) for paragraph in root.iter(f"{_WORD}p")]
    for rule, line, message in check_lines(lines):
        yield rule, name, line, message


def _text(paragraph: etree._Element) -> str:
    """Return a paragraph's text, with a sign where a picture stands."""
    return "".join(
        (part.text or "") if part.tag == f"{_WORD}t" else PICTURE
        for part in paragraph.iter(f"{_WORD}t", f"{_WORD}drawing", f"{_WORD}pict")
    )


def _image(name: str, data: bytes) -> Faults:
    reader = reading.nested(BytesIO(data))
    if isinstance(reader, str):
        yield rules.NESTED_OPENS, name, 0, f"it cannot be opened ({reader})"
        return
    try:
        for rule, member, message in check_image(reader.names, reader.read):
            yield rule, f"{name}!{member}" if member else name, 0, message
    except reading.TooLarge as error:
        yield rules.NESTED_OPENS, f"{name}!{error.name}", 0, str(error)
