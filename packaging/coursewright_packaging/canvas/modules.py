"""Check `course_settings/`: modules, references, moments, rubrics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_settings"]

_MODULES = "course_settings/module_meta.xml"
_RUBRICS = "course_settings/rubrics.xml"
_WITHOUT_CONTENT = ("ContextModuleSubHeader", "ExternalUrl")
_REQUIREMENTS = frozenset(
    "must_view must_mark_done must_contribute must_submit min_score min_percentage".split()
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_PRECISION = 1e-6


def check_settings(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with Canvas's own files."""
    known = {resource.identifier for resource in cartridge.resources}
    if _MODULES in cartridge.names and (modules := cartridge.xml(_MODULES)) is not None:
        yield from _modules(cartridge, modules, known)
    for name in cartridge.names:
        if name.endswith(".xml") and not name.startswith(("lti_", "imsmanifest")):
            root = cartridge.xml(name)
            if root is not None:
                yield from _moments(cartridge, name, root)
                yield from _references(cartridge, name, root, known)
    if _RUBRICS in cartridge.names and (rubrics := cartridge.xml(_RUBRICS)) is not None:
        yield from _rubrics(cartridge, rubrics)


def _children(parent: Element, name: str) -> list[Element]:
    return [e for e in parent.iter(f"{{*}}{name}") if e is not parent]


def _value(parent: Element, name: str) -> str:
    return next(((e.text or "").strip() for e in parent if local(e) == name), "")


def _modules(cartridge: Cartridge, root: Element, known: set[str]) -> Iterator[Diagnostic]:
    earlier: set[str] = set()
    for module in _children(root, "module"):
        for needed in _children(module, "prerequisite"):
            name = _value(needed, "identifierref")
            if name not in earlier:
                message = f"the prerequisite `{name}` stands not before the module"
                yield cartridge.at(rules.PREREQUISITE_EARLIER, _MODULES, message, line_of(needed))
        earlier.add(module.get("identifier", ""))
        yield from _items(cartridge, module, known)


def _items(cartridge: Cartridge, module: Element, known: set[str]) -> Iterator[Diagnostic]:
    items = _children(module, "item")
    for item in items:
        kind, name = _value(item, "content_type"), _value(item, "identifierref")
        if kind not in _WITHOUT_CONTENT and name not in known:
            message = f"the {kind} `{_value(item, 'title')}` refers to `{name}`"
            yield cartridge.at(rules.ITEM_RESOLVES, _MODULES, message, line_of(item))
    own = {item.get("identifier") for item in items}
    for requirement in _children(module, "completionRequirement"):
        name = _value(requirement, "identifierref")
        if name not in own or requirement.get("type") not in _REQUIREMENTS:
            message = f"`{requirement.get('type')}` of `{name}` fits no item of the module"
            line = line_of(requirement)
            yield cartridge.at(rules.REQUIREMENT_RESOLVES, _MODULES, message, line)


def _moments(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    for element in root.iter():
        text = (element.text or "").strip()
        if local(element).endswith("_at") and text and not _MOMENT.fullmatch(text):
            message = f"`{local(element)}` is `{text}`"
            yield cartridge.at(rules.MOMENT_IS_UTC, name, message, line_of(element))


def _references(
    cartridge: Cartridge, name: str, root: Element, known: set[str]
) -> Iterator[Diagnostic]:
    targets = {
        "assignment_group_identifierref": _identifiers(
            cartridge, "assignment_groups", "assignmentGroup"
        ),
        "rubric_identifierref": _identifiers(cartridge, "rubrics", "rubric"),
        "learning_outcome_identifierref": _identifiers(
            cartridge, "learning_outcomes", "learningOutcome"
        ),
        "grading_standard_identifier_ref": _identifiers(
            cartridge, "grading_standards", "gradingStandard"
        ),
        "quiz_identifierref": known,
        "topic_id": known,
    }
    for element in root.iter():
        wanted = targets.get(local(element))
        text = (element.text or "").strip()
        if wanted is not None and text and text not in wanted:
            message = f"`{local(element)}` names `{text}`, which is not in the package"
            line = line_of(element)
            yield cartridge.at(rules.REFERENCE_RESOLVES, name, message, line)


def _identifiers(cartridge: Cartridge, file: str, element: str) -> set[str]:
    name = f"course_settings/{file}.xml"
    root = cartridge.xml(name) if name in cartridge.names else None
    if root is None:
        return set()
    return {e.get("identifier", "") for e in _children(root, element)}


def _rubrics(cartridge: Cartridge, root: Element) -> Iterator[Diagnostic]:
    for rubric in _children(root, "rubric"):
        total = 0.0
        for criterion in _children(rubric, "criterion"):
            points = _number(_value(criterion, "points"))
            total += points
            levels = [_number(_value(r, "points")) for r in _children(criterion, "rating")]
            if not levels or levels[0] != points or levels != sorted(levels, reverse=True):
                message = f"ratings of `{_value(criterion, 'description')}` are {levels}"
                yield cartridge.at(rules.RUBRIC_SUMS, _RUBRICS, message)
        if abs(total - _number(_value(rubric, "points_possible"))) > _PRECISION:
            message = f"`{_value(rubric, 'title')}` has criteria of {total:g} points"
            yield cartridge.at(rules.RUBRIC_SUMS, _RUBRICS, message)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
