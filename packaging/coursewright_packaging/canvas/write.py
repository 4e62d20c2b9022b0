"""The order of writing: every member with its resource, then the manifest over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from coursewright_packaging import xml
from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.canvas import content, settings
from coursewright_packaging.canvas.course import CanvasCourse, Module, ModuleItem, Quiz
from coursewright_packaging.canvas.fields import moment
from coursewright_packaging.canvas.ids import Ids
from coursewright_packaging.canvas.pages import html_page
from coursewright_packaging.names import slug
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.qti.documents import bank_document, canvas_document, profile_document
from coursewright_packaging.vocabulary.questions import Draw, Question
from coursewright_packaging.vocabulary.text import Rich
from coursewright_packaging.xml import NS, Element, child, q, serialise

__all__ = ["LOR", "archive"]

LOR = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"


@dataclass(frozen=True, slots=True)
class _Resource:
    """One resource of the manifest with the members that it brings; others may name more."""

    identifier: str
    kind: str
    members: tuple[Member, ...]
    href: str = ""
    depends: str = ""
    intended: str = ""


def archive(course: CanvasCourse, pieces: Pieces = FRESH) -> Archive:
    """Return the package of the course.

    pieces: gives back documents of quizzes, by their ids, that were made before.
    """
    ids = Ids(course.id)
    resources = list(_resources(course, ids, pieces))
    members = {member.name: member for each in resources for member in each.members}
    manifest = Member("imsmanifest.xml", serialise(_manifest(course, ids, resources)))
    return Archive((manifest, *members.values()))


def _resources(course: CanvasCourse, ids: Ids, pieces: Pieces) -> Iterator[_Resource]:
    yield _syllabus(course)
    files = tuple(Member(name, data) for name, data in settings.settings_files(course, ids))
    yield _Resource(ids.of("settings"), LOR, files, settings.FLAG)
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
        yield _Resource(identifier, "webcontent", (Member(name, data),), name)
    for tool in course.tools:
        identifier = ids.of("tool-link", tool.id)
        name = f"lti_resource_links/{identifier}.xml"
        member = Member(name, content.tool_link(tool))
        yield _Resource(identifier, "imsbasiclti_xmlv1p3", (member,))
    yield from _assignments(course, ids)
    yield from _topics(course, ids)
    for link in course.links:
        identifier = ids.of("link", link.id)
        member = Member(f"{identifier}.xml", content.web_link(link))
        yield _Resource(identifier, "imswl_xmlv1p1", (member,))
    yield from _quizzes(course, ids, pieces)
    for file in course.files:
        name = f"web_resources/{file.path}"
        yield _Resource(ids.of("file", file.id), "webcontent", (Member(name, file.content),), name)


def _syllabus(course: CanvasCourse) -> _Resource:
    name, data = settings.syllabus_file(course)
    identifier = f"{Ids(course.id).of('course')}_syllabus"
    return _Resource(identifier, LOR, (Member(name, data),), name, intended="syllabus")


def _assignments(course: CanvasCourse, ids: Ids) -> Iterator[_Resource]:
    for assignment in course.assignments:
        identifier = ids.of("assignment", assignment.id)
        name = f"{identifier}/{slug(assignment.title)}.html"
        page = html_page(f"Assignment: {assignment.title}", assignment.html)
        facts = content.assignment_settings(assignment, course, ids)
        members = (Member(name, page), Member(f"{identifier}/assignment_settings.xml", facts))
        yield _Resource(identifier, LOR, members, name)


def _topics(course: CanvasCourse, ids: Ids) -> Iterator[_Resource]:
    for discussion in course.discussions:
        identifier = ids.of("topic", discussion.id)
        meta = ids.of("topic-meta", discussion.id)
        member = Member(f"{identifier}.xml", content.topic(discussion))
        yield _Resource(identifier, "imsdt_xmlv1p1", (member,), depends=meta)
        name = f"{meta}.xml"
        yield _Resource(meta, LOR, (Member(name, content.topic_meta(discussion, ids)),), name)


def _quizzes(course: CanvasCourse, ids: Ids, pieces: Pieces) -> Iterator[_Resource]:
    banks = {bank.id: ids.of("bank", bank.id) for bank in course.banks}
    for quiz in course.quizzes:
        make = partial(_quiz_documents, quiz, course, banks, ids)
        yield from _quiz(quiz, ids, *pieces.of("quiz", quiz.id, make))
    for bank in course.banks:
        name = f"non_cc_assessments/{banks[bank.id]}.xml.qti"
        data = bank_document(banks[bank.id], bank.title, bank.questions)
        yield _Resource(banks[bank.id], LOR, (Member(name, data),), name)


def _quiz_documents(
    quiz: Quiz, course: CanvasCourse, banks: dict[str, str], ids: Ids
) -> tuple[bytes, bytes]:
    """Return the quiz in the profile of Common Cartridge, and in Canvas's own dialect."""
    identifier = ids.of("quiz", quiz.id)
    return (
        profile_document(identifier, quiz.title, _samples(quiz, course), quiz.settings),
        canvas_document(identifier, quiz.title, quiz.entries, quiz.settings, banks),
    )


