"""The manifest's activities with the sequencing that applies to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coursewright_packaging.scorm2004.checks.package import Package
from coursewright_packaging.xml import Element, q

__all__ = ["Activity", "activities", "collection"]


@dataclass(frozen=True)
class Activity:
    """An organization or item. sequencing: its own, then what that refers to by IDRef."""

    element: Element
    sequencing: tuple[Element, ...]

    @property
    def id(self) -> str:
        """Return the identifier."""
        return self.element.get("identifier", "")

    @property
    def is_root(self) -> bool:
        """Return whether it is an organization."""
        return bool(self.element.tag == q("imscp:organization"))

    def each(self, *names: str) -> Iterator[Element]:
        """Yield the elements of its sequencing called `prefix:local`, its own first."""
        for sequencing in self.sequencing:
            yield from sequencing.iter(*map(q, names))

    @cached_property
    def objectives(self) -> tuple[Element, ...]:
        """Return its objectives of imsss; adlseq's extend them by the same ids."""
        return tuple(self.each("imsss:primaryObjective", "imsss:objective"))


def activities(package: Package) -> Iterator[Activity]:
    """Yield every organization and item in document order."""
    shared = collection(package)
    for element in package.root.iter(q("imscp:organization"), q("imscp:item")):
        own = element.find(q("imsss:sequencing"))
        if own is None:
            yield Activity(element, ())
            continue
        referred = shared.get(own.get("IDRef", ""))
        yield Activity(element, (own,) if referred is None else (own, referred))


def collection(package: Package) -> dict[str, Element]:
    """Return the sequencings of the collection by ID."""
    return {
        sequencing.get("ID", ""): sequencing
        for each in package.all("imsss:sequencingCollection")
        for sequencing in each.iterchildren(q("imsss:sequencing"))
    }
