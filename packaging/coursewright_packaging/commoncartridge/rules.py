"""Rules of the Common Cartridge profile, section numbers of IMS CC 1.1 (Implementation)."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SPEC = "IMS Common Cartridge 1.1"

XML_PARSES = Rule(
    "cartridge-xml-parses",
    _ERROR,
    "Every XML member is well-formed, without document types.",
    "The import stops at the member.",
    "Write it with an XML library.",
    _SPEC,
)
SCHEMA_NAMED = Rule(
    "cartridge-schema-is-named",
    _ERROR,
    "The manifest's metadata name schema and version of Common Cartridge.",
    "A platform decides by them how to read the package.",
    "Write `IMS Common Cartridge` and a version from 1.0.0 to 1.3.0.",
    _SPEC,
)
ONE_ORGANIZATION = Rule(
    "cartridge-has-one-organization",
    _ERROR,
    "There is one organization, a rooted hierarchy with one item at its root.",
    "Platforms take the first or none.",
    'Write one organization with structure="rooted-hierarchy".',
    _SPEC,
)
ID_UNIQUE = Rule(
    "cartridge-id-is-unique",
    _ERROR,
    "Every identifier in the manifest is used once and is an XML name.",
    "References lead to one of two things.",
    "Give each its own identifier, beginning with a letter.",
    _SPEC,
)
REFERENCE_RESOLVES = Rule(
    "cartridge-reference-resolves",
    _ERROR,
    "Every identifierref leads to a resource.",
    "The item opens nothing.",
    "Mend the reference or add the resource.",
    _SPEC,
)
FILE_EXISTS = Rule(
    "cartridge-file-exists",
    _ERROR,
    "Every file that the manifest lists is in the package.",
    "The import leaves the content out.",
    "Add the file, or remove it from the manifest.",
    _SPEC,
)
FILE_LISTED = Rule(
    "cartridge-file-is-listed",
    _ERROR,
    "Every file in the package is listed by a resource.",
    "Platforms drop what is not listed.",
    "List it under a resource.",
    _SPEC,
)
HREF_LISTED = Rule(
    "cartridge-href-is-listed",
    _ERROR,
    "A resource with an href lists the same file.",
    "Some platforms read one, some the other.",
    "Add a file element with the same href.",
    _SPEC,
)
TYPE_KNOWN = Rule(
    "cartridge-type-is-known",
    _ERROR,
    "Every resource has a type of the profile.",
    "Platforms ignore a resource of an unknown type.",
    "Write one of the types of Common Cartridge 1.1, or imsbasiclti_xmlv1p3.",
    _SPEC,
)
ONE_FILE = Rule(
    "cartridge-resource-has-one-file",
    _ERROR,
    "A topic, web link, tool link or assessment has exactly one file and no href.",
    "Importers take the first file and ignore the rest.",
    "List its one file only.",
    _SPEC,
)
PLAIN_PATHS = Rule(
    "cartridge-path-is-plain",
    _WARNING,
    "Paths hold letters, digits, dots, hyphens, underscores and slashes only.",
    "Some importers compare them raw, some percent-decoded.",
    "Rename the file.",
)
SECTION_FILLED = Rule(
    "cartridge-assessment-has-items",
    _ERROR,
    "An assessment has one section with at least one item, each with metadata.",
    "The profile's schema asks for it, and importers drop an empty assessment.",
    "Add an item.",
    "CC 1.1 QTI profile",
)
PROFILE_KNOWN = Rule(
    "cartridge-question-profile-is-known",
    _ERROR,
    "Every question names a question type of the profile.",
    "An importer does not know how to read it.",
    "Write a cc_profile such as cc.multiple_choice.v0p1.",
    "CC 1.1 QTI profile",
)
KEY_EXISTS = Rule(
    "cartridge-question-has-key",
    _ERROR,
    "The right answer of a question is one of its answers.",
    "Nobody could answer it right.",
    "Mend the respcondition.",
    "QTI 1.2",
)

RULES = (
    XML_PARSES,
    SCHEMA_NAMED,
    ONE_ORGANIZATION,
    ID_UNIQUE,
    REFERENCE_RESOLVES,
    FILE_EXISTS,
    FILE_LISTED,
    HREF_LISTED,
    TYPE_KNOWN,
    ONE_FILE,
    PLAIN_PATHS,
    SECTION_FILLED,
    PROFILE_KNOWN,
    KEY_EXISTS,
)
