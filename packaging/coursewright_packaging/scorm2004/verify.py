"""Verify a SCORM 2004 package of any tool, 3rd or 4th edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks import (
    extensions,
    files,
    gates,
    pages,
    schemas,
    sequencing,
    structure,
)
from coursewright_packaging.scorm2004.checks.package import MANIFEST, Package
from coursewright_packaging.xml import NS, markup, parse

__all__ = ["KIND", "PARSES", "RULES", "recognise", "verify"]

KIND = "SCORM 2004 package"

PARSES = Rule(
    "scorm-manifest-parses",
    Severity.ERROR,
    "The manifest is well-formed XML.",
    "No platform can import the package.",
    "Build or export the package again.",
    "XML 1.0",
)
RULES = (
    PARSES,
    *schemas.RULES,
    *structure.RULES,
    *sequencing.RULES,
    *gates.RULES,
    *extensions.RULES,
    *files.RULES,
    *pages.RULES,
)
_CHECKS = (
    schemas.check_schemas,
    structure.check_structure,
    sequencing.check_sequencing,
    gates.check_gates,
    extensions.check_extensions,
    files.check_files,
    pages.check_pages,
)


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether the archive's manifest uses the namespace of SCORM 2004."""
    return MANIFEST in names and NS["adlcp"].encode() in markup(read(MANIFEST))


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package."""
    try:
        root = parse(read(MANIFEST))
    except etree.XMLSyntaxError as error:
        yield PARSES.at(path, error.msg, line=error.lineno or 0, member=MANIFEST)
        return
    package = Package(root, names, read, path)
    for check in _CHECKS:
        yield from check(package)
