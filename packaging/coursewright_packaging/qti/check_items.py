"""Check the questions of a QTI 1.2 document: what every dialect of it has in common."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.numbers import number
from coursewright_packaging.qti import rules
from coursewright_packaging.xml import Element

__all__ = ["Faults", "Item", "check_items", "fields_of", "items_of"]

Faults = Iterator[tuple[Rule, str, Element]]
"""Rule, message and the element at fault."""

# Types that a person grades, or that give their answer elsewhere.
_UNKEYED = ("essay", "upload", "text_only", "calculated")
_ONE_CHOICE = ("multiple_choice", "true_false")
_SCORING = tuple(
    f"{{*}}{name}"
    for name in "varequal varlt varlte vargt vargte setvar displayfeedback itemfeedback".split()
)


class Item:
    """One question: its element, its metadata fields by label, its keys."""

    def __init__(self, element: Element) -> None:
        """Read the metadata."""
        self.element = element
        self.ident = element.get("ident", "")
        self.fields = fields_of(element)

    @cached_property
    def keys(self) -> list[tuple[str, str]]:
        """Return response and value of each `varequal` in a condition that gives points."""
        return [
            (equal.get("respident", ""), equal.text or "")
            for condition in self.element.iter("{*}respcondition")
            if _gives_points(condition)
            for equal in condition.iter("{*}varequal")
            if not _is_negated(equal)
        ]

    @cached_property
    def stem(self) -> str:
        """Return the item's first text."""
        return next(((e.text or "") for e in self.element.iter("{*}mattext")), "")


def items_of(root: Element) -> list[Item]:
    """Return the items in document order."""
    return [Item(element) for element in root.iter("{*}item")]


def fields_of(holder: Element) -> dict[str, str]:
    """Return the metadata fields in an element by label."""
    return {
        field.findtext("{*}fieldlabel") or "": field.findtext("{*}fieldentry") or ""
        for field in holder.iter("{*}qtimetadatafield")
    }


def _gives_points(condition: Element) -> bool:
    return any(number(e.text) > 0 for e in condition.iterchildren("{*}setvar"))


def _is_negated(equal: Element) -> bool:
    return sum(1 for _ in equal.iterancestors("{*}not")) % 2 == 1


def check_items(items: Sequence[Item]) -> Faults:
    """Yield what is wrong with the questions of a document."""
    counts = Counter(item.ident for item in items)
    for item in items:
        if not item.ident or counts[item.ident] > 1:
            message = f"{counts[item.ident]} items have the ident `{item.ident}`"
            yield rules.IDENTS_DIFFER, message, item.element
        for rule, message, element in _item(item):
            yield rule, f"item `{item.ident}`: {message}", element


def _item(item: Item) -> Faults:
    choices = _choices(item.element)
    others = {e.get("ident", "") for e in item.element.iter("{*}response_str", "{*}response_num")}
    yield from _answers(choices, item.element)
    yield from _conditions(item.element, {*choices, *others})
    yield from _keys(item, choices)
    if not item.stem.strip() and next(item.element.iter("{*}matimage"), None) is None:
        yield rules.PROMPTED, "it has no text", item.element


def _choices(item: Element) -> dict[str, list[str]]:
    return {
        response.get("ident", ""): [
            label.get("ident", "") for label in response.iter("{*}response_label")
        ]
        for response in item.iter("{*}response_lid")
    }


def _answers(choices: dict[str, list[str]], item: Element) -> Faults:
    for name, labels in choices.items():
        twice = [label for label, count in Counter(labels).items() if count > 1]
        if twice:
            yield rules.ANSWERS_DIFFER, f"`{twice[0]}` stands twice in `{name}`", item


def _conditions(item: Element, responses: set[str]) -> Faults:
    known: set[str | None] = set()
    shown: list[Element] = []
    for element in item.iter(*_SCORING):
        name = element.tag.rpartition("}")[2]
        if name == "itemfeedback":
            known.add(element.get("ident"))
        elif name == "displayfeedback":
            shown.append(element)
        elif name == "setvar":
            if math.isnan(number(element.text)):
                yield rules.SCORES_READ, f"the score is set to `{element.text or ''}`", element
        else:
            if element.get("respident", "") not in responses:
                message = f"a condition asks for `{element.get('respident', '')}`"
                yield rules.RESPONSE_KNOWN, message, element
            if name != "varequal" and math.isnan(number(element.text)):
                yield rules.SCORES_READ, f"`{element.text or ''}` is no number", element
    for each in shown:
        if each.get("linkrefid") and each.get("linkrefid") not in known:
            message = f"the feedback `{each.get('linkrefid')}` is missing"
            yield rules.FEEDBACK_EXISTS, message, each


def _keys(item: Item, choices: dict[str, list[str]]) -> Faults:
    kind = " ".join(item.fields.get(name, "") for name in ("cc_profile", "question_type"))
    if any(word in kind for word in _UNKEYED):
        return
    keys = item.keys
    wrong = [value for name, value in keys if name in choices and value not in choices[name]]
    if wrong:
        yield rules.KEY_EXISTS, f"the key `{wrong[0]}` is none of its answers", item.element
    if not keys and (choices or kind.strip()) and not _asks_for_range(item.element):
        yield rules.KEY_EXISTS, "no condition gives points for an answer", item.element
    if any(word in kind for word in _ONE_CHOICE) and len({*keys}) > 1:
        yield rules.ONE_KEY, f"it has {len({*keys})} right answers", item.element


def _asks_for_range(item: Element) -> bool:
    return any(
        _gives_points(condition) and next(condition.iter("{*}vargte", "{*}vargt"), None) is not None
        for condition in item.iter("{*}respcondition")
    )