def _quiz(quiz: Quiz, ids: Ids, common: bytes, own: bytes) -> Iterator[_Resource]:
    identifier, meta = ids.of("quiz", quiz.id), ids.of("quiz-meta", quiz.id)
    member = Member(f"{identifier}/assessment_qti.xml", common)
    yield _Resource(identifier, _ASSESSMENT, (member,), depends=meta)
    name = f"{identifier}/assessment_meta.xml"
    members = (
        Member(name, content.quiz_meta(quiz, ids)),
        Member(f"non_cc_assessments/{identifier}.xml.qti", own),
    )
    yield _Resource(meta, LOR, members, name)


def _samples(quiz: Quiz, course: CanvasCourse) -> tuple[Question[Rich], ...]:
    # The profile has no draws: as many questions of the bank as a learner would get stand for it.
    banks = {bank.id: bank.questions for bank in course.banks}
    return tuple(
        question
        for entry in quiz.entries
        for question in (banks[entry.bank][: entry.count] if isinstance(entry, Draw) else (entry,))
    )


def _manifest(course: CanvasCourse, ids: Ids, resources: list[_Resource]) -> Element:
    identifier = ids.of("manifest")
    manifest = xml.root("cc:manifest", "lom", "lomimscc", "xsi", identifier=identifier)
    manifest.set(q("xsi:schemaLocation"), _schema_locations())
    _metadata(manifest, course)
    _organization(manifest, course, ids)
    listed = child(manifest, "cc:resources")
    for resource in resources:
        _resource(listed, resource)
    return manifest


def _schema_locations() -> str:
    pairs = (
        (NS["cc"], f"{_PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd"),
        (NS["lom"], f"{_PROFILE}/LOM/ccv1p1_lomresource_v1p0.xsd"),
        (NS["lomimscc"], f"{_PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd"),
    )
    return " ".join(f"{space} {schema}" for space, schema in pairs)


def _metadata(manifest: Element, course: CanvasCourse) -> None:
    metadata = child(manifest, "cc:metadata")
    child(metadata, "cc:schema", "IMS Common Cartridge")
    child(metadata, "cc:schemaversion", "1.1.0")
    lom = child(metadata, "lomimscc:lom")
    title = child(child(lom, "lomimscc:general"), "lomimscc:title")
    child(title, "lomimscc:string", course.title)
    if course.day:
        contribute = child(child(lom, "lomimscc:lifeCycle"), "lomimscc:contribute")
        child(child(contribute, "lomimscc:date"), "lomimscc:dateTime", course.day)
    rights = child(lom, "lomimscc:rights")
    child(child(rights, "lomimscc:copyrightAndOtherRestrictions"), "lomimscc:value", "yes")
    if course.licence:
        child(child(rights, "lomimscc:description"), "lomimscc:string", course.licence)


def _organization(manifest: Element, course: CanvasCourse, ids: Ids) -> None:
    organizations = child(manifest, "cc:organizations")
    organization = child(
        organizations, "cc:organization", identifier="org_1", structure="rooted-hierarchy"
    )
    top = child(organization, "cc:item", identifier="LearningModules")
    for module in course.modules:
        _module(top, module, ids)


def _module(parent: Element, module: Module, ids: Ids) -> None:
    element = child(parent, "cc:item", identifier=ids.of("module", module.id))
    child(element, "cc:title", module.title)
    for item in module.items:
        _item(element, item, ids)


def _item(parent: Element, item: ModuleItem, ids: Ids) -> None:
    element = child(parent, "cc:item", identifier=ids.of("module-item", item.id))
    if item.target:
        element.set("identifierref", item.target)
    child(element, "cc:title", item.title)


def _resource(parent: Element, resource: _Resource) -> None:
    element = child(parent, "cc:resource", identifier=resource.identifier, type=resource.kind)
    if resource.href:
        element.set("href", resource.href)
    if resource.intended:
        element.set("intendeduse", resource.intended)
    for member in resource.members:
        child(element, "cc:file", href=member.name)
    if resource.depends:
        child(element, "cc:dependency", identifierref=resource.depends)
