"""Check each resource of a manifest: type, files, dependencies, folders (IMS CC 1.1, 4.3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge, Resource
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["check_folders", "check_resources"]

_TYPE = re.compile(
    r"webcontent|imsqti_xmlv1p2/imscc_xmlv1p[0-3]/(assessment|question-bank)|"
    r"associatedcontent/imscc_xmlv1p[0-3]/learning-application-resource|"
    r"imsdt_xmlv1p[0-3]|imswl_xmlv1p[0-3]|imsbasiclti_xmlv1p[03]|assignment_xmlv1p0"
)
_SINGLE = re.compile(r"imsdt_|imswl_|imsbasiclti_|imsqti_")
_LINKED = re.compile(r"imsdt_|imswl_|imsbasiclti_|imsqti_|assignment_")
_WEB_LINK, _WEB_CONTENT, _ASSOCIATED = "imswl_", "webcontent", "associatedcontent/"
_BANK = "/question-bank"
_USES = frozenset({"", "lessonplan", "syllabus", "unspecified", "assignment"})


def check_resources(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with single resources."""
    kinds = {resource.identifier: resource.kind for resource in cartridge.resources}
    for resource in cartridge.resources:
        yield from _resource(cartridge, resource)
        yield from _dependencies(cartridge, resource, kinds)
    banks = [each for each in cartridge.resources if each.kind.endswith(_BANK)]
    for bank in banks[1:]:
        message = f"`{bank.identifier}` is one of {len(banks)} banks"
        yield cartridge.at(rules.ONE_BANK, MANIFEST, message, bank.line)


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
    if not resource.files:
        message = f"{where} of type `{resource.kind}` has no file"
        yield cartridge.at(rules.HAS_FILE, MANIFEST, message, resource.line)
    if resource.use not in _USES:
        message = f"{where} has the intendeduse `{resource.use}`"
        yield cartridge.at(rules.USE_KNOWN, MANIFEST, message, resource.line)


def _dependencies(
    cartridge: Cartridge, resource: Resource, kinds: Mapping[str, str]
) -> Iterator[Diagnostic]:
    if not _SINGLE.match(resource.kind):
        return
    for name in resource.depends:
        forbidden = resource.kind.startswith(_WEB_LINK) or _LINKED.match(kinds.get(name, ""))
        if forbidden or name == resource.identifier:
            message = f"`{resource.identifier}` ({resource.kind}) depends on `{name}`"
            yield cartridge.at(rules.DEPENDENCY_ALLOWED, MANIFEST, message, resource.line)


def check_folders(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield files of associated content outside of its folder, and web content inside of one.

    Canvas's own layout breaks this, so that its packages are not held to it.
    """
    folders = {
        posixpath.dirname(resource.href)
        for resource in cartridge.resources
        if resource.kind.startswith(_ASSOCIATED) and resource.href
    } - {""}
    for resource in cartridge.resources:
        own = posixpath.dirname(resource.href)
        for name in resource.files:
            if resource.kind.startswith(_ASSOCIATED):
                wrong = bool(own) and not name.startswith(f"{own}/")
            else:
                wrong = resource.kind == _WEB_CONTENT and bool(folders & _above(name))
            if wrong:
                message = f"`{name}` of `{resource.identifier}` is in the wrong folder"
                yield cartridge.at(rules.FOLDER_KEPT, MANIFEST, message, resource.line)


def _above(name: str) -> set[str]:
    parts = name.split("/")[:-1]
    return {"/".join(parts[: n + 1]) for n in range(min(len(parts), 50))}
