"""Validity against the schemas of the edition that the manifest names, offline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, cast

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.scorm2004.checks.package import Package
from coursewright_packaging.scorm2004.control import NAMED, control_folder
from coursewright_packaging.scorm2004.course import Edition
from coursewright_packaging.xml import NS

__all__ = ["RULES", "check_schemas"]

_XSD = "http://www.w3.org/2001/XMLSchema"
_NAMESPACE = re.compile(r"\{[^{}]*\}")
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
    schema = _schema(package.edition)
    if schema.validate(package.root):
        return
    errors = cast(Iterable[Any], schema.error_log)
    for error in islice(errors, _MOST_REPORTED):
        message = _NAMESPACE.sub("", error.message)
        yield VALID.at(package.path, message, line=error.line, member="imsmanifest.xml")


@cache
def _schema(edition: Edition) -> etree.XMLSchema:
    """Return one schema of all five namespaces; imscp's alone lets foreign elements pass."""
    driver = etree.Element(f"{{{_XSD}}}schema", targetNamespace="urn:x-coursewright:driver")
    folder = control_folder(edition)
    for prefix, name in NAMED.items():
        place = (folder / name).as_uri()
        etree.SubElement(driver, f"{{{_XSD}}}import", namespace=NS[prefix], schemaLocation=place)
    return etree.XMLSchema(driver)
