"""What SCORM 1.2 asks of a manifest beyond the rules of all versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.numbers import number
from coursewright_packaging.scorm12 import rules
from coursewright_packaging.scorm2004.checks.package import Package, sco_items
from coursewright_packaging.scorm2004.checks.structure import misplaced_references
from coursewright_packaging.xml import NS

__all__ = ["check_profile"]

_DATA = ("masteryscore", "maxtimeallowed", "timelimitaction", "datafromlms")
_TIMESPAN = re.compile(r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?")
_ACTIONS = frozenset({"exit,message", "exit,no message", "continue,message", "continue,no message"})
# An AICC script: identifiers, & and |, ~, sets in braces with counts, and comparisons.
_WORD = re.compile(r"[^\s&|~(){},*=<>\"]+")
_COUNT = re.compile(r"\d+\s*\*\s*(?=\{)")
_STATUS = re.compile(r"(=|<>)\s*(\"[^\"]*\"|\w+)")
_SIMPLER = re.compile(r"~x|\(x\)|\{x(?:,x)*\}|x[&|]x")
_LONGEST_SCRIPT = 200
_CHOICES = frozenset("~|{")  # with these an item need not wait for all that it names
_NEWER = frozenset(NS[prefix] for prefix in ("imscp", "adlcp", "adlseq", "adlnav", "imsss"))


def check_profile(package: Package) -> Iterator[Diagnostic]:
    """Yield what is wrong with metadata, types and what ADL adds to items."""
    yield from _schema(package)
    yield from _types(package)
    yield from _foreign(package)
    yield from _places(package)
    yield from _values(package)
    yield from _prerequisites(package)
    for element, problem in misplaced_references(package):
        yield package.at(rules.LEAVES, problem, element)


def _schema(package: Package) -> Iterator[Diagnostic]:
    metadata = package.root.find(package.cp("metadata"))
    if metadata is None:
        return
    for name, wanted in (("schema", "ADL SCORM"), ("schemaversion", "1.2")):
        found = (metadata.findtext(package.cp(name)) or "").strip()
        if found != wanted:
            message = f"the {name} is `{found}`" if found else f"there is no {name}"
            yield package.at(rules.SCHEMA, f"{message}; it must be `{wanted}`", metadata)


def _types(package: Package) -> Iterator[Diagnostic]:
    for identifier, resource in package.resources.items():
        if package.type_of(resource) not in ("sco", "asset"):
            message = f"the resource `{identifier}` has no adlcp:scormtype"
            if resource.get(package.adlcp("scormType")) is not None:
                message += "; `scormType` is the spelling of SCORM 2004"
            yield package.at(rules.TYPES, message, resource)


def _foreign(package: Package) -> Iterator[Diagnostic]:
    for element in package.root.iter(*(f"{{{space}}}*" for space in sorted(_NEWER))):
        name = element.tag.rpartition("}")[2]
        yield package.at(rules.FOREIGN, f"`{name}` is of SCORM 2004", element)


def _places(package: Package) -> Iterator[Diagnostic]:
    scos = {item for item, _ in sco_items(package)}
    for name in _DATA:
        for element in package.root.iter(package.adlcp(name)):
            if element.getparent() not in scos:
                message = f"adlcp:{name} stands where no SCO is launched"
                yield package.at(rules.PLACES, message, element)
    for item in scos:
        if item.get("isvisible") in ("false", "0"):
            message = f"the item `{item.get('identifier')}` is not shown"
            yield package.at(rules.HIDDEN, message, item)


def _values(package: Package) -> Iterator[Diagnostic]:
    for element in package.root.iter(package.adlcp("masteryscore")):
        if not 0 <= number(element.text) <= 100:
            yield package.at(rules.MASTERY, f"the score is `{element.text or ''}`", element)
    for element in package.root.iter(package.adlcp("maxtimeallowed")):
        if not _TIMESPAN.fullmatch((element.text or "").strip()):
            yield package.at(rules.TIME, f"the limit is `{element.text or ''}`", element)
    for element in package.root.iter(package.adlcp("timelimitaction")):
        if (element.text or "").strip() not in _ACTIONS:
            yield package.at(rules.TOKENS, f"the action is `{element.text or ''}`", element)
    for element in package.root.iter(package.adlcp("prerequisites")):
        if element.get("type") != "aicc_script":
            yield package.at(rules.TOKENS, f"the type is `{element.get('type')}`", element)


def _prerequisites(package: Package) -> Iterator[Diagnostic]:
    items = {item.get("identifier", ""): item for item in package.items}
    waits: dict[str, list[str]] = {}
    for element in package.root.iter(package.adlcp("prerequisites")):
        parent = element.getparent()
        if not _is_script(element.text or ""):
            message = f"the script `{element.text or ''}` cannot be read"
            yield package.at(rules.SCRIPTS, message, element)
        script = _STATUS.sub(" ", _COUNT.sub(" ", element.text or ""))
        for name in _WORD.findall(script):
            if name not in items:
                yield package.at(rules.PREREQUISITES, f"`{name}` is no item", element)
            elif parent is not None and not _CHOICES & {*script}:
                waits.setdefault(parent.get("identifier", ""), []).append(name)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        circle = error.args[1]
        chain = " before ".join(f"`{each}`" for each in circle[:20])
        yield package.at(rules.CIRCLE, chain, items[circle[0]])


def _is_script(text: str) -> bool:
    """Return whether each sign stands where AICC's grammar has it; what is simplest goes first."""
    if len(text) > _LONGEST_SCRIPT:  # the schema says it
        return True
    bare = _COUNT.sub("", _STATUS.sub("", text))
    rest = "".join(_WORD.sub("x", bare).split())
    while (simpler := _SIMPLER.sub("x", rest)) != rest:
        rest = simpler
    return rest in ("x", "")
