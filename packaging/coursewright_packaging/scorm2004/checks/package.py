"""A package as the rules see it: its manifest, its members, and how a violation is placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.scorm2004.course import Edition
from coursewright_packaging.xml import Element, line_of, q

__all__ = ["MANIFEST", "Package", "is_external", "sco_items"]

MANIFEST = "imsmanifest.xml"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Package:
    """One package. path: as shown to people. names: members in archive order."""

    root: Element
    names: tuple[str, ...]
    read: Callable[[str], bytes]
    path: str

    def at(self, rule: Rule, message: str, element: Element | None = None) -> Diagnostic:
        """Return a violation of `rule` in the manifest, at the element."""
        return rule.at(self.path, message, line=line_of(element), member=MANIFEST)

    def all(self, name: str) -> Iterator[Element]:
        """Yield all elements of the manifest called `prefix:local`, in document order."""
        return self.root.iter(q(name))

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
        return {each.get("identifier", ""): each for each in self.all("imscp:resource")}

    @cached_property
    def items(self) -> tuple[Element, ...]:
        """Return all items, parents first."""
        return tuple(self.all("imscp:item"))

    def member(self, element: Element) -> str:
        """Return the member that the element's href means: xml:base before it, decoded."""
        bases = [each.get(_XML_BASE, "") for each in (*element.iterancestors(), element)]
        # iterancestors goes upwards, but outer bases come first.
        ancestors, own = bases[:-1][::-1], bases[-1]
        href = urlsplit(element.get("href", ""))
        return unquote("".join([*ancestors, own, href.path]))


def sco_items(package: Package) -> Iterator[tuple[Element, Element]]:
    """Yield each item that launches a SCO, and its resource."""
    for item in package.items:
        resource = package.resources.get(item.get("identifierref", ""))
        if resource is not None and resource.get(q("adlcp:scormType")) == "sco":
            yield item, resource


def is_external(href: str) -> bool:
    """Return whether an address leads out of the package."""
    return href.startswith("//") or bool(urlsplit(href).scheme)
