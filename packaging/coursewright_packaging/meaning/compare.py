"""What differs between two packages by meaning: added, removed, changed, moved, ids reused."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from coursewright_packaging.meaning.entry import Entry

__all__ = ["SAID", "Change", "What", "compare"]


class What(str, Enum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    REUSED = "reused"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    what: a thing that changed and moved has two. was: the old title or place; empty when that did
    not change. place: titles of the things around it, outermost first. facts: what of it changed:
    `title` and names of facts, sorted.
    """

    what: What
    id: str
    kind: str
    title: str
    place: tuple[str, ...]
    was: str = ""
    facts: tuple[str, ...] = ()


def compare(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[Change, ...]:
    """Return the differences: those of the new package in its order, then what was removed."""
    before = {entry.id: entry for entry in old}
    after = {entry.id: entry for entry in new}
    moved = _moved(old, new)
    found: list[Change] = []
    for entry in after.values():
        found += _differences(before.get(entry.id), entry, before, after, moved)
    for entry in before.values():
        if entry.id not in after:
            found.append(_change(What.REMOVED, entry, before))
    return tuple(found)


def _differences(
    was: Entry | None,
    entry: Entry,
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    moved: frozenset[str],
) -> Iterator[Change]:
    if was is None:
        yield _change(What.ADDED, entry, after)
        return
    facts = tuple(_changed(was, entry))
    if _is_another(was, entry, facts):
        yield _change(What.REUSED, entry, after, f"{was.kind} “{was.title}”", facts)
    elif facts:
        yield _change(What.CHANGED, entry, after, was.title if "title" in facts else "", facts)
    if entry.id in moved:
        yield _change(What.MOVED, entry, after, " / ".join(_place(was, before)))


def _change(
    what: What,
    entry: Entry,
    among: Mapping[str, Entry],
    was: str = "",
    facts: tuple[str, ...] = (),
) -> Change:
    return Change(what, entry.id, entry.kind, entry.title, _place(entry, among), was, facts)


def _changed(was: Entry, entry: Entry) -> Iterator[str]:
    names = {*was.facts, *entry.facts}
    found = {name for name in names if was.facts.get(name, "") != entry.facts.get(name, "")}
    yield from sorted(found | ({"title"} if was.title != entry.title else set()))


def _is_another(was: Entry, entry: Entry, facts: tuple[str, ...]) -> bool:
    """Return whether the id stands for another thing: another kind, or all that it says is new."""
    if was.kind != entry.kind:
        return True
    said = {name for name in SAID if was.facts.get(name) and entry.facts.get(name)}
    return "title" in facts and bool(said) and said <= {*facts}


# The facts that make a thing what it is; the others are settings.
SAID = ("text", "questions", "file", "address")


def _place(entry: Entry, among: Mapping[str, Entry]) -> tuple[str, ...]:
    titles: list[str] = []
    seen = {entry.id}
    parent = entry.parent
    # Foreign packages may hold circles.
    while parent in among and parent not in seen:
        seen.add(parent)
        titles.append(among[parent].title)
        parent = among[parent].parent
    return tuple(reversed(titles))


def _moved(old: Sequence[Entry], new: Sequence[Entry]) -> frozenset[str]:
    """Return the ids of what stands in another place: as few as explain the new order.

    Something added or removed before a thing does not move it.
    """
    parents = {entry.id: entry.parent for entry in old}
    found = {e.id for e in new if parents.get(e.id, e.parent) != e.parent}
    ranks = {entry.id: rank for rank, entry in enumerate(old)}
    siblings: dict[str, list[str]] = {}
    for entry in new:
        if entry.id in ranks and entry.id not in found:
            siblings.setdefault(entry.parent, []).append(entry.id)
    for ids in siblings.values():
        kept = _longest_rising([ranks[each] for each in ids])
        found.update(each for each in ids if ranks[each] not in kept)
    return frozenset(found)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of a longest rising subsequence (patience sorting)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    kept: list[int] = []
    last: int | None = tops[-1] if tops else None
    while last is not None:
        kept.append(last)
        last = below[last]
    return frozenset(kept)
