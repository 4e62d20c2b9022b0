"""Write native packages: a whole course, or one pool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.blackboard.assessments import delivery, pool, test
from coursewright_packaging.blackboard.contents import (
    TOP,
    content,
    link,
    menu_entry,
    settings,
    top_folder,
)
from coursewright_packaging.blackboard.course import (
    BlackboardCourse,
    ContentItem,
    CourseFile,
    Folder,
    Forum,
    Gradable,
    Pool,
    Test,
    walk,
)
from coursewright_packaging.blackboard.elements import dat, root
from coursewright_packaging.blackboard.files import Use, file_members, resource_links, uses_in
from coursewright_packaging.blackboard.forums import conferences, forum
from coursewright_packaging.blackboard.gradebook import creation_settings, gradebook
from coursewright_packaging.blackboard.identifiers import Ids, hex_ident
from coursewright_packaging.blackboard.manifest import Entry, Resource, manifest
from coursewright_packaging.blackboard.rubric_links import rubric_links
from coursewright_packaging.blackboard.rubrics import rubrics
from coursewright_packaging.pieces import FRESH, Pieces
from coursewright_packaging.xml import Element

__all__ = ["course_archive", "pool_archive"]

_INFO = """#Bb PackageInfo Property File
cx.config.course.id={course}
cx.config.file.references=false
cx.config.operation=blackboard.apps.cx.CxConfig$Operation\\:EXPORT
cx.config.package.identifier={identifier}
cx.package.info.version=6.0
"""
_DISCUSSIONS = "discussion_board_entry"


def course_archive(course: BlackboardCourse, pieces: Pieces = FRESH) -> Archive:
    """Return the course package, yet to be written.

    pieces: gives back documents of contents and tests, by their ids, that were made before.
    """
    resources = tuple(_course_resources(course))
    ids = _ids(resources)
    return Archive(
        (
            Member("imsmanifest.xml", manifest(resources, ids, _menu(course, ids))),
            *_members(course.id, resources, course.files, ids, pieces),
            *_info(course.id, signed=course.signed),
        )
    )


def pool_archive(
    of: Pool,
    files: Sequence[CourseFile] = (),
    *,
    signed: bool = False,
    pieces: Pieces = FRESH,
) -> Archive:
    """Return a package with one pool.

    files: the course's; what no question shows stays out. pieces: gives back documents of pools.
    """
    resources = (
        _fixed("CourseSettings", "course/x-bb-coursesetting", "COURSE"),
        Resource("pool", of.id, "assessment/x-bb-qti-pool", of.title, partial(pool, of)),
        _LINKS,
    )
    ids = _ids(resources)
    return Archive(
        (
            Member("imsmanifest.xml", manifest(resources, ids)),
            *_members(of.id, resources, files, ids, pieces),
            *_info(of.id, signed=signed),
        )
    )


def _ids(resources: Sequence[Resource]) -> Ids:
    return Ids({(r.kind, r.key): f"res{n:05}" for n, r in enumerate(resources, start=1)})


def _members(
    key: str, resources: Sequence[Resource], files: Sequence[CourseFile], ids: Ids, pieces: Pieces
) -> Iterator[Member]:
    """Yield the documents, and the files that they use; the links of files come last."""
    *others, last = resources
    uses: list[Use] = []
    for resource in others:
        data, used = pieces.of(resource.kind, resource.key, partial(_document, resource, ids))
        uses += used
        yield _member(resource, data, ids)
    yield _member(last, dat(resource_links(uses, ids)), ids)
    used_files = {use.resource_id for use in uses}
    yield from file_members(key, [file for file in files if file.resource_id in used_files])


def _document(resource: Resource, ids: Ids) -> tuple[bytes, tuple[Use, ...]]:
    """Return the resource's document and the files that it uses.

    Its tree goes at once: all trees of a large course would fill the memory.
    """
    document = resource.build(ids)
    return dat(document), tuple(uses_in(document))


def _member(resource: Resource, data: bytes, ids: Ids) -> Member:
    return Member(f"{ids.resource(resource.kind, resource.key)}.dat", data)


def _fixed(title: str, type_: str, name: str) -> Resource:
    """Return a resource whose document is an empty element."""
    return Resource("fixed", title, type_, title, lambda _: root(name))


_LINKS = _fixed("CSResourceLinks", "course/x-bb-csresourcelinks", "cms_resource_link_list")


def _course_resources(course: BlackboardCourse) -> Iterator[Resource]:
    """Yield the resources; new kinds go to the end, so that the others keep their numbers."""
    contents = tuple(walk(course.contents))
    tests = tuple(item for item in contents if isinstance(item, Test))
    forums = tuple(item for item in contents if isinstance(item, Forum))
    setting = "course/x-bb-coursesetting"
    yield Resource("settings", "", setting, course.title, lambda _: settings(course))
    yield from _menu_resources(forums)
    yield from _content_resources(course)
    yield from _assessment_resources(course, tests)
    yield from _forum_resources(course, forums)
    joined: tuple[Test | Forum, ...] = (*tests, *forums)
    for item in joined:
        yield Resource("link", item.id, "resource/x-bb-link", item.title, partial(link, item))
    yield from _sheet_resources(course, contents, tests)
    yield _LINKS


def _menu_resources(forums: Sequence[Forum]) -> Iterator[Resource]:
    toc = "course/x-bb-coursetoc"
    yield Resource("toc", "", toc, "Content", partial(menu_entry, "Content", ""))
    if forums:
        build = partial(menu_entry, "Discussions", _DISCUSSIONS)
        yield Resource("toc", _DISCUSSIONS, toc, "Discussions", build)


def _content_resources(course: BlackboardCourse) -> Iterator[Resource]:
    document = "resource/x-bb-document"
    files = {file.resource_id: file for file in course.files}
    yield Resource("content", TOP, document, TOP, top_folder)
    for item, parent in _with_parents(course.contents, TOP):
        build = partial(_content, item, parent, files)
        yield Resource("content", item.id, document, item.title, build)


def _content(item: ContentItem, parent: str, files: dict[str, CourseFile], ids: Ids) -> Element:
    return content(item, ids.object("content", parent), files, ids)


def _with_parents(
    contents: tuple[ContentItem, ...], parent: str
) -> Iterator[tuple[ContentItem, str]]:
    for item in contents:
        yield item, parent
        if isinstance(item, Folder):
            yield from _with_parents(item.children, item.id)


def _assessment_resources(course: BlackboardCourse, tests: Sequence[Test]) -> Iterator[Resource]:
    for each in course.pools:
        yield Resource("pool", each.id, "assessment/x-bb-qti-pool", each.title, partial(pool, each))
    for each_test in tests:
        build = partial(test, each_test)
        yield Resource("test", each_test.id, "assessment/x-bb-qti-test", each_test.title, build)
    for each_test in tests:
        kind = "course/x-bb-courseassessment"
        build = partial(delivery, each_test)
        yield Resource("delivery", each_test.id, kind, each_test.title, build)


def _forum_resources(course: BlackboardCourse, forums: Sequence[Forum]) -> Iterator[Resource]:
    if forums:
        build = partial(conferences, course.title)
        yield Resource("conferences", "", "resource/x-bb-conference", "Conferences", build)
    for each in forums:
        board = "resource/x-bb-discussionboard"
        yield Resource("forum", each.id, board, each.title, partial(forum, each))


def _sheet_resources(
    course: BlackboardCourse, contents: Sequence[ContentItem], tests: Sequence[Test]
) -> Iterator[Resource]:
    graded = [item for item in contents if isinstance(item, Gradable) and item.has_column]
    build = partial(gradebook, graded, course.categories)
    yield Resource("gradebook", "", "course/x-bb-gradebook", "Gradebook", build)
    build = partial(rubrics, course.rubrics)
    yield Resource("rubrics", "", "course/x-bb-rubrics", "LearnRubrics", build)
    kind = "course/x-bb-courseassessmentcreationsettings"
    build = partial(creation_settings, tests)
    yield Resource("creation", "", kind, "Assessment Creation Settings", build)
    judged = [item for item in graded if item.rubric]
    if judged:
        kind = "course/x-bb-crsrubricassocation"  # as the vendor spells it
        build = partial(rubric_links, judged)
        yield Resource("rubric links", "", kind, "CourseRubricAssociation", build)


def _menu(course: BlackboardCourse, ids: Ids) -> Iterator[Entry]:
    top = Entry(TOP, ids.resource("content", TOP), _entries(course.contents, ids))
    yield Entry("Content", ids.resource("toc", ""), (top,))
    if any(isinstance(item, Forum) for item in walk(course.contents)):
        yield Entry("Discussions", ids.resource("toc", _DISCUSSIONS))


def _entries(contents: tuple[ContentItem, ...], ids: Ids) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            item.title,
            ids.resource("content", item.id),
            _entries(item.children, ids) if isinstance(item, Folder) else (),
        )
        for item in contents
    )


def _info(course: str, *, signed: bool) -> Iterator[Member]:
    identifier = hex_ident("package", course)
    text = _INFO.format(course=course, identifier=identifier)
    yield Member(".bb-package-info", text.encode())
    if signed:
        # Learn 9.1 wants to find the file and does not compare it.
        yield Member(".bb-package-sig", identifier.encode())
