"""Check assessments of the Common Cartridge QTI profile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_assessments", "fields_of", "keys_of"]

_PROFILE = re.compile(
    r"cc\.(multiple_choice|multiple_response|true_false|fib|pattern_match|essay)\.v0p1"
)


def check_assessments(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the assessments that the manifest lists."""
    for resource in cartridge.resources:
        if resource.kind.startswith("imsqti_"):
            for name in resource.files:
                if name in cartridge.names and (root := cartridge.xml(name)) is not None:
                    yield from _assessment(cartridge, name, root)


def _assessment(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    sections = list(root.iter("{*}section"))
    items = list(root.iter("{*}item"))
    if local(root[0] if len(root) else root) == "assessment" and (len(sections) != 1 or not items):
        message = f"there are {len(sections)} sections with {len(items)} items"
        yield cartridge.at(rules.SECTION_FILLED, name, message)
    for item in items:
        profile = fields_of(item).get("cc_profile", "")
        line = line_of(item)
        if not _PROFILE.fullmatch(profile):
            message = f"item `{item.get('ident')}` has the profile `{profile}`"
            yield cartridge.at(rules.PROFILE_KNOWN, name, message, line)
        elif problem := _key_problem(item, profile):
            message = f"item `{item.get('ident')}`: {problem}"
            yield cartridge.at(rules.KEY_EXISTS, name, message, line)


def fields_of(item: Element) -> dict[str, str]:
    """Return the metadata fields of an item by label."""
    labels = [e.text or "" for e in item.iter("{*}fieldlabel")]
    entries = [e.text or "" for e in item.iter("{*}fieldentry")]
    return dict(zip(labels, entries, strict=False))


def keys_of(item: Element) -> list[tuple[str, str]]:
    """Return response and value of each `varequal` in a condition that scores."""
    conditions = list(item.iter("{*}respcondition"))
    scoring = [c for c in conditions if any(local(e) == "setvar" for e in c)]
    return [
        (e.get("respident", ""), e.text or "")
        for condition in scoring
        for e in condition.iter("{*}varequal")
        if local(_parent(e)) != "not"
    ]


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _key_problem(item: Element, profile: str) -> str:
    if "essay" in profile:
        return ""
    keys = keys_of(item)
    if not keys:
        return "no condition gives points for an answer"
    if "fib" in profile or "pattern" in profile:
        return ""
    labels = {e.get("ident") for e in item.iter("{*}response_label")}
    wrong = sorted(value for _, value in keys if value not in labels)
    return f"the key `{wrong[0]}` is none of its answers" if wrong else ""
