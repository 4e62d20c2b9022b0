"""References between documents: folders, links, delivery options, random blocks, columns."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright_packaging.blackboard.opened import Document, Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.numbers import number
from coursewright_packaging.xml import Element

__all__ = ["RULES", "check_references"]

_SOURCE = "Blackboard content packaging, as real exports have it"

PARENT = Rule(
    "blackboard-content-has-parent",
    Severity.ERROR,
    "Each CONTENT names the CONTENT around it, the top folder the literal `{unset id}`.",
    "The item lands in no folder and is not seen again.",
    "Set PARENTID to the id of the folder.",
    _SOURCE,
)
HANDLER = Rule(
    "blackboard-content-has-handler",
    Severity.ERROR,
    "Each CONTENT has a CONTENTHANDLER of the form `resource/x-…`.",
    "Learn does not know what to do with the item.",
    "Set the handler of the item's kind.",
    _SOURCE,
)
ADDRESS = Rule(
    "blackboard-link-has-address",
    Severity.ERROR,
    "Web links and LTI links have an http or https address in URL.",
    "The link opens nothing.",
    "Give the address.",
    _SOURCE,
)
LINKED = Rule(
    "blackboard-link-item-has-link",
    Severity.ERROR,
    "Each item that stands for a test, survey or forum is the REFERRER of a LINK.",
    "Learn shows an item that leads nowhere, or none.",
    "Add the LINK from the item to its test options or forum.",
    _SOURCE,
)
LINK_ENDS = Rule(
    "blackboard-link-joins-resources",
    Severity.ERROR,
    "Both ends of a LINK are resources: a CONTENT and a forum, test options or CONTENT.",
    "Learn drops the link.",
    "Correct REFERRER and REFERREDTO.",
    _SOURCE,
)
DELIVERY = Rule(
    "blackboard-delivery-options-name-a-test",
    Severity.ERROR,
    "Each COURSEASSESSMENT names a test or survey of the package in ASMTID.",
    "The test cannot be taken.",
    "Set ASMTID to the resource of the test.",
    _SOURCE,
)
DELIVERED = Rule(
    "blackboard-test-has-delivery-options",
    Severity.WARNING,
    "Each test of a course package has a COURSEASSESSMENT.",
    "The test is imported but stands nowhere in the course.",
    "Add the options and a link to them.",
    _SOURCE,
)
BLOCK = Rule(
    "blackboard-random-block-draws-from-pool",
    Severity.ERROR,
    "Each random block draws from a pool of the package, no more questions than it holds.",
    "The block is empty, and its points can never be reached.",
    "Correct sourcebank_ref or selection_number.",
    _SOURCE,
)
COLUMN = Rule(
    "blackboard-column-belongs-to-content",
    Severity.ERROR,
    "A column of the grade centre refers to content, test, category and scale of the package.",
    "The column stays without grades, or is dropped.",
    "Correct CONTENTID, ASIDATAID, CATEGORYID, SCALEID or SECONDARY_SCALEID.",
    _SOURCE,
)
POINTS = Rule(
    "blackboard-column-points-match-test",
    Severity.WARNING,
    "The column of a test has the test's points.",
    "Percentages in the grade centre are wrong.",
    "Set POINTSPOSSIBLE to the test's maximum.",
)
FORUM = Rule(
    "blackboard-forum-has-conference",
    Severity.ERROR,
    "Each FORUM belongs to a CONFERENCE of the package.",
    "The forum is not imported.",
    "Set CONFERENCEID to the id of the conference.",
    _SOURCE,
)
RULES = (
    PARENT,
    HANDLER,
    ADDRESS,
    LINKED,
    LINK_ENDS,
    DELIVERY,
    DELIVERED,
    BLOCK,
    COLUMN,
    POINTS,
    FORUM,
)

_LINKING = ("asmt-test-link", "asmt-survey-link", "forumlink")
_ADDRESSED = ("externallink", "blti-link")
_TESTS = ("assessment/x-bb-qti-test", "assessment/x-bb-qti-survey")
_POOL = "assessment/x-bb-qti-pool"
_UNSET = "{unset id}"
_PRECISION = 1e-6


def check_references(package: Opened) -> Iterator[Diagnostic]:
    """Yield references that go nowhere."""
    yield from _contents(package)
    yield from _links(package)
    yield from _deliveries(package)
    yield from _blocks(package)
    yield from _columns(package)
    yield from _forums(package)


def _value(element: Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get("value", "")


def _contents(package: Opened) -> Iterator[Diagnostic]:
    known = {document.root.get("id", "") for document in package.of("CONTENT")}
    referrers = {
        end.get("id") for document in package.of("LINK") for end in document.root.iter("REFERRER")
    }
    for document in package.of("CONTENT"):
        parent = _value(document.root, "PARENTID")
        if parent != _UNSET and (parent not in known or parent == document.root.get("id")):
            yield package.at(
                PARENT, f"PARENTID is `{parent}`, the id of no other CONTENT", document
            )
        handler = _value(document.root, "CONTENTHANDLER")
        if not handler.startswith("resource/x-"):
            yield package.at(HANDLER, f"CONTENTHANDLER is `{handler}`", document)
        kind = handler.removeprefix("resource/x-bb-")
        if kind in _LINKING and document.name not in referrers:
            yield package.at(LINKED, f"no LINK starts at this `{kind}`", document)
        address = _value(document.root, "URL")
        if kind in _ADDRESSED and not address.startswith(("http://", "https://")):
            yield package.at(ADDRESS, f"URL is `{address}`", document)


def _links(package: Opened) -> Iterator[Diagnostic]:
    for document in package.of("LINK"):
        for end in ("REFERRER", "REFERREDTO"):
            found = document.root.find(end)
            name = "" if found is None else found.get("id", "")
            target = package.by_name.get(name)
            if target is None or (end == "REFERRER" and target.root.tag != "CONTENT"):
                yield package.at(LINK_ENDS, f"{end} is `{name}`", document)


def _deliveries(package: Opened) -> Iterator[Diagnostic]:
    tests = {document.name for document in package.documents if document.type in _TESTS}
    delivered = set()
    for document in package.of("COURSEASSESSMENT"):
        name = _value(document.root, "ASMTID")
        delivered.add(name)
        if name not in tests:
            yield package.at(DELIVERY, f"ASMTID is `{name}`, no test of the package", document)
    for name in sorted(tests - delivered):
        yield package.at(DELIVERED, "no COURSEASSESSMENT names this test", package.by_name[name])


def _blocks(package: Opened) -> Iterator[Diagnostic]:
    for document in package.of("questestinterop"):
        for selection in document.root.iter("selection"):
            bank = selection.findtext("sourcebank_ref")
            if bank is not None:
                yield from _block(package, document, selection, bank)


def _block(
    package: Opened, document: Document, selection: Element, bank: str
) -> Iterator[Diagnostic]:
    pool = package.by_name.get(bank)
    if pool is None or pool.type != _POOL:
        message = f"sourcebank_ref is `{bank}`, no pool of the package"
        yield package.at(BLOCK, message, document, selection)
        return
    held = sum(1 for _ in pool.root.iter("item"))
    asked = selection.findtext("selection_number", "")
    if not asked.isdecimal() or not 1 <= int(asked) <= held:
        message = f"selection_number is `{asked}`; the pool holds {held}"
        yield package.at(BLOCK, message, document, selection)


def _columns(package: Opened) -> Iterator[Diagnostic]:
    for document in package.of("GRADEBOOK"):
        ids = {e.get("id") for e in document.root.iter("CATEGORY", "SCALE")}
        for column in document.root.iter("OUTCOMEDEFINITION"):
            for name in ("CATEGORYID", "SCALEID", "SECONDARY_SCALEID"):
                found = _value(column, name)
                if found and found not in ids:
                    yield package.at(COLUMN, f"{name} is `{found}`", document, column)
            yield from _column_resources(package, document, column)


def _column_resources(package: Opened, document: Document, column: Element) -> Iterator[Diagnostic]:
    for name, root in (("CONTENTID", "CONTENT"), ("ASIDATAID", "questestinterop")):
        found = _value(column, name)
        target = package.by_name.get(found)
        if found and (target is None or target.root.tag != root):
            yield package.at(COLUMN, f"{name} is `{found}`, no {root}", document, column)
    test = package.by_name.get(_value(column, "ASIDATAID"))
    maximum = None if test is None else test.root.findtext(".//qmd_absolutescore_max")
    points = _value(column, "POINTSPOSSIBLE")
    if maximum and points and not abs(number(maximum) - number(points)) <= _PRECISION:
        message = f"POINTSPOSSIBLE is {points}; the test has {maximum}"
        yield package.at(POINTS, message, document, column)


def _forums(package: Opened) -> Iterator[Diagnostic]:
    known = {e.get("id") for d in package.of("CONFERENCES") for e in d.root.iter("CONFERENCE")}
    for document in package.of("FORUM"):
        found = _value(document.root, "CONFERENCEID")
        if found not in known:
            yield package.at(FORUM, f"CONFERENCEID is `{found}`, no conference", document)
