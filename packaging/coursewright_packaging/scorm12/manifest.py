"""imsmanifest.xml of SCORM 1.2 (CAM 2.3; imscp_rootv1p1p2, adlcp_rootv1p2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from coursewright_packaging.scorm12.control import NAMED
from coursewright_packaging.scorm12.prerequisites import Gate, gates, identifiers
from coursewright_packaging.scorm2004.course import Activity, Sco, ScormCourse, walk
from coursewright_packaging.scorm2004.manifest import title
from coursewright_packaging.scorm2004.sequencing import measure
from coursewright_packaging.xml import NS, Element, child, q, serialise

__all__ = ["manifest"]

_SHARED = "resource_shared"
# Moodle knows elements by these very prefixes.
_SPACES = {None: NS["imscp12"], "adlcp": NS["adlcp12"], "xsi": NS["xsi"]}


@dataclass(frozen=True, slots=True)
class _Plan:
    names: Mapping[str, str]
    gates: Mapping[str, Gate]


def manifest(course: ScormCourse, shared: Sequence[str]) -> bytes:
    """Return the manifest. shared: names of the files that all pages use, sorted."""
    top = etree.Element(q("imscp12:manifest"), nsmap=cast("dict[str, str]", _SPACES))
    top.set("identifier", f"manifest_{course.id}")
    top.set("version", course.version[:20])
    top.set(q("xsi:schemaLocation"), " ".join(f"{NS[p]} {name}" for p, name in NAMED.items()))
    metadata = child(top, "imscp12:metadata")
    child(metadata, "imscp12:schema", "ADL SCORM")
    child(metadata, "imscp12:schemaversion", "1.2")
    _organizations(top, course)
    _resources(top, course, shared)
    return serialise(top)


def _organizations(top: Element, course: ScormCourse) -> None:
    identifier = f"organization_{course.id}"
    organizations = child(top, "imscp12:organizations", default=identifier)
    organization = child(organizations, "imscp12:organization", identifier=identifier)
    title(organization, course.title, "imscp12:title")
    plan = _Plan(identifiers(course), gates(course))
    for activity in course.activities:
        _item(organization, activity, plan)


def _item(parent: Element, activity: Activity, plan: _Plan) -> None:
    item = child(parent, "imscp12:item", identifier=plan.names[activity.id], isvisible="true")
    title(item, activity.title, "imscp12:title")
    if not isinstance(activity, Sco):
        for each in activity.children:
            _item(item, each, plan)
        return
    item.set("identifierref", _resource_id(activity))
    if script := plan.gates[activity.id].script:
        child(item, "adlcp12:prerequisites", script, type="aicc_script")
    if activity.mastery is not None:
        child(item, "adlcp12:masteryscore", measure(100 * activity.mastery))


def _resources(top: Element, course: ScormCourse, shared: Sequence[str]) -> None:
    resources = child(top, "imscp12:resources")
    for activity in walk(course.activities):
        if isinstance(activity, Sco):
            resource = _resource(resources, _resource_id(activity), "sco")
            resource.set("href", activity.page)
            child(resource, "imscp12:file", href=activity.page)
            child(resource, "imscp12:dependency", identifierref=_SHARED)
    asset = _resource(resources, _SHARED, "asset")
    for name in shared:
        child(asset, "imscp12:file", href=name)


def _resource(resources: Element, identifier: str, kind: str) -> Element:
    resource = child(resources, "imscp12:resource", identifier=identifier, type="webcontent")
    resource.set(q("adlcp12:scormtype"), kind)
    return resource


def _resource_id(sco: Sco) -> str:
    return f"resource_{sco.id}"
