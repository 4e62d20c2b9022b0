"""Validity against the schemas of the edition that the manifest names, offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, cast

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import MANIFEST, Package
from coursewright_packaging.scorm2004.control import NAMED, control_folder
from coursewright_packaging.scorm2004.course import Edition
from coursewright_packaging.xml import NS

__all__ = ["RULES", "check_against", "check_schemas", "joined"]

_XSD = "http://www.w3.org/2001/XMLSchema"
_NAMESPACE = re.compile(r"\{[^{}]*\}")
_UNEXPECTED = re.compile(r"Element '(?:\{([^{}]*)\})?([\w.-]+)': This element is not expected")
_EXPECTED = re.compile(r"[\w.-]+(?=[ ,][^(]*\)\.\Z)")
_NO_SUCH = "No matching global element declaration available, but demanded by the strict wildcard"
_MOST_REPORTED = 50

VALID = Rule(
    "scorm-manifest-matches-schemas",
    Severity.ERROR,
    "The manifest is valid against the IMS and ADL schemas of its edition.",
    "Strict platforms refuse the package; others skip what they cannot read.",
    "Put elements and attributes in the order and spelling of the schema.",
    "SCORM 2004 CAM 3.4; imscp_v1p1, adlcp_v1p3, adlseq_v1p3, adlnav_v1p3, imsss_v1p0",
)
RULES = (VALID,)


def check_schemas(package: Package) -> Iterator[Diagnostic]:
    """Yield what the schemas object to, at most 50 times."""
    return check_against(package, _schema(package.edition))


def check_against(
    package: Package, schema: etree.XMLSchema, *, unknown: str = ""
) -> Iterator[Diagnostic]:
    """Yield what a schema objects to, at most 50 times.

    unknown: a namespace that the schema does not know, whose elements are allowed.
    """
    if schema.validate(package.root):
        return
    errors = (
        error
        for error in cast(Iterable[Any], schema.error_log)
        if not unknown or not error.message.startswith(f"Element '{{{unknown}}}")
    )
    for error in islice(errors, _MOST_REPORTED):
        yield VALID.at(package.path, _told(error.message), line=error.line, member=MANIFEST)


def _told(message: str) -> str:
    """Return libxml2's message without namespaces, unless one of them is what is wrong."""
    plain = _NAMESPACE.sub("", message).replace(_NO_SUCH, "the schema has no such element")
    found = _UNEXPECTED.match(message)
    if not found or found[2] not in _EXPECTED.findall(plain):
        return plain
    return f"{plain} It is in {f'the namespace {found[1]}' if found[1] else 'no namespace'}."


@cache
def _schema(edition: Edition) -> etree.XMLSchema:
    """Return one schema of all five namespaces; imscp's alone lets foreign elements pass."""
    folder = control_folder(edition)
    return joined({NS[prefix]: folder / name for prefix, name in NAMED.items()})


def joined(files: Mapping[str, Path]) -> etree.XMLSchema:
    """Return one schema of several. files: by namespace."""
    driver = etree.Element(f"{{{_XSD}}}schema", targetNamespace="urn:x-coursewright:driver")
    for space, file in files.items():
        place = file.as_uri()
        etree.SubElement(driver, f"{{{_XSD}}}import", namespace=space, schemaLocation=place)
    return etree.XMLSchema(driver)
