"""A cartridge as it is read: its manifest, and its XML members, each parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from lxml import etree

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.xml import Element, line_of, local, parse

__all__ = ["MANIFEST", "Cartridge", "Resource"]

MANIFEST = "imsmanifest.xml"


class Resource:
    """One resource of the manifest."""

    def __init__(self, element: Element) -> None:
        """Read the element."""
        self.identifier = element.get("identifier", "")
        self.kind = element.get("type", "")
        self.href = element.get("href", "")
        self.line = line_of(element)
        children = [child for child in element if isinstance(child.tag, str)]
        self.files = [c.get("href", "") for c in children if local(c) == "file"]
        self.depends = [c.get("identifierref", "") for c in children if local(c) == "dependency"]


class Cartridge:
    """Members by name. path: how the package is called in diagnostics."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> None:
        """Keep what reads the members."""
        self.names = names
        self._read = read
        self._path = path
        self._parsed: dict[str, Element | None] = {}
        self.faults: list[Diagnostic] = []

    def at(self, rule: Rule, member: str, message: str, line: int = 0) -> Diagnostic:
        """Return a diagnostic of `rule` in a member."""
        return rule.at(self._path, message, member=member, line=line)

    def text(self, name: str) -> str:
        """Return a member as text."""
        return self._read(name).decode("utf-8", "replace")

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML member; a fault in it is noted once."""
        if name not in self._parsed:
            self._parsed[name] = self._parse(name)
        return self._parsed[name]

    def _parse(self, name: str) -> Element | None:
        data = self._read(name)
        try:
            root = parse(data)
        except etree.XMLSyntaxError as error:
            line = int(error.lineno or 0)
            self.faults.append(self.at(rules.XML_PARSES, name, str(error.msg), line))
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            self.faults.append(self.at(rules.XML_PARSES, name, "a document type is not allowed"))
            return None
        return root

    @cached_property
    def manifest(self) -> Element | None:
        """Return the manifest's root."""
        return self.xml(MANIFEST)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """Return every resource in the manifest's order."""
        if self.manifest is None:
            return ()
        return tuple(Resource(e) for e in self.manifest.iter("{*}resource"))

    def items(self) -> Iterator[Element]:
        """Yield every item of the organizations."""
        if self.manifest is not None:
            yield from self.manifest.iter("{*}item")
