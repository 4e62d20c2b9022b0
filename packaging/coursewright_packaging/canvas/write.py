"""The order of writing: every member with its resource, then the manifest over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.canvas import content, settings
from coursewright_packaging.canvas.course import CanvasCourse, Module, Quiz
from coursewright_packaging.canvas.fields import moment
from coursewright_packaging.commoncartridge import documents, writing
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.commoncartridge.pages import html_page
from coursewright_packaging.commoncartridge.writing import LOR, Line, Resource
from coursewright_packaging.names import slug
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.qti.documents import bank_document, canvas_document, profile_document
from coursewright_packaging.qti.draws import drawn

__all__ = ["archive"]


def archive(course: CanvasCourse, pieces: Pieces = FRESH) -> Archive:
    """Return the package of the course.

    pieces: gives back documents of quizzes, by their ids, that were made before.
    """
    ids = Ids(course.id)
    about = writing.About(ids.of("manifest"), course.title, course.day, course.licence)
    lines = tuple(_line(module, ids) for module in course.modules)
    return writing.archive(about, lines, tuple(_resources(course, ids, pieces)))


def _line(module: Module, ids: Ids) -> Line:
    children = tuple(
        Line(ids.of("module-item", item.id), item.title, item.target) for item in module.items
    )
    return Line(ids.of("module", module.id), module.title, "", children)


def _resources(course: CanvasCourse, ids: Ids, pieces: Pieces) -> Iterator[Resource]:
    yield _syllabus(course)
    files = tuple(Member(name, data) for name, data in settings.settings_files(course, ids))
    yield Resource(ids.of("settings"), LOR, files, settings.FLAG)
    for page in course.pages:
        name = f"wiki_content/{page.slug}.html"
        more = {"front_page": "true"} if page.front else {}
        if page.due:
            more["todo_date"] = moment(page.due)
        identifier = ids.of("page", page.id)
        data = html_page(
            page.title,
            page.html,
            identifier=identifier,
            editing_roles="teachers",
            workflow_state="active",
            **more,
        )
        yield Resource(identifier, "webcontent", (Member(name, data),), name)
    for tool in course.tools:
        identifier = ids.of("tool-link", tool.id)
        name = f"lti_resource_links/{identifier}.xml"
        member = Member(name, content.tool_link(tool))
        yield Resource(identifier, "imsbasiclti_xmlv1p3", (member,))
    yield from _assignments(course, ids)
    yield from _topics(course, ids)
    for link in course.links:
        identifier = ids.of("link", link.id)
        member = Member(f"{identifier}.xml", documents.web_link(link.title, link.url))
        yield Resource(identifier, writing.WEB_LINK, (member,))
    yield from _quizzes(course, ids, pieces)
    for file in course.files:
        name = f"web_resources/{file.path}"
        yield Resource(ids.of("file", file.id), "webcontent", (Member(name, file.content),), name)


def _syllabus(course: CanvasCourse) -> Resource:
    name, data = settings.syllabus_file(course)
    identifier = f"{Ids(course.id).of('course')}_syllabus"
    return Resource(identifier, LOR, (Member(name, data),), name, intended="syllabus")


def _assignments(course: CanvasCourse, ids: Ids) -> Iterator[Resource]:
    for assignment in course.assignments:
        identifier = ids.of("assignment", assignment.id)
        name = f"{identifier}/{slug(assignment.title)}.html"
        page = html_page(f"Assignment: {assignment.title}", assignment.html)
        facts = content.assignment_settings(assignment, course, ids)
        members = (Member(name, page), Member(f"{identifier}/assignment_settings.xml", facts))
        yield Resource(identifier, LOR, members, name)


def _topics(course: CanvasCourse, ids: Ids) -> Iterator[Resource]:
    for discussion in course.discussions:
        identifier = ids.of("topic", discussion.id)
        meta = ids.of("topic-meta", discussion.id)
        member = Member(f"{identifier}.xml", documents.topic(discussion.title, discussion.html))
        yield Resource(identifier, writing.TOPIC, (member,), depends=meta)
        name = f"{meta}.xml"
        yield Resource(meta, LOR, (Member(name, content.topic_meta(discussion, ids)),), name)


def _quizzes(course: CanvasCourse, ids: Ids, pieces: Pieces) -> Iterator[Resource]:
    banks = {bank.id: ids.of("bank", bank.id) for bank in course.banks}
    for quiz in course.quizzes:
        make = partial(_quiz_documents, quiz, course, banks, ids)
        yield from _quiz(quiz, ids, *pieces.of("quiz", quiz.id, make))
    for bank in course.banks:
        name = f"non_cc_assessments/{banks[bank.id]}.xml.qti"
        data = bank_document(banks[bank.id], bank.title, bank.questions)
        yield Resource(banks[bank.id], LOR, (Member(name, data),), name)


def _quiz_documents(
    quiz: Quiz, course: CanvasCourse, banks: dict[str, str], ids: Ids
) -> tuple[bytes, bytes]:
    """Return the quiz in the profile of Common Cartridge, and in Canvas's own dialect."""
    identifier = ids.of("quiz", quiz.id)
    # The profile has no draws: as many questions of a bank as a learner would get stand for one.
    asked = drawn(quiz.entries, {bank.id: bank.questions for bank in course.banks})
    return (
        profile_document(identifier, quiz.title, asked, quiz.settings),
        canvas_document(identifier, quiz.title, quiz.entries, quiz.settings, banks),
    )


def _quiz(quiz: Quiz, ids: Ids, common: bytes, own: bytes) -> Iterator[Resource]:
    identifier, meta = ids.of("quiz", quiz.id), ids.of("quiz-meta", quiz.id)
    member = Member(f"{identifier}/assessment_qti.xml", common)
    yield Resource(identifier, writing.ASSESSMENT, (member,), depends=meta)
    name = f"{identifier}/assessment_meta.xml"
    members = (
        Member(name, content.quiz_meta(quiz, ids)),
        Member(f"non_cc_assessments/{identifier}.xml.qti", own),
    )
    yield Resource(meta, LOR, members, name)
