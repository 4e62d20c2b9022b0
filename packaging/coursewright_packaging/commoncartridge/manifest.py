"""Check a manifest: both ways between items, resources and files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge, Resource
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import line_of, local

__all__ = ["LTI_13", "check_manifest"]

LTI_13 = "imsbasiclti_xmlv1p3"
_VERSION = re.compile(r"1\.[0-3]\.0")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
_TYPE = re.compile(
    r"webcontent|imsqti_xmlv1p2/imscc_xmlv1p[0-3]/(assessment|question-bank)|"
    r"associatedcontent/imscc_xmlv1p[0-3]/learning-application-resource|"
    r"imsdt_xmlv1p[0-3]|imswl_xmlv1p[0-3]|imsbasiclti_xmlv1p[03]|assignment_xmlv1p0"
)
_SINGLE = re.compile(r"imsdt_|imswl_|imsbasiclti_|imsqti_")


def check_manifest(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the manifest and the list of members."""
    if cartridge.manifest is None:
        return
    yield from _metadata(cartridge)
    yield from _organizations(cartridge)
    yield from _identifiers(cartridge)
    yield from _references(cartridge)
    yield from _files(cartridge)
    for resource in cartridge.resources:
        yield from _resource(cartridge, resource)


def _metadata(cartridge: Cartridge) -> Iterator[Diagnostic]:
    assert cartridge.manifest is not None
    values = {local(e): (e.text or "").strip() for e in cartridge.manifest.iter() if local(e)}
    if values.get("schema") not in ("IMS Common Cartridge", "IMS Thin Common Cartridge"):
        message = f"the schema is `{values.get('schema', '')}`"
        yield cartridge.at(rules.SCHEMA_NAMED, MANIFEST, message)
    if not _VERSION.fullmatch(values.get("schemaversion", "")):
        message = f"the schema version is `{values.get('schemaversion', '')}`"
        yield cartridge.at(rules.SCHEMA_NAMED, MANIFEST, message)


def _organizations(cartridge: Cartridge) -> Iterator[Diagnostic]:
    assert cartridge.manifest is not None
    found = list(cartridge.manifest.iter("{*}organization"))
    roots = [e for each in found for e in each if local(e) == "item"]
    structures = {each.get("structure") for each in found}
    if len(found) != 1 or structures != {"rooted-hierarchy"} or len(roots) != 1:
        message = f"there are {len(found)} organizations with {len(roots)} root items"
        yield cartridge.at(rules.ONE_ORGANIZATION, MANIFEST, message)


def _identifiers(cartridge: Cartridge) -> Iterator[Diagnostic]:
    assert cartridge.manifest is not None
    names = [name for e in cartridge.manifest.iter() if (name := e.get("identifier"))]
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            yield cartridge.at(rules.ID_UNIQUE, MANIFEST, f"`{name}` is used {count} times")
        if not _NAME.fullmatch(name):
            yield cartridge.at(rules.ID_UNIQUE, MANIFEST, f"`{name}` is no XML name")


def _references(cartridge: Cartridge) -> Iterator[Diagnostic]:
    known = {resource.identifier for resource in cartridge.resources}
    for item in cartridge.items():
        name = item.get("identifierref")
        if name and name not in known:
            message = f"the item refers to `{name}`, which is no resource"
            line = line_of(item)
            yield cartridge.at(rules.REFERENCE_RESOLVES, MANIFEST, message, line)
    for resource in cartridge.resources:
        for name in resource.depends:
            if name not in known:
                message = f"`{resource.identifier}` depends on `{name}`, which is no resource"
                yield cartridge.at(rules.REFERENCE_RESOLVES, MANIFEST, message, resource.line)


def _files(cartridge: Cartridge) -> Iterator[Diagnostic]:
    members = set(cartridge.names)
    listed = {name for resource in cartridge.resources for name in resource.files}
    for name in sorted(listed - members):
        yield cartridge.at(rules.FILE_EXISTS, MANIFEST, f"`{name}` is not in the package")
    for name in sorted(members - listed - {MANIFEST}):
        yield cartridge.at(rules.FILE_LISTED, name, "no resource lists the member")
    for name in sorted(members):
        if not _PLAIN.fullmatch(name):
            yield cartridge.at(rules.PLAIN_PATHS, name, "the name has other characters")


def _resource(cartridge: Cartridge, resource: Resource) -> Iterator[Diagnostic]:
    where = f"resource `{resource.identifier}`"
    if not _TYPE.fullmatch(resource.kind):
        message = f"{where} has the type `{resource.kind}`"
        yield cartridge.at(rules.TYPE_KNOWN, MANIFEST, message, resource.line)
    if resource.href and resource.href not in resource.files:
        message = f"{where} has the href `{resource.href}`, but no such file element"
        yield cartridge.at(rules.HREF_LISTED, MANIFEST, message, resource.line)
    if _SINGLE.match(resource.kind) and (len(resource.files) != 1 or resource.href):
        message = f"{where} has {len(resource.files)} files and href `{resource.href}`"
        yield cartridge.at(rules.ONE_FILE, MANIFEST, message, resource.line)
