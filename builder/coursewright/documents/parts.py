"""The parts of a Word or PowerPoint file, which is a zip of XML (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from coursewright_packaging.documents import Documents
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, local

__all__ = ["Parts", "attribute", "is_on", "walk"]

_OFF = frozenset({"0", "false", "off"})


def walk(element: Element) -> Iterator[Element]:
    """Yield an element and all below it; of alternatives only the first.

    Names are compared without their namespaces, of which strict files have others.
    """
    pending = [element]
    while pending:
        each = pending.pop()
        if not isinstance(each.tag, str) or local(each) == "Fallback":
            continue
        yield each
        pending += reversed(each)


def attribute(element: Element | None, name: str) -> str:
    """Return the attribute with a local name, empty when there is none."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), ""
    )


def is_on(element: Element | None) -> bool:
    """Return whether a switch such as `w:b` is there and not off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


class Parts:
    """The parts of one file by name."""

    def __init__(self, reader: Reader) -> None:
        """Read from the archive as far as asked."""
        self.names = frozenset(reader.names)
        self._documents = Documents(reader.read)

    def root(self, name: str) -> Element | None:
        """Return a part's root, `None` when it is absent. Raises lxml's XMLSyntaxError."""
        return self._documents.root(name) if name in self.names else None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return kind and target of what a part refers to, by id; the package itself is empty."""
        folder, _, file = name.rpartition("/")
        found = self.root(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return {
            attribute(each, "Id"): (
                attribute(each, "Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, attribute(each, "Target")))[1:],
            )
            for each in ([] if found is None else found)
            if isinstance(each.tag, str)
        }

    def main(self) -> str:
        """Return the name of the main part, empty when there is none."""
        targets = (to for kind, to in self.related("").values() if kind == "officeDocument")
        return next(targets, "")

    def title(self) -> str:
        """Return the title that the properties say."""
        for kind, target in self.related("").values():
            if kind == "core-properties" and (properties := self.root(target)) is not None:
                for each in walk(properties):
                    if local(each) == "title":
                        return " ".join((each.text or "").split())
        return ""
