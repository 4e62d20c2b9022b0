"""What runs pure steps: the engine, or a plain loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["MapStep", "in_turn"]

MapStep = Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]
"""Runs a pure step over inputs, in parallel and from a cache if it likes."""


def in_turn(step: Callable[[Any], Any], inputs: Sequence[Any]) -> list[Any]:
    """Run the step over the inputs one after the other; the simplest MapStep."""
    return [step(each) for each in inputs]
