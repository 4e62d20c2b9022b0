"""One line of a table of losses: feature, when, why, instead, what a hand has to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from coursewright.targets.base import Loss

__all__ = ["Lost"]

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Lost(Generic[Of]):
    """What is lost of a course, module, item or question when it has something.

    feature, reason, fallback, by_hand: as in `Loss`. when: whether it has it.
    """

    feature: str
    when: Callable[[Of], bool]
    reason: str
    fallback: str = "Nothing."
    by_hand: str = ""

    def losses(self, of: Of, key: str) -> Iterator[Loss]:
        """Yield the loss, if there is one. key: id of the item, or empty."""
        if self.when(of):
            yield Loss(self.feature, key, self.reason, self.fallback, self.by_hand)
