"""Things that a new package has under another id, as they have when their file was renamed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from coursewright_packaging.meaning.compare import SAID, Change, What
from coursewright_packaging.meaning.entry import Entry

__all__ = ["renamed"]

_NEAR = 0.8


def renamed(
    changes: Sequence[Change], old: Iterable[Entry], new: Iterable[Entry]
) -> tuple[tuple[Change, Change], ...]:
    """Return the pairs of what was removed and added and is probably one thing; each thing once."""
    was, now = ({entry.id: entry for entry in entries} for entries in (old, new))
    left = [change for change in changes if change.what is What.REMOVED]
    pairs: list[tuple[Change, Change]] = []
    for added in (change for change in changes if change.what is What.ADDED):
        alike = [each for each in left if _alike(was[each.id], now[added.id])]
        for removed in alike[:1]:
            left.remove(removed)
            pairs.append((removed, added))
    return tuple(pairs)


def _alike(was: Entry, now: Entry) -> bool:
    if was.kind != now.kind:
        return False
    if any(_same(was, now)):
        return True
    title = difflib.SequenceMatcher(None, was.title, now.title).ratio()
    # Elsewhere, a title that is only like it is another thing: pages about modules, say.
    near = _NEAR if was.parent == now.parent else 1
    return bool(was.title) and title >= near


def _same(was: Entry, now: Entry) -> Iterator[bool]:
    """Yield, of each fact that makes a thing what it is, whether both have the same."""
    for name in SAID:
        if was.facts.get(name) and now.facts.get(name):
            yield was.facts[name] == now.facts[name]
