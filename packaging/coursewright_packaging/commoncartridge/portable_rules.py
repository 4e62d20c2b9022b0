"""Rules of a cartridge that every importer takes, beside those of the profile.

What stops an importer's whole run is an error; what it loses without a word is a warning.
"""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["PORTABLE"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_MOODLE = "Moodle 5.1, importer of Common Cartridge"

VERSION_PORTABLE = Rule(
    "cartridge-version-is-portable",
    _WARNING,
    "The cartridge is of version 1.0 or 1.1.",
    "Moodle knows no other version and refuses the cartridge.",
    "Write version 1.1.0, and the types and namespaces that belong to it.",
    _MOODLE,
)
NAMESPACE_EARLY = Rule(
    "cartridge-namespace-comes-early",
    _ERROR,
    "The manifest's own namespace is the default one and stands in its first 1024 bytes.",
    "Moodle finds the version by it, and otherwise takes the file for no cartridge.",
    "Use no prefix for the namespace, and no long comment before the root.",
    _MOODLE,
)
TOOL_LINK_TYPE = Rule(
    "cartridge-tool-link-has-type-of-its-version",
    _ERROR,
    "A cartridge of version 1.0 or 1.1 has tool links of the type imsbasiclti_xmlv1p0 only.",
    "The type imsbasiclti_xmlv1p3 fails the schema, and Moodle refuses the cartridge.",
    "Write the link as imsbasiclti_xmlv1p0.",
    "IMS Common Cartridge 1.1",
)
TRUTH_NAMED = Rule(
    "cartridge-truth-is-named",
    _ERROR,
    "The answers of a true/false question have the idents `true` and `false`.",
    "Moodle stops the whole import at any other.",
    "Rename the idents, in the labels and in the conditions.",
    _MOODLE,
)
PAGE_HAS_TEXT = Rule(
    "cartridge-page-has-text",
    _ERROR,
    "Every HTML page has text besides scripts, styles and frames.",
    "Moodle stops the whole import at an empty page.",
    "Write a sentence into the page.",
    _MOODLE,
)
CASE_SAID = Rule(
    "cartridge-multiple-response-says-case",
    _WARNING,
    'Right answers of a multiple response question are compared with case="Yes".',
    "Moodle counts no others, so that nobody can answer right.",
    'Add case="Yes" to the varequal of every right answer.',
    _MOODLE,
)
LAUNCH_URL = Rule(
    "cartridge-tool-link-has-launch-url",
    _WARNING,
    "A tool link has a launch_url, also where it has a secure_launch_url.",
    "Moodle reads launch_url alone and makes a tool without an address.",
    "Write the address into both elements.",
    _MOODLE,
)
LINK_RESOLVES = Rule(
    "cartridge-link-resolves",
    _ERROR,
    "Every relative address in a page, topic or question leads to a file of the package.",
    "Learners meet a broken link or a missing picture.",
    "Mend the address; in topics and questions begin it with $IMS-CC-FILEBASE$.",
    "IMS Common Cartridge 1.1",
)
NO_TOKEN_IN_PAGE = Rule(
    "cartridge-page-has-no-token",
    _WARNING,
    "Pages address files relative to themselves, without tokens such as $IMS-CC-FILEBASE$.",
    "Only some platforms replace tokens in pages; elsewhere the link stays dead text.",
    "Write an address such as ../files/picture.png.",
    _MOODLE,
)
FIELD_ALLOWED = Rule(
    "cartridge-field-has-allowed-value",
    _WARNING,
    "Metadata of assessments and questions has values that the profile allows.",
    "A platform ignores another value, or takes a default for it.",
    "Write 1 to 5 or `unlimited` for cc_maxattempts, 1 to 99 for cc_weighting.",
    "CC 1.1 QTI profile, rules 1 and 2",
)
OWN_FOLDER = Rule(
    "cartridge-descriptor-has-own-folder",
    _WARNING,
    "A topic, link, tool link or assessment stands in a folder without other resources' files.",
    "The profile takes files beside a descriptor for its associated content.",
    "Give each descriptor a folder of its own.",
    "IMS Common Cartridge 1.1, 1.4",
)

PORTABLE = (
    VERSION_PORTABLE,
    NAMESPACE_EARLY,
    TOOL_LINK_TYPE,
    TRUTH_NAMED,
    PAGE_HAS_TEXT,
    CASE_SAID,
    LAUNCH_URL,
    LINK_RESOLVES,
    NO_TOKEN_IN_PAGE,
    FIELD_ALLOWED,
    OWN_FOLDER,
)
