"""A native package opened for verification: its manifest, resources and parsed documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from lxml import etree

from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.documents import Documents
from coursewright_packaging.xml import NS, Element, line_of

__all__ = ["MANIFEST", "XML_PARSES", "Document", "Opened", "open_package"]

MANIFEST = "imsmanifest.xml"

XML_PARSES = Rule(
    "blackboard-xml-parses",
    Severity.ERROR,
    "The manifest and every .dat file are well-formed XML.",
    "Learn stops the import at the first broken document.",
    "Export or build the package again.",
    "XML 1.0",
)


@dataclass(frozen=True, slots=True)
class Document:
    """One resource of the manifest and its file.

    name: `resNNNNN`. member: the file. tag: of its root element. load: parses it.
    """

    name: str
    type: str
    member: str
    tag: str
    load: Callable[[], Element]

    @property
    def root(self) -> Element:
        """Return the file's root element."""
        return self.load()


@dataclass(frozen=True)
class Opened:
    """A package whose manifest could be read.

    resources: the `resource` elements. documents: those whose file could be parsed.
    faults: what opening found.
    """

    path: str
    names: frozenset[str]
    read: Callable[[str], bytes]
    manifest: Element
    resources: tuple[Element, ...]
    documents: tuple[Document, ...]
    faults: tuple[Diagnostic, ...]

    @cached_property
    def by_name(self) -> dict[str, Document]:
        """Return the documents by resource name."""
        return {document.name: document for document in self.documents}

    def of(self, root: str) -> Iterator[Document]:
        """Yield the documents whose root element is so called."""
        return (document for document in self.documents if document.tag == root)

    def at(
        self, rule: Rule, message: str, where: Document | str, element: Element | None = None
    ) -> Diagnostic:
        """Return a diagnostic in a member, at an element's line when one is given."""
        member = where if isinstance(where, str) else where.member
        return rule.at(self.path, message, line=line_of(element), member=member)


def open_package(
    names: tuple[str, ...], read: Callable[[str], bytes], path: str
) -> Opened | Diagnostic:
    """Return the opened package, or why its manifest cannot be read."""
    trees = Documents(read)
    try:
        manifest = trees.root(MANIFEST, keep=True)
    except etree.XMLSyntaxError as error:
        return _broken(path, MANIFEST, error)
    resources = tuple(manifest.iter("{*}resource"))
    documents: list[Document] = []
    faults: list[Diagnostic] = []
    known = frozenset(names)
    for resource in resources:
        member = resource.get(f"{{{NS['bb']}}}file", "")
        if member not in known:
            continue  # check_manifest reports it
        try:
            root = trees.root(member)
        except etree.XMLSyntaxError as error:
            faults.append(_broken(path, member, error))
            continue
        name = resource.get("identifier", "")
        kind, load = resource.get("type", ""), partial(trees.root, member)
        documents.append(Document(name, kind, member, str(root.tag), load))
    return Opened(path, known, read, manifest, resources, tuple(documents), tuple(faults))


def _broken(path: str, member: str, error: etree.XMLSyntaxError) -> Diagnostic:
    return XML_PARSES.at(path, error.msg, line=error.lineno or 0, member=member)
