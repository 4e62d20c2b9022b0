"""CONTENT documents (one per item of the course), the course menu, and links between objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursewright_packaging.blackboard.course import (
    Assignment,
    BlackboardCourse,
    ContentItem,
    CourseFile,
    FileItem,
    Folder,
    Forum,
    Link,
    Test,
    Tool,
)
from coursewright_packaging.blackboard.elements import boolean, date, node, root, value
from coursewright_packaging.blackboard.files import file_elements
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import Element

__all__ = ["content", "link", "menu_entry", "settings", "top_folder"]

TOP = "--TOP--"
"""What the folder behind an entry of the course menu must be called."""


_TO_FORUM = ("forum", "FORUM")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a content is handled: handler without its prefix, render type, address."""

    handler: str
    render: str = "REGULAR"
    url: str = ""


def settings(course: BlackboardCourse) -> Element:
    """Return the COURSE document."""
    document = root("COURSE")
    value(document, "TITLE", course.title)
    node(document, "DESCRIPTION", course.description)
    dates = node(document, "DATES")
    value(dates, "COURSESTART", date(course.start))
    value(dates, "COURSEEND", date(course.end))
    value(node(document, "FLAGS"), "ISAVAILABLE", "true")
    value(document, "ULTRASTATUS", "C")
    return document


def menu_entry(label: str, handle: str, ids: Ids) -> Element:
    """Return the COURSETOC document of an entry of the course menu.

    handle: Learn's internal name of the tool that it opens, empty for a content area.
    """
    document = root("COURSETOC", id=ids.object("toc", handle))
    value(document, "LABEL", label)
    value(document, "URL")
    value(document, "TARGETTYPE", "APPLICATION" if handle else "CONTENT")
    value(document, "INTERNALHANDLE", handle)
    flags = node(document, "FLAGS")
    for name, truth in (
        ("LAUNCHINNEWWINDOW", False),
        ("ISENABLED", True),
        ("ISENTYRPOINT", not handle),  # the vendor's spelling
        ("ALLOWOBSERVERS", True),
        ("ALLOWGUESTS", False),
    ):
        value(flags, name, boolean(truth))
    return document


def top_folder(ids: Ids) -> Element:
    """Return the folder that the menu entry opens; its parent is unset by a fixed literal."""
    return content(Folder(id=TOP, title=TOP, children=()), "{unset id}", {}, ids)


def content(item: ContentItem, parent: str, files: Mapping[str, CourseFile], ids: Ids) -> Element:
    """Return the CONTENT document of an item.

    parent: object id of the folder around it. files: all files by resource id.
    """
    kind = _kind(item)
    document = root("CONTENT", id=ids.object("content", item.id))
    value(document, "TITLE", item.title)
    value(document, "TITLECOLOR", "#000000")
    _body(document, item)
    _dates(document, item)
    flags = node(document, "FLAGS")
    for name, truth in _flags(item).items():
        value(flags, name, boolean(truth))
    value(document, "CONTENTHANDLER", f"resource/x-bb-{kind.handler}")
    value(document, "RENDERTYPE", kind.render)
    value(document, "URL", kind.url)
    value(document, "VIEWMODE", "TEXT_ICON_ONLY")
    for name in ("OFFLINENAME", "OFFLINEPATH", "LINKREF"):
        value(document, name)
    value(document, "PARENTID", parent)
    value(document, "VERSION", "3")
    _extended(document, item)
    file_elements(node(document, "FILES"), item, files, ids)
    return document


def _kind(item: ContentItem) -> _Kind:
    match item:
        case Folder(sequential=True):
            return _Kind("lesson")
        case Folder():
            return _Kind("folder")
        case FileItem():
            return _Kind("file")
        case Link(url=url):
            return _Kind("externallink", "URL", url)
        case Tool(url=url):
            return _Kind("blti-link", url=url)
        case Test():
            return _Kind("asmt-test-link", "LINK")
        case Assignment():
            return _Kind("assignment")
        case Forum():
            return _Kind("forumlink", "LINK")
    return _Kind("document")


def _body(document: Element, item: ContentItem) -> None:
    body = node(document, "BODY")
    # A test's instructions stand in the test; here they would be shown twice.
    node(body, "TEXT", "" if isinstance(item, Test) else item.body)
    value(body, "TYPE", "H")


def _dates(document: Element, item: ContentItem) -> None:
    dates = node(document, "DATES")
    value(dates, "CREATED")
    value(dates, "UPDATED")
    value(dates, "START", date(item.start))
    value(dates, "END", date(item.end))


def _flags(item: ContentItem) -> dict[str, bool]:
    folder = isinstance(item, Folder)
    lesson = isinstance(item, Folder) and item.sequential
    return {
        "ISAVAILABLE": True,
        "ISFROMCARTRIDGE": False,
        "ISFOLDER": folder,
        "ISDESCRIBED": False,
        "ISTRACKED": False,
        "ISLESSON": lesson,
        "ISSEQUENTIAL": lesson,
        "ALLOWGUESTS": True,
        "ALLOWOBSERVERS": True,
        "LAUNCHINNEWWINDOW": isinstance(item, Link | Tool) and item.new_tab,
        "ISREVIEWABLE": False,
        "ISGROUPCONTENT": False,
        "ISSAMPLECONTENT": False,
    }


def _extended(document: Element, item: ContentItem) -> None:
    extended = node(document, "EXTENDEDDATA")
    if isinstance(item, Tool):
        custom = "\n".join(f"{name}={text}" for name, text in item.custom)
        for key, text in (("customParameters", custom), ("alternateUrl", ""), ("vendorInfo", "")):
            node(extended, "ENTRY", text, key=key)


def link(item: Test | Forum, ids: Ids) -> Element:
    """Return the LINK document that joins an item of the contents to its test or forum."""
    # A test link refers to the delivery options; these name the test.
    key, refers = ("delivery", "COURSE_ASSESSMENT") if isinstance(item, Test) else _TO_FORUM
    document = root("LINK", id=ids.object("link", item.id))
    value(document, "TITLE", item.title)
    value(node(document, "FLAGS"), "ISAVAILABLE", "true")
    node(document, "REFERRER", None, id=ids.resource("content", item.id), type="CONTENT")
    node(document, "REFERREDTO", None, id=ids.resource(key, item.id), type=refers)
    return document
