"""The XML members of one package: parsed when they are asked for, as many kept as memory allows."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable

from coursewright_packaging.xml import MAX_NODES, Element, parse, refused, weight

__all__ = ["Documents"]

_MOST = 12_000_000  # in all documents of a package: a course of some 20,000 lessons
_TRUSTED = 300_000  # up to here nobody can fill the table of names
_MOST_NAMES = 20_000
_NAME = re.compile(rb"<([^\s/>!?]+)|\s([^\s=<>]+)\s*=")


class Documents:
    """Parsed members by name; those looked at longest ago are given up first.

    lxml never forgets the name of an element or attribute, so their number is bounded, too.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Keep what reads the members."""
        self._read = read
        self._kept: OrderedDict[str, tuple[Element, int]] = OrderedDict()
        self._known: dict[str, int] = {}
        self._names: set[bytes] = set()
        self._total = 0
        self._held = self._pinned = 0

    def root(self, name: str, *, keep: bool = False) -> Element:
        """Return a member's root element. keep: never give it up, because others hold it.

        Raises KeyError when it is absent, lxml.etree.XMLSyntaxError when it cannot be parsed or
        is beyond what one package may hold.
        """
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name][0]
        data = self._read(name)
        size = self._weighed(name, data)
        self._make_room(size)
        element = parse(data)
        if keep:
            self._pinned += size
        else:
            self._kept[name] = element, size
            self._held += size
        return element

    def _make_room(self, size: int) -> None:
        if self._pinned + size > MAX_NODES:
            message = f"the document has {size} elements and attributes, others {self._pinned}"
            raise refused(f"{message}; read are {MAX_NODES}")
        while self._kept and self._pinned + self._held + size > MAX_NODES:
            self._held -= self._kept.popitem(last=False)[1][1]

    def _weighed(self, name: str, data: bytes) -> int:
        if name not in self._known:
            self._known[name] = weight(data)
            self._total += self._known[name]
            if self._total > _TRUSTED:
                self._note_names(data)
            if self._total > _MOST or len(self._names) > _MOST_NAMES:
                message = f"the documents up to here have {self._total} elements and attributes"
                hint = f"of {len(self._names)} names; read are {_MOST} and {_MOST_NAMES}"
                raise refused(f"{message} {hint}")
        return self._known[name]

    def _note_names(self, data: bytes) -> None:
        for found in _NAME.finditer(data):
            self._names.add(found[1] or found[2])
            if len(self._names) > _MOST_NAMES:
                return
