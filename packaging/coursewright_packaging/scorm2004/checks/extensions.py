"""ADL's own elements: where they may stand, and what they may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import Package, sco_items
from coursewright_packaging.scorm2004.course import Edition
from coursewright_packaging.xml import NS, Element, q

__all__ = [
    "LENGTHS",
    "PARAMETERS",
    "RULES",
    "check_extensions",
    "check_lengths",
    "check_parameters",
]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_CAM = "SCORM 2004 CAM 3.4"
_KNOWN = {
    "adlcp": "location dataFromLMS timeLimitAction completionThreshold data map",
    "adlseq": "constrainedChoiceConsiderations rollupConsiderations objectives objective mapInfo",
    "adlnav": "presentation navigationInterface hideLMSUI",
}
_DROPPED = "persistState"
_THRESHOLD = ("completedByMeasure", "minProgressMeasure", "progressWeight")
_PARAMETERS = re.compile(r"(\?|&)?[^?&=#\s]+=[^&#\s]*(&[^&=#\s]+=[^&#\s]*)*(#\S*)?\Z|#\S+\Z")
_LONGEST_TITLE, _LONGEST_ADDRESS, _LONGEST_WORD, _LONGEST_DATA = 200, 2000, 1000, 4000

KNOWN = Rule(
    "scorm-adl-elements-are-known",
    _ERROR,
    "Every element of ADL's namespaces is one that ADL defines.",
    "The schemas let a misspelt one pass, and every platform ignores it.",
    "Mend the spelling, or drop the element.",
    "adlcp_v1p3, adlseq_v1p3, adlnav_v1p3",
)
PERSIST = Rule(
    "scorm-has-no-persist-state",
    _ERROR,
    "There is no adlcp:persistState.",
    "It was dropped after the 2nd edition; ADL's test suite refuses it.",
    "Remove it.",
    f"{_CAM}; ADL CTS",
)
PRESENTATION = Rule(
    "scorm-presentation-stands-on-leaves",
    _ERROR,
    "adlnav:presentation stands only on items that launch a resource.",
    "A cluster shows nothing, so there is nothing to hide.",
    "Move it to the items below.",
    "SCORM 2004 CAM 5.2",
)
SCO_DATA = Rule(
    "scorm-run-time-data-stands-on-scos",
    _ERROR,
    "timeLimitAction and dataFromLMS stand only on items that launch a SCO.",
    "Only a SCO can read them.",
    "Move them to the SCO's item.",
    f"{_CAM}.1.8",
)
THRESHOLD_PLACE = Rule(
    "scorm-threshold-stands-on-activities",
    _ERROR,
    "adlcp:completionThreshold stands on items and organizations, and is empty beside attributes.",
    "The threshold is not applied.",
    "Put it into the item, with attributes (4th edition) or text (3rd).",
    f"{_CAM}.1.10",
)
THRESHOLD_TEXT = Rule(
    "scorm-threshold-is-in-attributes",
    _WARNING,
    "In the 4th edition the completion threshold is written as attributes.",
    "The text form is deprecated, and Moodle ignores it.",
    'Write completedByMeasure="true" minProgressMeasure="…".',
    f"{_CAM}.1.10",
)
PARAMETERS = Rule(
    "scorm-parameters-are-a-query",
    _ERROR,
    "An item's parameters have the form `?name=value&name=value` or `#fragment`.",
    "They are put behind the page's address as they are.",
    "Write name and value pairs, percent-encoded.",
    f"{_CAM}.1.7",
)
LENGTHS = Rule(
    "scorm-texts-fit",
    _WARNING,
    "Titles have at most 200 characters, addresses 2000, parameters 1000, dataFromLMS 4000.",
    "Platforms promise no more; some cut the rest off.",
    "Shorten it.",
    "SCORM 2004 CAM, smallest permitted maximums",
)
RULES = (
    KNOWN,
    PERSIST,
    PRESENTATION,
    SCO_DATA,
    THRESHOLD_PLACE,
    THRESHOLD_TEXT,
    PARAMETERS,
    LENGTHS,
)


def check_extensions(package: Package) -> Iterator[Diagnostic]:
    """Yield misplaced, misspelt and overlong extensions."""
    yield from _known(package)
    yield from _dropped(package)
    yield from _places(package)
    for threshold in package.all("adlcp:completionThreshold"):
        yield from _threshold(package, threshold)
    yield from check_parameters(package)
    yield from check_lengths(package)


def check_parameters(package: Package) -> Iterator[Diagnostic]:
    """Yield parameters of items that are no query."""
    for item in package.items:
        parameters = item.get("parameters")
        if parameters and not _PARAMETERS.match(parameters):
            yield package.at(PARAMETERS, f"the parameters are `{parameters}`", item)


def _known(package: Package) -> Iterator[Diagnostic]:
    for prefix, names in _KNOWN.items():
        known = names.split()
        for element in package.root.iter(f"{{{NS[prefix]}}}*"):
            name = str(element.tag).rpartition("}")[2]
            if name not in known and name != _DROPPED:
                message = f"`{prefix}:{name}` is no element of ADL; known are {', '.join(known)}"
                yield package.at(KNOWN, message, element)


def _dropped(package: Package) -> Iterator[Diagnostic]:
    name = q(f"adlcp:{_DROPPED}")
    for element in package.root.iter("{*}*"):
        # The 2nd edition had it as an attribute of resources; some tools write an element.
        if element.tag == name or name in element.attrib:
            yield package.at(PERSIST, "adlcp:persistState is of the 2nd edition", element)


def _places(package: Package) -> Iterator[Diagnostic]:
    scos = {item for item, _ in sco_items(package)}
    for presentation in package.all("adlnav:presentation"):
        parent = presentation.getparent()
        if parent is None or parent.get("identifierref") is None:
            message = "adlnav:presentation stands where nothing is launched"
            yield package.at(PRESENTATION, message, presentation)
    for name in ("adlcp:timeLimitAction", "adlcp:dataFromLMS"):
        for element in package.all(name):
            if element.getparent() not in scos:
                yield package.at(SCO_DATA, f"{name} stands where no SCO is launched", element)


def _threshold(package: Package, threshold: Element) -> Iterator[Diagnostic]:
    parent = threshold.getparent()
    if parent is None or parent.tag not in (q("imscp:item"), q("imscp:organization")):
        yield package.at(THRESHOLD_PLACE, "the threshold stands outside of activities", threshold)
    text = (threshold.text or "").strip()
    if text and any(threshold.get(name) for name in _THRESHOLD):
        message = f"the threshold has attributes and the text `{text}`"
        yield package.at(THRESHOLD_PLACE, message, threshold)
    elif text and package.edition is Edition.FOURTH:
        yield package.at(THRESHOLD_TEXT, f"the threshold is the text `{text}`", threshold)


def check_lengths(package: Package) -> Iterator[Diagnostic]:
    """Yield texts that are longer than platforms promise to keep."""
    for title in package.root.iter(package.cp("title")):
        yield from _length(package, title, "the title", title.text, _LONGEST_TITLE)
    for data in package.all("adlcp:dataFromLMS"):
        yield from _length(package, data, "dataFromLMS", data.text, _LONGEST_DATA)
    for location in package.root.iter(package.adlcp("location")):
        yield from _length(package, location, "the location", location.text, _LONGEST_ADDRESS)
    for element in package.root.iter(*map(package.cp, ("item", "resource", "file"))):
        for name in ("href", "identifierref"):
            yield from _length(package, element, name, element.get(name), _LONGEST_ADDRESS)
        for name in ("type", "parameters"):
            yield from _length(package, element, name, element.get(name), _LONGEST_WORD)


def _length(
    package: Package, element: Element, what: str, text: str | None, most: int
) -> Iterator[Diagnostic]:
    if text and len(text) > most:
        message = f"{what} has {len(text)} characters; safe are {most}"
        yield package.at(LENGTHS, message, element)
