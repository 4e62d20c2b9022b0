"""Rules of the Common Cartridge profile, section numbers of IMS CC 1.1 (Implementation)."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity
from coursewright_packaging.qti.rules import ITEM_RULES

__all__ = ["GENERIC", "RULES"]

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
ROOT = Rule(
    "cartridge-root-is-manifest",
    _ERROR,
    "The root of imsmanifest.xml is `manifest`.",
    "A platform finds no course in it.",
    "Export the course again.",
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
ASSESSMENT_NAMED = Rule(
    "cartridge-assessment-is-named",
    _ERROR,
    "An assessment has a title and one block of metadata.",
    "Importers show it without a name, or refuse the file.",
    "Write assessment@title and one qtimetadata.",
    "CC 1.1 QTI profile",
)
ITEM_OF_PROFILE = Rule(
    "cartridge-question-is-of-profile",
    _ERROR,
    "A question has none of the elements that the profile takes away from QTI 1.2.",
    "The profile's schema refuses the file.",
    "Drop itemproc_extension, duration, objectives, itemcontrol, rubric and label.",
    "CC 1.1 QTI profile",
)
RESPONSE_FITS = Rule(
    "cartridge-response-fits-profile",
    _ERROR,
    "A question has the one response, cardinality and number of answers of its profile.",
    "Importers read another question, or none.",
    "Mend the response or the cc_profile.",
    "CC 1.1 QTI profile",
)
KEYS_JOINED = Rule(
    "cartridge-multiple-response-uses-and",
    _ERROR,
    "The right answers of a question with several are joined by `and`.",
    "One right answer alone would earn all points.",
    "Put the varequal elements into one `and`, wrong answers inside `not`.",
    "CC 1.1 QTI profile",
)
VERSION_AGREES = Rule(
    "cartridge-version-agrees",
    _ERROR,
    "The manifest's namespace is that of its schemaversion.",
    "Importers choose by one or the other, and read only part of the cartridge.",
    "Write the namespace and the schemaversion of one version.",
    _SPEC,
)
METADATA_PLAIN = Rule(
    "cartridge-metadata-is-of-profile",
    _WARNING,
    "Metadata hold general, lifeCycle, technical, educational and rights only.",
    "The profile's schema refuses the manifest.",
    "Drop the other parts of LOM.",
    _SPEC,
)
ITEM_PLAIN = Rule(
    "cartridge-item-is-plain",
    _ERROR,
    "Items have neither `isvisible` nor `parameters`.",
    "The profile's schema refuses the manifest.",
    "Drop the attribute.",
    _SPEC,
)
ITEM_TITLED = Rule(
    "cartridge-item-has-title",
    _ERROR,
    "Every item below the root has one title.",
    "Learners see an empty line.",
    "Write the title as the item's first child.",
    _SPEC,
)
HAS_FILE = Rule(
    "cartridge-resource-has-file",
    _ERROR,
    "Every resource has a file.",
    "There is nothing to import.",
    "List the file, or drop the resource.",
    _SPEC,
)
USE_KNOWN = Rule(
    "cartridge-intended-use-is-known",
    _ERROR,
    "intendeduse is lessonplan, syllabus, assignment or unspecified.",
    "The profile's schema refuses the manifest.",
    "Write one of them, or drop the attribute.",
    _SPEC,
)
DEPENDENCY_ALLOWED = Rule(
    "cartridge-dependency-is-allowed",
    _ERROR,
    "Topics, tools and assessments depend on files only, web links on nothing.",
    "Importers refuse the cartridge, or follow it in circles.",
    "Drop the dependency.",
    _SPEC,
)
ONE_BANK = Rule(
    "cartridge-has-one-question-bank",
    _ERROR,
    "There is at most one question bank.",
    "Importers read the first only.",
    "Join the banks.",
    _SPEC,
)
FOLDER_KEPT = Rule(
    "cartridge-associated-content-keeps-its-folder",
    _WARNING,
    "Files of associated content lie in its own folder, and no web content does.",
    "Platforms that keep the two apart lose the file.",
    "Move the file.",
    _SPEC,
)
ROOT_FITS = Rule(
    "cartridge-file-fits-its-type",
    _ERROR,
    "The root element of a topic, link, tool or assessment is that of its resource's type.",
    "The importer of that type finds nothing.",
    "Mend the type or the file.",
    _SPEC,
)
TOPIC_WHOLE = Rule(
    "cartridge-topic-is-whole",
    _ERROR,
    "A topic has a title, a text, and attachments that are in the package.",
    "Learners see an empty discussion, or miss the file.",
    "Write title and text, and add the file.",
    _SPEC,
)
LINK_ADDRESSED = Rule(
    "cartridge-web-link-has-address",
    _ERROR,
    "A web link has a title and an http or https address.",
    "The link opens nothing.",
    "Write title and url@href.",
    _SPEC,
)
TOOL_ADDRESSED = Rule(
    "cartridge-tool-link-has-address",
    _ERROR,
    "A link to a tool has a title and an http or https address to launch.",
    "The tool is ignored.",
    "Write blti:title and blti:secure_launch_url.",
    "IMS Basic LTI 1.0",
)
RULES = (
    XML_PARSES,
    ROOT,
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
    ASSESSMENT_NAMED,
    ITEM_OF_PROFILE,
    RESPONSE_FITS,
    KEYS_JOINED,
    VERSION_AGREES,
    METADATA_PLAIN,
    ITEM_PLAIN,
    ITEM_TITLED,
    HAS_FILE,
    USE_KNOWN,
    DEPENDENCY_ALLOWED,
    ONE_BANK,
    ROOT_FITS,
    TOPIC_WHOLE,
    LINK_ADDRESSED,
    TOOL_ADDRESSED,
    *ITEM_RULES,
)
"""What holds for every cartridge, Canvas's packages included."""

GENERIC = (*RULES, FOLDER_KEPT)
"""What holds for a cartridge that is for every platform."""
