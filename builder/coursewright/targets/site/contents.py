"""The order of the pages: what the contents list, what comes before and what after."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Contents", "Entry", "Part"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the contents.

    href: from the site's root, empty for a sub-heading. kind: name of the item's kind, for its
    icon. label: the kind in the reader's language. number: position among all pages, from 1.
    """

    item: items.Item[Rich]
    href: str
    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A module and its lines. number: from 1."""

    module: Module[Rich]
    number: int
    entries: tuple[Entry, ...]

    @property
    def first(self) -> str:
        """Return where the module begins, empty when it has no page."""
        return next((entry.href for entry in self.entries if entry.href), "")


class Contents:
    """All lines of a publication. pages: the entries that have one, in order."""

    def __init__(self, publication: Publication) -> None:
        """Number the pages of the publication."""
        self._words = theme.strings(publication.info.language)
        self.pages: list[Entry] = []
        self.parts = [
            Part(module, number, tuple(self._entry(item) for item in module.items))
            for number, module in enumerate(publication.modules, 1)
        ]

    def around(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """Return the pages before and after, `None` at the ends."""
        at = entry.number - 1
        before = self.pages[at - 1] if at else None
        return before, self.pages[at + 1] if at + 1 < len(self.pages) else None

    def _entry(self, item: items.Item[Rich]) -> Entry:
        kind = type(item).__name__.lower()
        if isinstance(item, items.Heading):
            return Entry(item, "", kind, "", 0)
        href, number = f"items/{item.id}.html", len(self.pages) + 1
        self.pages.append(Entry(item, href, kind, self._words[kind], number))
        return self.pages[-1]
