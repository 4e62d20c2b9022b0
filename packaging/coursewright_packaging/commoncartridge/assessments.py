"""Check assessments of the Common Cartridge QTI profile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.qti.check_items import Faults, check_items, items_of
from coursewright_packaging.xml import Element, line_of

__all__ = ["check_assessments"]

_PROFILE = re.compile(
    r"cc\.(multiple_choice|multiple_response|true_false|fib|pattern_match|essay)\.v0p1"
)
# Element, cardinality, least number of answers: two, though the profile's Schematron wants three
# in a multiple choice. Importers take two, and so do the exporters of the large platforms.
_RESPONSES: Mapping[str, tuple[str, str, int]] = {
    "multiple_choice": ("response_lid", "Single", 2),
    "true_false": ("response_lid", "Single", 2),
    "multiple_response": ("response_lid", "Multiple", 2),
    "fib": ("response_str", "Single", 0),
    "pattern_match": ("response_str", "Single", 0),
    "essay": ("response_str", "Single", 0),
}
_FOREIGN = (
    "itemproc_extension",
    "duration",
    "objectives",
    "itemcontrol",
    "rubric",
    "itemrubric",
    "label",
)


def check_assessments(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the assessments and banks that the manifest lists."""
    for resource in cartridge.resources:
        if resource.kind.startswith("imsqti_"):
            for name in resource.files:
                root = cartridge.xml(name)
                for rule, message, element in () if root is None else _document(root):
                    yield cartridge.at(rule, name, message, line_of(element))


def _document(root: Element) -> Faults:
    for assessment in root.iterchildren("{*}assessment"):
        yield from _assessment(assessment)
    items = items_of(root)
    for item in items:
        yield from _item(item.element, item.ident, item.fields.get("cc_profile", ""))
    yield from check_items(items)


def _assessment(assessment: Element) -> Faults:
    sections = list(assessment.iterchildren("{*}section"))
    nested = sum(1 for section in sections for _ in section.iterchildren("{*}section"))
    items = sum(1 for section in sections for _ in section.iterchildren("{*}item"))
    if len(sections) != 1 or nested or not items:
        message = f"there are {len(sections)} sections, {nested} inside, with {items} items"
        yield rules.SECTION_FILLED, message, assessment
    metadata = sum(1 for _ in assessment.iterchildren("{*}qtimetadata"))
    if metadata != 1 or not assessment.get("title", "").strip():
        title = assessment.get("title", "")
        message = f"the assessment has the title `{title}` and {metadata} blocks of metadata"
        yield rules.ASSESSMENT_NAMED, message, assessment


def _item(item: Element, ident: str, profile: str) -> Faults:
    match = _PROFILE.fullmatch(profile)
    if match is None:
        yield rules.PROFILE_KNOWN, f"item `{ident}` has the profile `{profile}`", item
        return
    for foreign in item.iterchildren(*(f"{{*}}{name}" for name in _FOREIGN)):
        name = foreign.tag.rpartition("}")[2]
        yield rules.ITEM_OF_PROFILE, f"item `{ident}` has `{name}`", foreign
    if problem := _response_problem(item, match[1]):
        yield rules.RESPONSE_FITS, f"item `{ident}`, {match[1]}: {problem}", item
    keyed = match[1] == "multiple_response" and item.find(".//{*}varequal") is not None
    if keyed and next(item.iter("{*}and"), None) is None:
        yield rules.KEYS_JOINED, f"item `{ident}` has keys without `and`", item


def _response_problem(item: Element, kind: str) -> str:
    element, cardinality, least = _RESPONSES[kind]
    responses = list(item.iter("{*}response_lid", "{*}response_str", "{*}response_num"))
    names = [response.tag.rpartition("}")[2] for response in responses]
    if names != [element]:
        return f"its responses are {', '.join(names) or 'none'}; it has one {element}"
    if responses[0].get("rcardinality", "Single") != cardinality:
        return f"its cardinality is {responses[0].get('rcardinality')}, not {cardinality}"
    count = sum(1 for _ in responses[0].iter("{*}response_label"))
    if count < least or (kind == "true_false" and count != least):
        return f"it has {count} answers"
    return ""
