"""The files of `course_settings/`."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright_packaging.canvas import grading
from coursewright_packaging.canvas.course import CanvasCourse, Dates, Module, ModuleItem
from coursewright_packaging.canvas.fields import fields, root
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.commoncartridge.pages import html_page
from coursewright_packaging.xml import Element, child, serialise

__all__ = ["FLAG", "LOCALES", "settings_files", "syllabus_file"]

FLAG = "course_settings/canvas_export.txt"
"""The one member that makes Canvas read a cartridge as its own."""

LOCALES = frozenset({"en-AU", "en-CA", "en-GB", "fr-CA", "pt-BR", "zh-Hans", "zh-Hant"})
"""The regional interfaces that Canvas has; of other tags it knows the language alone."""

_FOLDER = "course_settings"
_LICENCES = {
    "CC-BY-4.0": "cc_by",
    "CC-BY-SA-4.0": "cc_by_sa",
    "CC-BY-NC-4.0": "cc_by_nc",
    "CC-BY-ND-4.0": "cc_by_nd",
    "CC-BY-NC-SA-4.0": "cc_by_nc_sa",
    "CC-BY-NC-ND-4.0": "cc_by_nc_nd",
    "CC0-1.0": "public_domain",
}


def settings_files(course: CanvasCourse, ids: Ids) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file, in the order of real exports."""
    yield f"{_FOLDER}/course_settings.xml", serialise(_course(course, ids))
    yield f"{_FOLDER}/module_meta.xml", serialise(_modules(course, ids))
    yield f"{_FOLDER}/assignment_groups.xml", serialise(grading.groups(course, ids))
    yield f"{_FOLDER}/files_meta.xml", serialise(_files(course, ids))
    if course.late:
        yield f"{_FOLDER}/late_policy.xml", serialise(grading.late_policy(course, ids))
    if course.outcomes:
        yield f"{_FOLDER}/learning_outcomes.xml", serialise(grading.outcomes(course, ids))
    if course.scheme:
        yield f"{_FOLDER}/grading_standards.xml", serialise(grading.scheme(course, ids))
    if course.rubrics:
        yield f"{_FOLDER}/rubrics.xml", serialise(grading.rubrics(course, ids))
    if course.tracks:
        yield f"{_FOLDER}/media_tracks.xml", serialise(_tracks(course, ids))
    yield FLAG, b"This package is a Canvas course export.\n"


def syllabus_file(course: CanvasCourse) -> tuple[str, bytes]:
    """Return name and content of the syllabus."""
    return f"{_FOLDER}/syllabus.html", html_page("Syllabus", course.syllabus)


def _course(course: CanvasCourse, ids: Ids) -> Element:
    element = root("course", identifier=ids.of("course"))
    weighted = any(group.weight for group in course.groups)
    front = any(page.front for page in course.pages)
    fields(
        element,
        title=course.title,
        course_code=course.code,
        start_at=course.start,
        conclude_at=course.end,
        is_public=False,
        license=_LICENCES.get(course.licence, "private"),
        default_view="wiki" if front else "modules",
        group_weighting_scheme="percent" if weighted else "equal",
        locale=_locale(course.language),
    )
    if course.scheme:
        standard = ids.of("grading-standard")
        fields(element, grading_standard_enabled=True, grading_standard_identifier_ref=standard)
    return element


def _locale(language: str) -> str:
    return language if language in LOCALES else language.partition("-")[0]


def _modules(course: CanvasCourse, ids: Ids) -> Element:
    element = root("modules")
    titles = {module.id: module.title for module in course.modules}
    for position, module in enumerate(course.modules, 1):
        _module(element, module, position, titles, ids)
    return element


def _module(
    parent: Element, module: Module, position: int, titles: dict[str, str], ids: Ids
) -> None:
    element = child(parent, "canvas:module", identifier=ids.of("module", module.id))
    fields(
        element,
        title=module.title,
        workflow_state="active",
        position=position,
        unlock_at=module.unlock,
        require_sequential_progress=module.sequential,
        requirement_count=1 if module.one else None,
        locked=False,
    )
    if module.prerequisites:
        needed = child(element, "canvas:prerequisites")
        for name in module.prerequisites:
            one = child(needed, "canvas:prerequisite", type="context_module")
            fields(one, title=titles[name], identifierref=ids.of("module", name))
    items = child(element, "canvas:items")
    for place, item in enumerate(module.items, 1):
        _item(items, item, place, ids)
    if any(item.requirement for item in module.items):
        _requirements(element, module, ids)


def _item(parent: Element, item: ModuleItem, position: int, ids: Ids) -> None:
    element = child(parent, "canvas:item", identifier=ids.of("module-item", item.id))
    fields(
        element,
        content_type=item.kind,
        workflow_state="active",
        title=item.title,
        identifierref=item.target or None,
        url=item.url or None,
        lti_resource_link_lookup_uuid=item.lookup or None,
        position=position,
        new_tab=item.new_tab,
        indent=0,
    )


def _requirements(element: Element, module: Module, ids: Ids) -> None:
    requirements = child(element, "canvas:completionRequirements")
    for item in module.items:
        if item.requirement:
            one = child(requirements, "canvas:completionRequirement", type=item.requirement.kind)
            reference = ids.of("module-item", item.id)
            fields(one, min_score=item.requirement.minimum, identifierref=reference)


def _files(course: CanvasCourse, ids: Ids) -> Element:
    element = root("fileMeta")
    named = [file for file in course.files if file.title or file.dates != Dates()]
    if named:
        files = child(element, "canvas:files")
        for file in named:
            one = child(files, "canvas:file", identifier=ids.of("file", file.id))
            fields(one, lock_at=file.dates.lock, unlock_at=file.dates.unlock)
            fields(one, display_name=file.title or None)
    return element


def _tracks(course: CanvasCourse, ids: Ids) -> Element:
    element = root("media_tracks")
    for media in dict.fromkeys(track.media for track in course.tracks):
        one = child(element, "canvas:media", identifierref=ids.of("file", media))
        for track in course.tracks:
            if track.media == media:
                reference = ids.of("file", track.file)
                child(
                    one,
                    "canvas:track",
                    track.text,
                    kind=track.kind,
                    locale=track.language,
                    identifierref=reference,
                )
    return element
