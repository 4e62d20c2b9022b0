"""Rules that SCORM 1.2 has of its own; most it has in common with SCORM 2004."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["OWN_RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_CAM = "SCORM 1.2 CAM 2.3"

SCHEMA = Rule(
    "scorm12-schema-is-named",
    _ERROR,
    "The metadata name the schema `ADL SCORM` and the schemaversion `1.2`.",
    "A platform decides by them which API it offers.",
    "Write `<schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>`.",
    f"{_CAM}.2",
)
TYPES = Rule(
    "scorm12-resource-has-scormtype",
    _ERROR,
    "Every resource says in adlcp:scormtype whether it is a `sco` or an `asset`.",
    "The platform does not know whether to track the page.",
    'Write adlcp:scormtype="sco" or "asset", in lower case.',
    f"{_CAM}.5",
)
FOREIGN = Rule(
    "scorm12-has-no-scorm-2004",
    _ERROR,
    "The manifest has no sequencing and no other element of SCORM 2004.",
    "Platforms of 1.2 ignore it, so that learners come to pages that should be closed.",
    "Drop it, or make the package one of SCORM 2004.",
    _CAM,
)
PLACES = Rule(
    "scorm12-run-time-data-stands-on-scos",
    _ERROR,
    "masteryscore, maxtimeallowed, timelimitaction and datafromlms stand on items with a SCO.",
    "Only a SCO can read them.",
    "Move them to the SCO's item.",
    f"{_CAM}.4",
)
MASTERY = Rule(
    "scorm12-mastery-score-is-percent",
    _ERROR,
    "A masteryscore is a number from 0 to 100.",
    "Platforms compare it with cmi.core.score.raw, and nobody passes, or everybody.",
    "Write the pass mark in percent, such as 70.",
    f"{_CAM}.4",
)
TIME = Rule(
    "scorm12-time-limit-is-a-timespan",
    _ERROR,
    "maxtimeallowed has the form HHHH:MM:SS.SS.",
    "The platform reads no limit, or refuses the manifest.",
    "Write hours, minutes and seconds with two digits each, such as 00:30:00.",
    "SCORM 1.2 RTE, CMITimespan",
)
TOKENS = Rule(
    "scorm12-words-are-known",
    _ERROR,
    "timelimitaction is one of its four words, and prerequisites are an aicc_script.",
    "The platform ignores the element.",
    "Write `exit,message`, `exit,no message`, `continue,message` or `continue,no message`.",
    f"{_CAM}.4",
)
PREREQUISITES = Rule(
    "scorm12-prerequisites-resolve",
    _ERROR,
    "Prerequisites name items of the manifest.",
    "The item stays closed for ever, or is never closed.",
    "Write the identifiers of items as they stand in `item identifier=…`.",
    f"{_CAM}.4; AICC CMI001",
)
CIRCLE = Rule(
    "scorm12-prerequisites-have-no-circle",
    _ERROR,
    "No item waits, through others, for itself.",
    "All items of the circle stay closed for ever.",
    "Drop one of the prerequisites.",
    "AICC CMI001",
)
SCRIPTS = Rule(
    "scorm12-prerequisites-are-a-script",
    _ERROR,
    "Prerequisites join identifiers by & and |, with ~, (…), count*{…} and status in their places.",
    "Platforms stop at what they cannot read, and the item stays closed or open to all.",
    "Write for example `first&second`, `first|second` or `2*{first,second,third}`.",
    f"{_CAM}.4; AICC CMI001",
)
LEAVES = Rule(
    "scorm12-leaves-alone-open-pages",
    _WARNING,
    "Items without children open a page; items with children do not.",
    "SCORM 1.2 allows other items, but players differ in what they show of them.",
    "Give the page an item of its own below the others, or drop the item.",
    f"{_CAM}.4",
)
HIDDEN = Rule(
    "scorm12-items-can-be-reached",
    _WARNING,
    "Every item with a page is shown in the menu.",
    "SCORM 1.2 has no other way to a page than the menu.",
    'Drop isvisible="false".',
    f"{_CAM}.4",
)
OWN_RULES = (
    SCHEMA,
    TYPES,
    FOREIGN,
    PLACES,
    MASTERY,
    TIME,
    TOKENS,
    PREREQUISITES,
    CIRCLE,
    SCRIPTS,
    LEAVES,
    HIDDEN,
)
