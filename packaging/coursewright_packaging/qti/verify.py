"""Verify a zip of QTI questions without a course around: QTI 1.2, and items of QTI 2.1 and 2.2."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.documents import Documents
from coursewright_packaging.qti import check_version2
from coursewright_packaging.qti.check_items import check_items, items_of
from coursewright_packaging.qti.rules import ITEM_RULES
from coursewright_packaging.xml import Element, line_of, local, markup

__all__ = ["KIND", "RULES", "question_files", "recognise", "verify"]

KIND = "QTI package"
_MANIFEST = "imsmanifest.xml"
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SOURCE = "IMS QTI 1.2 and 2.1, packaging"

PARSES = Rule(
    "qti-xml-parses",
    _ERROR,
    "The manifest and the files of questions are well-formed XML.",
    "The import stops at the file.",
    "Export the questions again.",
    "XML 1.0",
)
MANIFEST_ROOT = Rule(
    "qti-root-is-manifest",
    _ERROR,
    "The root of imsmanifest.xml is `manifest`.",
    "A platform finds no questions.",
    "Export the questions again.",
    _SOURCE,
)
LISTED = Rule(
    "qti-package-lists-questions",
    _ERROR,
    "The manifest lists a resource of type imsqti with a file.",
    "A platform finds nothing to import.",
    "Write a resource for each file of questions.",
    _SOURCE,
)
FILE_EXISTS = Rule(
    "qti-file-exists",
    _ERROR,
    "Every file that the manifest lists is in the package.",
    "Questions or pictures are missing.",
    "Add the file or mend its href.",
    _SOURCE,
)
FILE_LISTED = Rule(
    "qti-file-is-listed",
    _WARNING,
    "Every file in the package is listed by a resource.",
    "Platforms drop what is not listed.",
    "List it under a resource.",
    _SOURCE,
)
REFERENCE = Rule(
    "qti-reference-resolves",
    _ERROR,
    "Identifiers of resources differ, and dependencies lead to resources.",
    "A platform stops, or takes one of two.",
    "Mend the identifier.",
    _SOURCE,
)
ROOT = Rule(
    "qti-root-is-known",
    _ERROR,
    "A file of questions is a questestinterop, or an item or test of QTI 2.",
    "The import finds no question.",
    "Mend the type of the resource or the file.",
    _SOURCE,
)
HAS_ITEMS = Rule(
    "qti-file-has-items",
    _ERROR,
    "Every file of QTI 1.2 holds at least one item, and every test of QTI 2 asks for one.",
    "The import makes an empty quiz.",
    "Add an item, or drop the file.",
    _SOURCE,
)
RULES = (
    PARSES,
    MANIFEST_ROOT,
    LISTED,
    FILE_EXISTS,
    FILE_LISTED,
    REFERENCE,
    ROOT,
    HAS_ITEMS,
    *ITEM_RULES,
    *check_version2.RULES,
)


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether the archive's manifest names a resource of QTI."""
    return _MANIFEST in names and b'"imsqti_' in markup(read(_MANIFEST))


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package."""
    documents = Documents(read)
    try:
        manifest = documents.root(_MANIFEST, keep=True)
    except etree.XMLSyntaxError as error:
        yield PARSES.at(path, error.msg, line=error.lineno or 0, member=_MANIFEST)
        return
    if local(manifest) != "manifest":  # all else would only follow from it
        message = f"the root is `{local(manifest)}`"
        yield MANIFEST_ROOT.at(path, message, line=line_of(manifest), member=_MANIFEST)
        return
    for rule, message, member, element in _manifest(manifest, frozenset(names)):
        yield rule.at(path, message, member=member, line=line_of(element))
    for name in question_files(manifest, frozenset(names)):
        try:
            root = documents.root(name)
        except etree.XMLSyntaxError as error:
            yield PARSES.at(path, error.msg, line=error.lineno or 0, member=name)
            continue
        for rule, message, element in _document(root, partial(_is_beside, name, frozenset(names))):
            yield rule.at(path, message, member=name, line=line_of(element))


def _manifest(
    manifest: Element, names: frozenset[str]
) -> Iterator[tuple[Rule, str, str, Element | None]]:
    resources = list(manifest.iter("{*}resource"))
    known: set[str] = set()
    for resource in resources:
        identifier = resource.get("identifier", "")
        if not identifier or identifier in known:
            yield REFERENCE, f"the identifier `{identifier}` is not unique", _MANIFEST, resource
        known.add(identifier)
    listed: set[str] = {_MANIFEST}
    for file in manifest.iter("{*}file"):
        name = _member(file.get("href", ""), names)
        listed.add(name)
        if name not in names:
            yield FILE_EXISTS, f"`{name}` is not in the package", _MANIFEST, file
    for dependency in manifest.iter("{*}dependency"):
        if dependency.get("identifierref") not in known:
            message = f"`{dependency.get('identifierref')}` is no resource"
            yield REFERENCE, message, _MANIFEST, dependency
    for name in sorted(names - listed):
        yield FILE_LISTED, "no resource lists the member", name, None
    if not any(_is_question(each) and each.find("{*}file") is not None for each in resources):
        yield LISTED, "no resource of questions has a file", _MANIFEST, None


def _is_question(resource: Element) -> bool:
    return resource.get("type", "").startswith("imsqti_")


def question_files(manifest: Element, names: frozenset[str]) -> Iterator[str]:
    """Yield the files of questions: what the href names, else every XML file."""
    for resource in manifest.iter("{*}resource"):
        if not _is_question(resource):
            continue
        hrefs = [resource.get("href", "")] if resource.get("href") else []
        hrefs = hrefs or [e.get("href", "") for e in resource.iterchildren("{*}file")]
        for href in hrefs:
            name = _member(href, names)
            if name in names and name.lower().endswith((".xml", ".qti")):
                yield name


def _member(href: str, names: frozenset[str]) -> str:
    return href if href in names else unquote(href)


def _is_beside(name: str, names: frozenset[str], href: str) -> bool:
    """Return whether an href of the member `name` leads to a member."""
    return any(
        posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) in names
        for each in (href, unquote(href))
    )


def _document(
    root: Element, is_member: Callable[[str], bool]
) -> Iterator[tuple[Rule, str, Element]]:
    if local(root) == "questestinterop":
        items = items_of(root)
        if not items:
            yield HAS_ITEMS, "there is no item in it", root
        yield from check_items(items)
    elif local(root) == "assessmentItem":
        yield from check_version2.check_item(root)
    elif local(root) == "assessmentTest":
        if next(root.iter("{*}assessmentItemRef", "{*}assessmentSectionRef"), None) is None:
            yield HAS_ITEMS, "it asks for no item", root
        yield from check_version2.check_test(root, is_member)
    elif local(root) not in ("quiz", "manifest"):
        yield ROOT, f"the root is `{local(root)}`", root
