"""Check a manifest: both ways between items, resources and files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_manifest"]

_VERSION = re.compile(r"1\.([0-3])\.0")
_SPACE = re.compile(r"/xsd/imsccv1p([0-3])/")
_OLDEST = "http://www.imsglobal.org/xsd/imscc/imscp_v1p1"
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_PLAIN = re.compile(r"[A-Za-z0-9._/-]+")
# The parts of LOM that the profile keeps, by element.
_METADATA = frozenset({"general", "lifeCycle", "technical", "educational", "rights"})


def check_manifest(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with the manifest and the list of members."""
    if cartridge.manifest is None:
        return
    yield from _metadata(cartridge, cartridge.manifest)
    yield from _organizations(cartridge, cartridge.manifest)
    yield from _items(cartridge)
    yield from _identifiers(cartridge, cartridge.manifest)
    yield from _references(cartridge)
    yield from _files(cartridge)


def _metadata(cartridge: Cartridge, manifest: Element) -> Iterator[Diagnostic]:
    metadata = manifest.find("{*}metadata")
    values = {} if metadata is None else {local(e): (e.text or "").strip() for e in metadata}
    if values.get("schema") not in ("IMS Common Cartridge", "IMS Thin Common Cartridge"):
        message = f"the schema is `{values.get('schema', '')}`"
        yield cartridge.at(rules.SCHEMA_NAMED, MANIFEST, message, line_of(metadata))
    version = _VERSION.fullmatch(values.get("schemaversion", ""))
    if version is None:
        message = f"the schema version is `{values.get('schemaversion', '')}`"
        yield cartridge.at(rules.SCHEMA_NAMED, MANIFEST, message, line_of(metadata))
    elif _space_version(manifest) != version[1]:
        space = manifest.nsmap.get(manifest.prefix, "")
        message = f"the manifest of version {version[0]} is in the namespace `{space}`"
        yield cartridge.at(rules.VERSION_AGREES, MANIFEST, message, line_of(manifest))
    for lom in manifest.iter("{*}lom"):
        for part in lom.iterchildren("{*}*"):
            if local(part) not in _METADATA:
                message = f"`{local(part)}` is not of the profile"
                yield cartridge.at(rules.METADATA_PLAIN, MANIFEST, message, line_of(part))


def _space_version(manifest: Element) -> str:
    space = str(manifest.nsmap.get(manifest.prefix, ""))
    found = _SPACE.search(space)
    return "0" if space == _OLDEST else found[1] if found else ""


def _organizations(cartridge: Cartridge, manifest: Element) -> Iterator[Diagnostic]:
    found = list(manifest.iter("{*}organization"))
    roots = sum(1 for each in found for _ in each.iterchildren("{*}item"))
    structures = {each.get("structure") for each in found}
    # A thin cartridge may go without an organization; all others have one.
    if len(found) != 1 or structures != {"rooted-hierarchy"} or roots != 1:
        message = f"there are {len(found)} organizations with {roots} root items"
        yield cartridge.at(rules.ONE_ORGANIZATION, MANIFEST, message)


def _items(cartridge: Cartridge) -> Iterator[Diagnostic]:
    for item in cartridge.items():
        line = line_of(item)
        extra = [name for name in ("isvisible", "parameters") if item.get(name) is not None]
        if extra:
            message = f"the item `{item.get('identifier')}` has `{extra[0]}`"
            yield cartridge.at(rules.ITEM_PLAIN, MANIFEST, message, line)
        parent = item.getparent()
        if parent is not None and local(parent) == "item":
            titles = [title.text or "" for title in item.iterchildren("{*}title")]
            if len(titles) != 1 or not titles[0].strip():
                message = f"the item `{item.get('identifier')}` has {len(titles)} titles"
                yield cartridge.at(rules.ITEM_TITLED, MANIFEST, message, line)


def _identifiers(cartridge: Cartridge, manifest: Element) -> Iterator[Diagnostic]:
    names = [name for e in manifest.iter("{*}*") if (name := e.get("identifier")) is not None]
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
            yield cartridge.at(rules.REFERENCE_RESOLVES, MANIFEST, message, line_of(item))
    for resource in cartridge.resources:
        for name in resource.depends:
            if name not in known:
                message = f"`{resource.identifier}` depends on `{name}`, which is no resource"
                yield cartridge.at(rules.REFERENCE_RESOLVES, MANIFEST, message, resource.line)


def _files(cartridge: Cartridge) -> Iterator[Diagnostic]:
    listed: set[str] = set()
    for resource in cartridge.resources:
        for href in resource.files:
            name = cartridge.member(href)
            listed.add(name)
            if name not in cartridge.members:
                message = f"`{href}` is not in the package"
                yield cartridge.at(rules.FILE_EXISTS, MANIFEST, message, resource.line)
    for name in sorted(cartridge.members):
        if name not in listed and name != MANIFEST:
            yield cartridge.at(rules.FILE_LISTED, name, "no resource lists the member")
        if not _PLAIN.fullmatch(name):
            yield cartridge.at(rules.PLAIN_PATHS, name, "the name has other characters")
