"""Pieces of packages that are kept from one build to the next.

A piece may depend on its own item and, of everything else in the Publication, on all but the texts
of the other items: their titles, order, settings and files. So an edit of one text costs the pieces
of one item, and any other change costs all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from coursewright.engine.hashing import digest_text
from coursewright.model.course import Publication
from coursewright_packaging.pieces import Pieces
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["ItemKeys", "Kept", "Renamed"]

Made = TypeVar("Made")
_NO_TEXT = Rich("", "")


class ItemKeys:
    """Digests of a publication's items, and of what is around them; computed when asked for."""

    def __init__(self, publication: Publication) -> None:
        """Digest `publication`, which is frozen."""
        self._publication = publication

    @cached_property
    def frame(self) -> str:
        """The digest of everything but the texts of the items."""
        modules = [repr(replace(module, items=())) for module in self._publication.modules]
        rest = repr(replace(self._publication, modules=()))
        return digest_text("frame", rest, *modules, "items", *self._outlines())

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The digest of each item's text by the item's id; the rest of the item is in the frame."""
        items = self._publication.items()
        return {item.id: digest_text("item", item.body.html, item.body.text) for item in items}

    def _outlines(self) -> Iterator[str]:
        """Yield the digest of each item without its text, with the place of its module."""
        for number, module in enumerate(self._publication.modules):
            for item in module.items:
                yield digest_text(str(number), repr(replace(item, body=_NO_TEXT)))


class Kept:
    """The pieces of one target: those of the last build that still hold, and those of this one."""

    def __init__(self, keys: ItemKeys, around: str, known: Mapping[str, object]) -> None:
        """Use what is `known` by key. around: stands for what else the pieces depend on."""
        self._keys = keys
        self._around = around
        self._known = known
        self.used: dict[str, object] = {}
        """Every piece that was asked for, by its key."""

    @property
    def changed(self) -> bool:
        """Whether the pieces are others than those that were known."""
        return self.used.keys() != self._known.keys()

    def forget(self) -> None:
        """Let go of all pieces."""
        self._known = {}
        self.used.clear()

    def of(self, name: str, item: str, make: Callable[[], Made], /) -> Made:
        """Return the piece, made anew when it or what is around it has changed."""
        digest = self._keys.texts.get(item)
        if digest is None:  # not an item: part of the frame, and seldom worth a place
            return make()
        key = digest_text(name, item, digest, self._keys.frame, self._around)
        value: Any = self._known[key] if key in self._known else make()
        self.used[key] = value
        return value  # type: ignore[no-any-return]


class Renamed:
    """Pieces for a writer whose ids are not those of the items."""

    def __init__(self, pieces: Pieces, item_of: Callable[[str], str]) -> None:
        """item_of: returns the id of the item behind an id of the writer."""
        self._pieces = pieces
        self._item_of = item_of

    def of(self, name: str, item: str, make: Callable[[], Made], /) -> Made:
        """Return the piece of the item behind the writer's id `item`."""
        return self._pieces.of(name, self._item_of(item), make)
