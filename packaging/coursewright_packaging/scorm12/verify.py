"""Verify a SCORM 1.2 package of any tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

from coursewright_packaging import vendor
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.scorm12.checks import check_profile
from coursewright_packaging.scorm12.control import FOLDER, NAMED
from coursewright_packaging.scorm12.rules import OWN_RULES
from coursewright_packaging.scorm2004 import verify as scorm2004
from coursewright_packaging.scorm2004.checks import extensions, files, pages, schemas, structure
from coursewright_packaging.scorm2004.checks.package import MANIFEST, SCORM_12, Package
from coursewright_packaging.xml import NS, markup, parse

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "SCORM 1.2 package"
RULES = (
    scorm2004.PARSES,
    *schemas.RULES,
    *structure.PARTS,
    *OWN_RULES,
    extensions.PARAMETERS,
    extensions.LENGTHS,
    *files.RULES,
    *pages.RULES,
)


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether the archive's manifest uses the namespace of SCORM 1.2."""
    return MANIFEST in names and NS["adlcp12"].encode() in markup(read(MANIFEST))


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package."""
    try:
        root = parse(read(MANIFEST))
    except etree.XMLSyntaxError as error:
        yield scorm2004.PARSES.at(path, error.msg, line=error.lineno or 0, member=MANIFEST)
        return
    package = Package(root, names, read, path, SCORM_12)
    # libxml2 cannot compile the schema of metadata, which the manifest may hold all the same.
    yield from schemas.check_against(package, _schema(), unknown=NS["imsmd"])
    yield from structure.check_parts(package)
    yield from check_profile(package)
    yield from extensions.check_parameters(package)
    yield from extensions.check_lengths(package)
    yield from files.check_files(package)
    yield from pages.check_pages(package)


@cache
def _schema() -> etree.XMLSchema:
    folder = vendor.file(FOLDER)
    return schemas.joined({NS[prefix]: folder / name for prefix, name in NAMED.items()})
