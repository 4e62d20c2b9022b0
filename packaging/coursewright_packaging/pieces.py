"""What a writer makes of one item, so that whoever calls it may have kept it from before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

__all__ = ["FRESH", "Pieces"]

Made = TypeVar("Made")


class Pieces(Protocol):
    """Gives back what was made of an item, or makes it."""

    def of(self, name: str, item: str, make: Callable[[], Made], /) -> Made:
        """Return what `make` returns.

        name: of the kind of piece, one per place that asks. item: id of the item or other thing
        that it is made of. make: pure; what it returns depends on this item, and of the others on
        all but their texts. It returns plain data or our dataclasses.
        """


class _Fresh:
    def of(self, _name: str, _item: str, make: Callable[[], Made], /) -> Made:
        return make()


FRESH: Pieces = _Fresh()
"""Makes everything anew."""
