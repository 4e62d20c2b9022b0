"""Losses that ask for a person's hand after the upload, for the page "upload this"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coursewright.targets.base import Loss

__all__ = ["ByHand", "by_hand"]

# Fallbacks say what to do in a clause of their own, which begins with its verb.
_ASKS = re.compile(
    r"(?:^|; )(?:add|ask|choose|compare|enter|give|grade|import|issue|link|name|open|say|set|tick"
    r"|use)\b|\bby hand\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ByHand:
    """One thing to set. feature, reason, fallback: as in `Loss`. titles: of the items it is for."""

    feature: str
    reason: str
    fallback: str
    titles: tuple[str, ...]


def by_hand(losses: Iterable[Loss], titles: Mapping[str, str]) -> tuple[ByHand, ...]:
    """Return what is to be set by hand, each thing once, by feature. titles: of items by id."""
    hit: dict[Loss, dict[str, None]] = {}
    for loss in losses:
        if _ASKS.search(loss.fallback):
            items = hit.setdefault(replace(loss, item=""), {})
            items |= {titles.get(loss.item, loss.item): None} if loss.item else {}
    ordered = sorted(hit, key=lambda loss: (loss.feature, loss.reason))
    return tuple(
        ByHand(each.feature, each.reason, each.fallback, (*hit[each],)) for each in ordered
    )
