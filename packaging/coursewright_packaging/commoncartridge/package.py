"""A cartridge as it is read: its manifest, and its XML members, each parsed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from coursewright_packaging.commoncartridge import rules
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.documents import Documents
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["MANIFEST", "Cartridge", "Resource"]

MANIFEST = "imsmanifest.xml"


class Resource:
    """One resource of the manifest. use: its `intendeduse`."""

    __slots__ = ("depends", "files", "href", "identifier", "kind", "line", "use")

    def __init__(self, element: Element) -> None:
        """Read the element."""
        self.identifier = element.get("identifier", "")
        self.kind = element.get("type", "")
        self.href = element.get("href", "")
        self.line = line_of(element)
        self.use = element.get("intendeduse", "")
        self.files = tuple(e.get("href", "") for e in element.iterchildren("{*}file"))
        depends = element.iterchildren("{*}dependency")
        self.depends = tuple(e.get("identifierref", "") for e in depends)


class Cartridge:
    """Members by name. path: how the package is called in diagnostics."""

    def __init__(self, names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> None:
        """Keep what reads the members."""
        self.names = names
        self.members = frozenset(names)
        self._read = read
        self._path = path
        self._documents = Documents(read)
        self._broken: set[str] = set()
        self.faults: list[Diagnostic] = []

    def at(self, rule: Rule, member: str, message: str, line: int = 0) -> Diagnostic:
        """Return a diagnostic of `rule` in a member."""
        return rule.at(self._path, message, member=member, line=line)

    def member(self, href: str) -> str:
        """Return the member that an href means: as it is written, else percent-decoded."""
        plain = href if href in self.members else unquote(href)
        return plain if plain in self.members else href

    def read(self, name: str) -> bytes:
        """Return a member's bytes."""
        return self._read(name)

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML member; a fault in it is noted once, what is absent is None."""
        if name in self._broken or name not in self.members:
            return None
        try:
            root = self._documents.root(name, keep=name == MANIFEST)
        except etree.XMLSyntaxError as error:
            self._note(rules.XML_PARSES, name, error.msg, error.lineno or 0)
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            self._note(rules.XML_PARSES, name, "a document type is not allowed")
            return None
        return root

    def _note(self, rule: Rule, name: str, message: str, line: int = 0) -> None:
        self._broken.add(name)
        self.faults.append(self.at(rule, name, message, line))

    @cached_property
    def manifest(self) -> Element | None:
        """Return the manifest's root; nothing for one that cannot be read, which is noted."""
        root = self.xml(MANIFEST)
        if root is not None and local(root) != "manifest":
            self._note(rules.ROOT, MANIFEST, f"the root is `{local(root)}`", line_of(root))
            return None
        return root

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
