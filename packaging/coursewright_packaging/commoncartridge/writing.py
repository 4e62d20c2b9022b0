"""Write a manifest over resources, and the archive with both; for every kind of cartridge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coursewright_packaging import xml
from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.commoncartridge.package import MANIFEST
from coursewright_packaging.xml import NS, Element, child, q, serialise

__all__ = ["ASSESSMENT", "BANK", "LOR", "TOPIC", "WEB_LINK", "About", "Line", "Resource", "archive"]

LOR = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
BANK = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"
TOPIC = "imsdt_xmlv1p1"
WEB_LINK = "imswl_xmlv1p1"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest says of the cartridge. day: YYYY-MM-DD, or empty."""

    identifier: str
    title: str
    day: str
    licence: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource with the members that it brings.

    href, depends, intended: the attributes `href` and `intendeduse`, and the resource that it
    depends on; empty for none.
    """

    identifier: str
    kind: str
    members: tuple[Member, ...]
    href: str = ""
    depends: str = ""
    intended: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the organization. target: identifier of its resource, empty for none."""

    identifier: str
    title: str
    target: str = ""
    children: tuple[Line, ...] = ()


def archive(about: About, lines: Sequence[Line], resources: Sequence[Resource]) -> Archive:
    """Return the package: the manifest, and each member once, whatever resources bring it."""
    members = {member.name: member for each in resources for member in each.members}
    manifest = Member(MANIFEST, serialise(_manifest(about, lines, resources)))
    return Archive((manifest, *members.values()))


def _manifest(about: About, lines: Sequence[Line], resources: Sequence[Resource]) -> Element:
    # Its own namespace is the default one and comes first: Moodle looks for it in 1024 bytes.
    manifest = xml.root("cc:manifest", "lom", "lomimscc", "xsi", identifier=about.identifier)
    manifest.set(q("xsi:schemaLocation"), _schema_locations())
    _metadata(manifest, about)
    organizations = child(manifest, "cc:organizations")
    organization = child(
        organizations, "cc:organization", identifier="org_1", structure="rooted-hierarchy"
    )
    top = child(organization, "cc:item", identifier="LearningModules")
    for line in lines:
        _item(top, line)
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


def _metadata(manifest: Element, about: About) -> None:
    metadata = child(manifest, "cc:metadata")
    child(metadata, "cc:schema", "IMS Common Cartridge")
    child(metadata, "cc:schemaversion", "1.1.0")
    lom = child(metadata, "lomimscc:lom")
    title = child(child(lom, "lomimscc:general"), "lomimscc:title")
    child(title, "lomimscc:string", about.title)
    if about.day:
        contribute = child(child(lom, "lomimscc:lifeCycle"), "lomimscc:contribute")
        child(child(contribute, "lomimscc:date"), "lomimscc:dateTime", about.day)
    rights = child(lom, "lomimscc:rights")
    child(child(rights, "lomimscc:copyrightAndOtherRestrictions"), "lomimscc:value", "yes")
    if about.licence:
        child(child(rights, "lomimscc:description"), "lomimscc:string", about.licence)


def _item(parent: Element, line: Line) -> None:
    element = child(parent, "cc:item", identifier=line.identifier)
    if line.target:
        element.set("identifierref", line.target)
    child(element, "cc:title", line.title)
    for each in line.children:
        _item(element, each)


def _resource(parent: Element, resource: Resource) -> None:
    element = child(parent, "cc:resource", identifier=resource.identifier, type=resource.kind)
    if resource.href:
        element.set("href", resource.href)
    if resource.intended:
        element.set("intendeduse", resource.intended)
    for member in resource.members:
        child(element, "cc:file", href=member.name)
    if resource.depends:
        child(element, "cc:dependency", identifierref=resource.depends)
