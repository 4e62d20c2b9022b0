"""imsmanifest.xml, in the order that the schemas demand (SCORM 2004 CAM 3.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursewright_packaging.scorm2004.control import NAMED
from coursewright_packaging.scorm2004.course import (
    Activity,
    Edition,
    Sco,
    ScormCourse,
    walk,
)
from coursewright_packaging.scorm2004.roles import Role, roles
from coursewright_packaging.scorm2004.sequencing import (
    cluster_sequencing,
    measure,
    organization_sequencing,
    sco_sequencing,
    whole_sequencing,
)
from coursewright_packaging.xml import NS, Element, child, q, root, serialise

__all__ = ["manifest", "manifest_of_one", "title"]

_PREFIXES = ("adlcp", "adlseq", "adlnav", "imsss", "xsi")
_LONGEST_TITLE = 200  # CAM 3.4.1.6, smallest permitted maximum
_LONGEST_VERSION = 20
# Underscores keep these apart from the activities' identifiers, which have none.
_SHARED = "resource_shared"


def manifest(course: ScormCourse, shared: Sequence[str]) -> bytes:
    """Return the manifest. shared: names of the files that all pages use, sorted."""
    top = _top(course)
    _organizations(top, course)
    _resources(top, course, shared)
    return serialise(top)


def manifest_of_one(course: ScormCourse, names: Sequence[str]) -> bytes:
    """Return the manifest of the package whose one SCO, `index.html`, is the whole course.

    names: of all files, sorted. It has no mapInfo, which Moodle 5.1 cannot import.
    """
    top = _top(course)
    item = child(
        _organization(top, course),
        "imscp:item",
        identifier="course",
        isvisible="true",
        identifierref="resource_course",
    )
    title(item, course.title)
    whole_sequencing(item, course.mastery)
    resource = _resource(child(top, "imscp:resources"), "resource_course", "sco")
    resource.set("href", "index.html")
    for name in names:
        child(resource, "imscp:file", href=name)
    return serialise(top)


def title(parent: Element, text: str, name: str = "imscp:title") -> None:
    """Append the title of an organization or item, on one line and not too long."""
    words = " ".join(text.split())
    if len(words) > _LONGEST_TITLE:
        words = f"{words[: _LONGEST_TITLE - 1]}…"
    child(parent, name, words)


def _top(course: ScormCourse) -> Element:
    # imscp must be the default namespace: Moodle and Open edX know elements by bare names.
    top = root("imscp:manifest", *_PREFIXES, identifier=f"manifest_{course.id}")
    top.set("version", course.version[:_LONGEST_VERSION])
    top.set(q("xsi:schemaLocation"), " ".join(f"{NS[p]} {name}" for p, name in NAMED.items()))
    _metadata(top, course.edition)
    return top


def _metadata(top: Element, edition: Edition) -> None:
    metadata = child(top, "imscp:metadata")
    child(metadata, "imscp:schema", "ADL SCORM")
    child(metadata, "imscp:schemaversion", edition.schemaversion)


def _organizations(top: Element, course: ScormCourse) -> None:
    organization = _organization(top, course)
    known = roles(course)
    for activity in course.activities:
        _item(organization, activity, known, course)
    organization_sequencing(organization, course)


def _organization(top: Element, course: ScormCourse) -> Element:
    identifier = f"organization_{course.id}"
    organizations = child(top, "imscp:organizations", default=identifier)
    organization = child(organizations, "imscp:organization", identifier=identifier)
    # A second registration of the same learner starts with a clean slate.
    organization.set(q("adlseq:objectivesGlobalToSystem"), "false")
    title(organization, course.title)
    return organization


def _item(
    parent: Element, activity: Activity, known: Mapping[str, Role], course: ScormCourse
) -> None:
    item = child(parent, "imscp:item", identifier=activity.id, isvisible="true")
    title(item, activity.title)
    role = known[activity.id]
    if isinstance(activity, Sco):
        item.set("identifierref", _resource_id(activity))
        _completion_threshold(item, activity.progress, role, course.edition)
        sco_sequencing(item, activity, role, course.id)
        return
    for each in activity.children:
        _item(item, each, known, course)
    _completion_threshold(item, None, role, course.edition)
    cluster_sequencing(item, activity, role, course.id)


def _completion_threshold(
    item: Element, progress: float | None, role: Role, edition: Edition
) -> None:
    """Write from which progress on an activity is complete, and its share in the whole's progress.

    Attributes in the 4th edition (CAM 3.4.1.10), in the 3rd the threshold alone, as text.
    A cluster is completed by its roll-up rules, so it has a share and no threshold.
    """
    if edition is Edition.THIRD:
        if progress is not None:
            child(item, "adlcp:completionThreshold", measure(progress))
        return
    threshold = child(item, "adlcp:completionThreshold")
    threshold.set("completedByMeasure", "false" if progress is None else "true")
    if progress is not None:
        threshold.set("minProgressMeasure", measure(progress))
    threshold.set("progressWeight", measure(role.progress))


def _resources(top: Element, course: ScormCourse, shared: Sequence[str]) -> None:
    resources = child(top, "imscp:resources")
    # SCOs first and in course order: Open edX launches the first resource that has an href.
    for activity in walk(course.activities):
        if isinstance(activity, Sco):
            resource = _resource(resources, _resource_id(activity), "sco")
            resource.set("href", activity.page)
            child(resource, "imscp:file", href=activity.page)
            child(resource, "imscp:dependency", identifierref=_SHARED)
    asset = _resource(resources, _SHARED, "asset")
    for name in shared:
        child(asset, "imscp:file", href=name)


def _resource(resources: Element, identifier: str, kind: str) -> Element:
    resource = child(resources, "imscp:resource", identifier=identifier, type="webcontent")
    resource.set(q("adlcp:scormType"), kind)
    return resource


def _resource_id(sco: Sco) -> str:
    return f"resource_{sco.id}"
