"""Files of the content collection: members, their metadata, and what links them to objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from coursewright_packaging import xml
from coursewright_packaging.archive import Member
from coursewright_packaging.blackboard.course import ContentItem, CourseFile, FileItem, Test
from coursewright_packaging.blackboard.elements import dat, node, root, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import Element

__all__ = ["HOME", "XID", "Use", "file_elements", "file_members", "resource_links", "uses_in"]

HOME = "csfiles/home_dir/"
"""Where the files of the content collection stand in a package; the manifest does not list them."""

XID = re.compile(r"bbcswebdav/xid-(\d+_\d+)")
"""The address of a file in HTML; its group is the resource id."""

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")


def file_members(course: str, files: Sequence[CourseFile]) -> Iterator[Member]:
    """Yield each file and, beside it, the metadata that gives it back its name.

    course: id of the course, part of the path that the metadata holds.
    """
    for file in files:
        found = _SUFFIX.search(file.name)
        suffix = found[0].lower() if found else ".bin"
        name = f"{HOME}__xid-{file.resource_id}{suffix}"
        yield Member(name, file.content)
        yield Member(f"{name}.xml", dat(_lom(course, file)))


def _lom(course: str, file: CourseFile) -> Element:
    lom = xml.root("imsmd:lom")
    resource = xml.child(xml.child(lom, "imsmd:relation"), "imsmd:resource")
    name = PurePosixPath(file.name).name
    node(resource, xml.q("imsmd:identifier"), f"{file.resource_id}#/courses/{course}/{name}")
    return lom


def file_elements(
    parent: Element, item: ContentItem, files: Mapping[str, CourseFile], ids: Ids
) -> None:
    """Append a FILE element for each file of a content. files: all files by resource id."""
    for resource_id, action in _used(item).items():
        if file := files.get(resource_id):
            _file_element(parent, file, action, ids.object("file", item.id, resource_id))


def _used(item: ContentItem) -> dict[str, str]:
    """Return the action by resource id: what the body shows is embedded, the rest listed."""
    used = {file.resource_id: "LINK" for file in item.attachments}
    if isinstance(item, FileItem):
        used[item.file.resource_id] = "EMBED"
    # A test keeps its instructions, with their files, in its own document.
    if not isinstance(item, Test):
        used.update(dict.fromkeys(XID.findall(item.body), "EMBED"))
    return used


def _file_element(parent: Element, file: CourseFile, action: str, file_id: str) -> None:
    element = node(parent, "FILE", id=file_id)
    node(element, "NAME", f"/xid-{file.resource_id}")
    value(element, "SIZE", str(file.size))
    value(element, "FILEACTION", action)
    value(element, "LINKNAME", file.name)
    value(element, "STORAGETYPE", "CS")
    dates = node(element, "DATES")
    value(dates, "CREATED")
    value(dates, "UPDATED")
    node(element, "REGISTRY")


@dataclass(frozen=True, slots=True)
class Use:
    """An object that uses a file. kind: what the object is. parent: its id."""

    kind: str
    parent: str
    resource_id: str


def resource_links(uses: Iterable[Use], ids: Ids) -> Element:
    """Return the list that ties each file to the objects that use it.

    An import silently drops a file whose parent is not named exactly.
    """
    links = root("cms_resource_link_list")
    for use in uses:
        link = node(links, "cms_resource_link")
        node(link, "courseId", "_1_1")
        node(link, "parentId", use.parent, parent_data_type=use.kind)
        node(link, "resourceId", use.resource_id)
        node(link, "storageType", "PUBLIC")
        node(link, "id", ids.object("resource link", use.parent, use.resource_id))
    return links


def uses_in(document: Element) -> Iterator[Use]:
    """Yield each use of a file by an object of the document."""
    for file in document.iter("FILE"):
        name = file.findtext("NAME", "").removeprefix("/xid-")
        yield Use("contentfile", file.get("id", ""), name)
    for holder in document.iter("assessment", "item"):
        metadata = "itemmetadata" if holder.tag == "item" else "assessmentmetadata"
        asi = holder.findtext(f"{metadata}/bbmd_asi_object_id", "")
        texts = holder if holder.tag == "item" else holder.find("rubric")
        if texts is not None:
            html = "".join(each.text or "" for each in texts.iter("mat_formattedtext"))
            yield from (Use("asiobject", asi, found) for found in dict.fromkeys(XID.findall(html)))
