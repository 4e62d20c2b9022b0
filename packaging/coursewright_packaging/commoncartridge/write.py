"""A generic Common Cartridge 1.1 that every importer takes.

Each descriptor (topic, link, tool, assessment) stands in a folder of its own, so that no other
file counts as its associated content (CC 1.1, 1.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.commoncartridge import documents, writing
from coursewright_packaging.commoncartridge.course import (
    Assessment,
    CartridgeCourse,
    File,
    Item,
    Module,
    Page,
    Tool,
    Topic,
    WebLink,
)
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.commoncartridge.pages import html_page
from coursewright_packaging.commoncartridge.writing import Line, Resource
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.qti.documents import profile_bank, profile_document

__all__ = ["archive"]

_TOOL_LINK = "imsbasiclti_xmlv1p0"
_STYLES = "theme/course.css"
_KINDS = {
    Page: "page",
    Topic: "topic",
    WebLink: "link",
    Tool: "tool-link",
    Assessment: "quiz",
}


def archive(course: CartridgeCourse, pieces: Pieces = FRESH) -> Archive:
    """Return the cartridge. pieces: gives back documents of quizzes that were made before."""
    ids = Ids(course.id)
    about = writing.About(ids.of("manifest"), course.title, course.day, course.licence)
    lines = tuple(_module(module, ids) for module in course.modules)
    return writing.archive(about, lines, tuple(_resources(course, ids, pieces)))


def _module(module: Module, ids: Ids) -> Line:
    children = tuple(
        Line(ids.of("module-item", item.id), item.title, _target(item, ids))
        for item in module.items
    )
    return Line(ids.of("module", module.id), module.title, "", children)


def _target(item: Item, ids: Ids) -> str:
    match item.target:
        case None:
            return ""
        case File(path=path):
            return ids.of("file", path)
        case target:
            return ids.of(_KINDS[type(target)], target.id)


def _resources(course: CartridgeCourse, ids: Ids, pieces: Pieces) -> Iterator[Resource]:
    for module in course.modules:
        for item in module.items:
            if item.target and not isinstance(item.target, File):
                yield _resource(item, course, _target(item, ids), pieces)
    if course.bank:
        identifier = ids.of("bank")
        data = profile_bank(identifier, course.bank.title, course.bank.questions)
        member = Member(f"{identifier}/bank.xml", data)
        yield Resource(identifier, writing.BANK, (member,))
    for file in course.files:
        member = Member(file.path, file.content)
        yield Resource(ids.of("file", file.path), "webcontent", (member,), file.path)
    if course.stylesheet:
        member = Member(_STYLES, course.stylesheet.encode())
        yield Resource(ids.of("stylesheet"), "webcontent", (member,), _STYLES)


def _resource(item: Item, course: CartridgeCourse, identifier: str, pieces: Pieces) -> Resource:
    match item.target:
        case Page() as page:
            return _page(page, course, identifier)
        case Topic(title=title, html=html):
            return _one(identifier, writing.TOPIC, "topic.xml", documents.topic(title, html))
        case WebLink(title=title, url=url, new_tab=new_tab):
            data = documents.web_link(title, url, new_tab=new_tab)
            return _one(identifier, writing.WEB_LINK, "weblink.xml", data)
        case Tool() as tool:
            return _one(identifier, _TOOL_LINK, "tool.xml", documents.tool_link(tool))
        case Assessment() as quiz:
            data = pieces.of("quiz", quiz.id, partial(_document, identifier, quiz))
            return _one(identifier, writing.ASSESSMENT, "assessment.xml", data)
        case _:
            raise TypeError(f"`{item.id}` has no resource of its own")


def _document(identifier: str, quiz: Assessment) -> bytes:
    return profile_document(
        identifier, quiz.title, quiz.questions, quiz.settings, quiz.instructions
    )


def _one(identifier: str, kind: str, name: str, data: bytes) -> Resource:
    return Resource(identifier, kind, (Member(f"{identifier}/{name}", data),))


def _page(page: Page, course: CartridgeCourse, identifier: str) -> Resource:
    name = f"pages/{page.id}.html"
    styles = f"../{_STYLES}" if course.stylesheet else ""
    data = html_page(page.title, page.html, language=course.language, stylesheet=styles)
    intended = "syllabus" if page.syllabus else ""
    return Resource(identifier, "webcontent", (Member(name, data),), name, intended=intended)
