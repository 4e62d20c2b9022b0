"""Check that every importer takes a cartridge: its version, its folders, its questions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from coursewright_packaging.commoncartridge import portable_rules as rules
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge, Resource
from coursewright_packaging.commoncartridge.portable_links import check_links
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.qti.check_items import fields_of
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_portable"]

_LTI_13 = "imsbasiclti_xmlv1p3"
_EARLY = 1024
_NAMESPACE = re.compile(rb'\sxmlns="http://www\.imsglobal\.org/xsd/imscc(?:v1p\d)?/imscp_v1p\d"')
_PORTABLE = re.compile(r"1\.[01]\.0")
_DESCRIPTOR = re.compile(r"imsdt_|imswl_|imsbasiclti_|imsqti_")
_ATTEMPTS = frozenset({"1", "2", "3", "4", "5", "unlimited"})
_WEIGHT = re.compile(r"[1-9]\d?")
_TRUTH = ["false", "true"]


def check_portable(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what one importer or another stumbles over."""
    if cartridge.manifest is None:
        return
    yield from _version(cartridge, cartridge.manifest)
    yield from _folders(cartridge)
    for resource in cartridge.resources:
        for name in resource.files:
            if name in cartridge.members and _DESCRIPTOR.match(resource.kind):
                root = cartridge.xml(name)
                if root is not None:
                    yield from _descriptor(cartridge, resource, name, root)
    yield from check_links(cartridge)


def _version(cartridge: Cartridge, manifest: Element) -> Iterator[Diagnostic]:
    version = next(((e.text or "").strip() for e in manifest.iter("{*}schemaversion")), "")
    if not _PORTABLE.fullmatch(version):
        message = f"the version is `{version}`"
        yield cartridge.at(rules.VERSION_PORTABLE, MANIFEST, message)
        return
    if not _NAMESPACE.search(cartridge.read(MANIFEST)[:_EARLY]):
        message = f"no default namespace of the profile stands in the first {_EARLY} bytes"
        yield cartridge.at(rules.NAMESPACE_EARLY, MANIFEST, message)
    for resource in cartridge.resources:
        if resource.kind == _LTI_13:
            message = f"resource `{resource.identifier}` has the type `{_LTI_13}`"
            yield cartridge.at(rules.TOOL_LINK_TYPE, MANIFEST, message, resource.line)


def _folders(cartridge: Cartridge) -> Iterator[Diagnostic]:
    owned = sorted(
        (name, number)
        for number, resource in enumerate(cartridge.resources)
        if not resource.kind.startswith("associatedcontent")
        for name in resource.files
    )
    for number, resource in enumerate(cartridge.resources):
        if not _DESCRIPTOR.match(resource.kind) or not resource.files:
            continue
        folder = resource.files[0].rpartition("/")[0]
        other = _foreign(owned, f"{folder}/", number)
        if not folder or other:
            where = f"beside `{other}`" if folder else "in no folder"
            message = f"`{resource.files[0]}` stands {where}"
            yield cartridge.at(rules.OWN_FOLDER, MANIFEST, message, resource.line)


def _foreign(owned: Sequence[tuple[str, int]], folder: str, number: int) -> str:
    """Return the first file in the folder that another resource owns, empty for none."""
    for at in range(bisect_left(owned, (folder, 0)), len(owned)):
        name, owner = owned[at]
        if not name.startswith(folder):
            break
        if owner != number:
            return name
    return ""


def _descriptor(
    cartridge: Cartridge, resource: Resource, name: str, root: Element
) -> Iterator[Diagnostic]:
    if resource.kind.startswith("imsbasiclti_"):
        if not any((e.text or "").strip() for e in root.iter("{*}launch_url")):
            yield cartridge.at(rules.LAUNCH_URL, name, "there is no launch_url")
    elif resource.kind.startswith("imsqti_"):
        yield from _fields(cartridge, name, root)
        for item in root.iter("{*}item"):
            yield from _item(cartridge, name, item)


def _fields(cartridge: Cartridge, name: str, root: Element) -> Iterator[Diagnostic]:
    for field in root.iter("{*}qtimetadatafield"):
        label, entry = (
            next((e.text or "" for e in field.iter(f"{{*}}{part}")), "")
            for part in ("fieldlabel", "fieldentry")
        )
        wrong = label == "cc_maxattempts" and entry not in _ATTEMPTS
        if wrong or (label == "cc_weighting" and not _WEIGHT.fullmatch(entry)):
            message = f"`{label}` is `{entry}`"
            yield cartridge.at(rules.FIELD_ALLOWED, name, message, line_of(field))


def _item(cartridge: Cartridge, name: str, item: Element) -> Iterator[Diagnostic]:
    profile, where = fields_of(item).get("cc_profile", ""), f"item `{item.get('ident')}`"
    if profile.startswith("cc.true_false"):
        labels = sorted(e.get("ident", "") for e in item.iter("{*}response_label"))
        if labels != _TRUTH:
            message = f"{where} has the answers {', '.join(f'`{each}`' for each in labels)}"
            yield cartridge.at(rules.TRUTH_NAMED, name, message, line_of(item))
    if profile.startswith("cc.multiple_response") and not _says_case(item):
        message = f'{where} compares right answers without case="Yes"'
        yield cartridge.at(rules.CASE_SAID, name, message, line_of(item))


def _says_case(item: Element) -> bool:
    scoring = [c for c in item.iter("{*}respcondition") if any(local(e) == "setvar" for e in c)]
    right = [
        equal
        for condition in scoring
        for equal in condition.iter("{*}varequal")
        if not any(local(parent) == "not" for parent in equal.iterancestors())
    ]
    return all(equal.get("case") == "Yes" for equal in right)
