"""Scales of the grade centre: grades by name that cover every score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright_packaging.blackboard.opened import Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.numbers import number
from coursewright_packaging.xml import Element

__all__ = ["RULES", "check_scales"]

COVERED = Rule(
    "blackboard-scale-covers-every-score",
    Severity.WARNING,
    "The grades of a tabular scale follow each other from 0 to 100 percent, without a gap.",
    "Learn shows no grade for the scores between.",
    "Let each UPPERBOUND be the next LOWERBOUND.",
    "Blackboard course export, as readers of it know it",
)
RULES = (COVERED,)

_BEST = 100.0
# Learn's own letters end at 100, and those below end where the next one begins.
_NARROW = 0.01


def check_scales(package: Opened) -> Iterator[Diagnostic]:
    """Yield tabular scales that leave scores without a grade."""
    for document in package.of("GRADEBOOK"):
        for scale in document.root.iter("SCALE"):
            tabular = scale.find("ISTABULARSCALE")
            symbols = scale.findall("SYMBOLS/SYMBOL")
            if tabular is not None and tabular.get("value") == "true" and not _covers(symbols):
                message = f"the {len(symbols)} grades of the scale do not cover 0 to 100"
                yield package.at(COVERED, message, document, scale)


def _covers(symbols: Sequence[Element]) -> bool:
    bounds = sorted((_bound(each, "LOWERBOUND"), _bound(each, "UPPERBOUND")) for each in symbols)
    reached = 0.0
    for low, high in bounds:
        if not low <= reached + _NARROW:
            return False
        reached = max(reached, high)
    return reached >= _BEST


def _bound(symbol: Element, name: str) -> float:
    found = symbol.find(name)
    return number("" if found is None else found.get("value"))
