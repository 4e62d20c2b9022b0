"""A package as the rules see it: its manifest, its members, and how a violation is placed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.scorm2004.course import Edition
from coursewright_packaging.xml import Element, line_of, q

__all__ = ["MANIFEST", "SCORM_12", "SCORM_2004", "Package", "Profile", "is_external", "sco_items"]

MANIFEST = "imsmanifest.xml"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")  # RFC 3986, 3.1
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a version of SCORM spells its names: prefixes of the namespace table, and the type."""

    cp: str
    adlcp: str
    scormtype: str


SCORM_2004 = Profile("imscp", "adlcp", "scormType")
SCORM_12 = Profile("imscp12", "adlcp12", "scormtype")


@dataclass(frozen=True)
class Package:
    """One package. path: as shown to people. names: members in archive order."""

    root: Element
    names: tuple[str, ...]
    read: Callable[[str], bytes]
    path: str
    profile: Profile = SCORM_2004

    def at(self, rule: Rule, message: str, element: Element | None = None) -> Diagnostic:
        """Return a violation of `rule` in the manifest, at the element."""
        return rule.at(self.path, message, line=line_of(element), member=MANIFEST)

    def all(self, name: str) -> Iterator[Element]:
        """Yield all elements of the manifest called `prefix:local`, in document order."""
        return self.root.iter(q(name))

    def cp(self, name: str) -> str:
        """Return the Clark name of an element of content packaging."""
        return q(f"{self.profile.cp}:{name}")

    def adlcp(self, name: str) -> str:
        """Return the Clark name of an element or attribute of ADL's content packaging."""
        return q(f"{self.profile.adlcp}:{name}")

    def type_of(self, resource: Element) -> str:
        """Return `sco`, `asset`, or nothing when the resource does not say."""
        return resource.get(self.adlcp(self.profile.scormtype), "")

    @cached_property
    def members(self) -> frozenset[str]:
        """Return the names for looking up."""
        return frozenset(self.names)

    @cached_property
    def edition(self) -> Edition:
        """Return the edition that the manifest names; the 4th when it names none."""
        version = self.root.findtext(f"{q('imscp:metadata')}/{q('imscp:schemaversion')}") or ""
        third = "3rd" in version or version.strip() == "CAM 1.3"
        return Edition.THIRD if third else Edition.FOURTH

    @cached_property
    def resources(self) -> dict[str, Element]:
        """Return the resources by identifier."""
        return {each.get("identifier", ""): each for each in self.root.iter(self.cp("resource"))}

    @cached_property
    def items(self) -> tuple[Element, ...]:
        """Return all items, parents first."""
        return tuple(self.root.iter(self.cp("item")))

    def member(self, element: Element) -> str:
        """Return the member that the element's href means: xml:base before it, decoded."""
        path = _path(element.get("href", ""))
        if self._has_bases:
            bases = [each.get(_XML_BASE, "") for each in element.iterancestors()]
            path = "".join([*bases[::-1], element.get(_XML_BASE, ""), path])
        return unquote(path)

    @cached_property
    def _has_bases(self) -> bool:
        return any(each.get(_XML_BASE) is not None for each in self.root.iter("{*}*"))


def sco_items(package: Package) -> Iterator[tuple[Element, Element]]:
    """Yield each item that launches a SCO, and its resource."""
    for item in package.items:
        resource = package.resources.get(item.get("identifierref", ""))
        if resource is not None and package.type_of(resource) == "sco":
            yield item, resource


def is_external(href: str) -> bool:
    """Return whether an address leads out of the package."""
    return href.startswith("//") or _SCHEME.match(href) is not None


def _path(href: str) -> str:
    return href.partition("#")[0].partition("?")[0]
