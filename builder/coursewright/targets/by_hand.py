"""Losses that ask for a person's hand after the upload, for the page "upload this"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coursewright.targets.base import Loss

__all__ = ["ByHand", "by_hand"]


@dataclass(frozen=True, slots=True)
class ByHand:
    """One thing to do. feature, reason: as in `Loss`. do: what. titles: of the items it is for."""

    feature: str
    reason: str
    do: str
    titles: tuple[str, ...]


def by_hand(losses: Iterable[Loss], titles: Mapping[str, str]) -> tuple[ByHand, ...]:
    """Return what is to be done by hand, each thing once, by feature. titles: of items by id."""
    hit: dict[Loss, dict[str, None]] = {}
    for loss in losses:
        if loss.by_hand:
            items = hit.setdefault(replace(loss, item=""), {})
            items |= {titles.get(loss.item, loss.item): None} if loss.item else {}
    ordered = sorted(hit, key=lambda loss: (loss.feature, loss.reason))
    return tuple(ByHand(each.feature, each.reason, each.by_hand, (*hit[each],)) for each in ordered)
