"""Files of the content collection: addresses, members, metadata and links, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from coursewright_packaging.blackboard.files import HOME, XID
from coursewright_packaging.blackboard.opened import Document, Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.xml import parse, q

__all__ = ["RULES", "check_files"]

_SOURCE = "Blackboard content packaging, as real exports have it"

PRESENT = Rule(
    "blackboard-file-is-present",
    Severity.ERROR,
    "Each xid in HTML or in a FILE has its file below csfiles.",
    "Learners see a broken image or download nothing.",
    "Add the file, its name ending in `__xid-<n>_1` and the suffix.",
    _SOURCE,
)
LINKED = Rule(
    "blackboard-file-use-has-resource-link",
    Severity.ERROR,
    "Each use of a file has a cms_resource_link with the id of what uses it.",
    "A real import silently drops the image.",
    "Add the link; parentId is the item's asi id or the id of the FILE.",
    _SOURCE,
)
PARENT = Rule(
    "blackboard-resource-link-has-parent",
    Severity.ERROR,
    "The parent of each cms_resource_link is an asi object or FILE of the package.",
    "A real import silently drops the file.",
    "Correct parentId.",
    _SOURCE,
)
METADATA = Rule(
    "blackboard-file-has-metadata",
    Severity.ERROR,
    "Beside each file stands an .xml that says its xid and its name.",
    "The file loses its name, or is not found.",
    "Add the LOM file with relation/resource/identifier.",
    "IMS LOM 1.2.1",
)
USED = Rule(
    "blackboard-file-is-used",
    Severity.WARNING,
    "Each file below csfiles is used by a question or an item.",
    "The package is larger than it needs to be.",
    "Remove the file or refer to it.",
)
RULES = (PRESENT, LINKED, PARENT, METADATA, USED)

_MEMBER = re.compile(r"csfiles/(?:.*/)?[^/]*__xid-(\d+_\d+)(?:\.[^/]*)?\Z")
_IDENTIFIER = q("imsmd:identifier")


def check_files(package: Opened) -> Iterator[Diagnostic]:
    """Yield files that are missing, unused or not linked."""
    held = {found[1]: name for name in sorted(package.names) if (found := _data(name))}
    uses = tuple(_uses(package))
    links = tuple(_links(package))
    used = {resource_id for _, _, resource_id in uses} | {found for _, _, found in links}
    yield from _check_uses(package, uses, held, {(p, r) for _, p, r in links})
    yield from _check_links(package, links)
    for resource_id, name in held.items():
        yield from _check_metadata(package, name, resource_id)
        if resource_id not in used:
            yield package.at(USED, f"nothing uses `{name}`", name)


def _data(name: str) -> re.Match[str] | None:
    return None if name.endswith(".xml") and "__xid-" in name else _MEMBER.match(name)


def _uses(package: Opened) -> Iterator[tuple[Document, str, str]]:
    """Yield the document, the id of the user and the resource id of each use of a file."""
    for document in package.documents:
        for file in document.root.iter("FILE"):
            name = file.findtext("NAME", "").strip("/")
            if name.startswith("xid-"):
                yield document, file.get("id", ""), name.removeprefix("xid-")
        for item in document.root.iter("item"):
            asi = item.findtext("itemmetadata/bbmd_asi_object_id", "")
            for text in item.iter("mat_formattedtext"):
                for found in XID.findall(text.text or ""):
                    yield document, asi, found
    for document in package.of("CONTENT"):
        # What the body shows is listed as FILE too; this finds an xid that is not.
        held = {file.findtext("NAME", "") for file in document.root.iter("FILE")}
        for found in XID.findall(document.root.findtext("BODY/TEXT", "")):
            if f"/xid-{found}" not in held:
                yield document, "", found


def _links(package: Opened) -> Iterator[tuple[Document, str, str]]:
    for document in package.of("cms_resource_link_list"):
        for link in document.root.iter("cms_resource_link"):
            parent = link.findtext("parentId", "").strip()
            yield document, parent, link.findtext("resourceId", "").strip()


def _check_uses(
    package: Opened,
    uses: tuple[tuple[Document, str, str], ...],
    held: dict[str, str],
    linked: set[tuple[str, str]],
) -> Iterator[Diagnostic]:
    for document, user, resource_id in uses:
        if resource_id not in held:
            message = f"the file of `xid-{resource_id}` is not below {HOME}"
            yield package.at(PRESENT, message, document)
        elif (user, resource_id) not in linked:
            message = f"`xid-{resource_id}` is used by `{user}` without a resource link"
            yield package.at(LINKED, message, document)


def _check_links(
    package: Opened, links: tuple[tuple[Document, str, str], ...]
) -> Iterator[Diagnostic]:
    known = {
        element.text or ""
        for document in package.of("questestinterop")
        for element in document.root.iter("bbmd_asi_object_id")
    }
    known |= {f.get("id", "") for d in package.of("CONTENT") for f in d.root.iter("FILE")}
    for document, parent, resource_id in links:
        if parent not in known:
            message = f"the parent `{parent}` of `xid-{resource_id}` is not in the package"
            yield package.at(PARENT, message, document)


def _check_metadata(package: Opened, name: str, resource_id: str) -> Iterator[Diagnostic]:
    beside = f"{name}.xml"
    if beside not in package.names:
        yield package.at(METADATA, f"`{beside}` is missing", name)
        return
    try:
        identifier = next(parse(package.read(beside)).iter(_IDENTIFIER)).text or ""
    except (etree.XMLSyntaxError, StopIteration):
        yield package.at(METADATA, "there is no identifier to read", beside)
        return
    stated, _, address = identifier.partition("#")
    if stated.strip() != resource_id or not address.rpartition("/")[2]:
        message = f"the identifier is `{identifier}`; it must start with `{resource_id}#/`"
        yield package.at(METADATA, message, beside)
