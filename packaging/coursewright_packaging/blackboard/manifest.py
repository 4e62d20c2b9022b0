"""imsmanifest.xml of a native package: no default namespace, the prefix literally `bb`, dense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from coursewright_packaging.blackboard.elements import dat, node, one_line
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import NS, Element, q

__all__ = ["XML_BASE", "Entry", "Resource", "manifest"]

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource yet to be built. kind, key: how other documents refer to it."""

    kind: str
    key: str
    type: str
    title: str
    build: Callable[[Ids], Element]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the organization. resource: name of the resource behind it."""

    title: str
    resource: str
    children: tuple[Entry, ...] = ()


def manifest(resources: Sequence[Resource], ids: Ids, menu: Iterable[Entry] = ()) -> bytes:
    """Return the manifest. menu: entries of the course menu; none for a bare pool."""
    root = etree.Element("manifest", {"identifier": "man00001"}, nsmap={"bb": NS["bb"]})
    _organizations(root, tuple(menu))
    shelf = node(root, "resources")
    for resource in resources:
        name = ids.resource(resource.kind, resource.key)
        shown = node(shelf, "resource")
        shown.set(q("bb:file"), f"{name}.dat")
        shown.set(q("bb:title"), one_line(resource.title))
        shown.set("identifier", name)
        shown.set("type", resource.type)
        shown.set(XML_BASE, name)
    return dat(root)


def _organizations(root: Element, menu: tuple[Entry, ...]) -> None:
    organizations = node(root, "organizations")
    if not menu:
        return
    organizations.set("default", "toc00001")
    organization = node(organizations, "organization", identifier="toc00001")
    _items(organization, menu, 0)


def _items(parent: Element, entries: tuple[Entry, ...], count: int) -> int:
    """Append the entries, numbering on from `count`, and return the last number."""
    for entry in entries:
        count += 1
        item = node(parent, "item", identifier=f"itm{count:05}", identifierref=entry.resource)
        node(item, "title", entry.title)
        count = _items(item, entry.children, count)
    return count
