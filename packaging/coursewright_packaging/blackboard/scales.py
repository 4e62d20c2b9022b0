"""The scales of the grade centre: the score, and one for each pass mark."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright_packaging.blackboard.course import Gradable, Test
from coursewright_packaging.blackboard.elements import boolean, node, number, value
from coursewright_packaging.blackboard.identifiers import Ids
from coursewright_packaging.xml import Element

__all__ = ["add_scales", "pass_scale", "score_scale"]

_BEST = 100.0


def add_scales(parent: Element, items: Sequence[Gradable], ids: Ids) -> None:
    """Append the scale of scores and those of the pass marks of tests."""
    _scale(parent, score_scale(ids), "Score.title", "SCORE", tabular=False)
    for mark in sorted({mark for mark in map(_pass_mark, items) if mark is not None}):
        scale = _scale(parent, _of(mark, ids), f"Pass mark {mark:g} %", "TABULAR", tabular=True)
        symbols = node(scale, "SYMBOLS")
        _symbol(symbols, "Passed", mark, _BEST, ids)
        if mark > 0:
            _symbol(symbols, "Not passed", 0.0, mark, ids)


def score_scale(ids: Ids) -> str:
    """Return the id of the scale that shows the score itself."""
    return ids.object("scale", "score")


def pass_scale(item: Gradable, ids: Ids) -> str:
    """Return the id of the scale that says whether a test is passed; empty without a mark."""
    mark = _pass_mark(item)
    return "" if mark is None else _of(mark, ids)


def _pass_mark(item: Gradable) -> float | None:
    """Return the pass mark in percent."""
    share = item.settings.pass_mark if isinstance(item, Test) else None
    return None if share is None else round(share * _BEST, 4)


def _of(mark: float, ids: Ids) -> str:
    return ids.object("scale", f"pass mark {mark:g}")


def _scale(parent: Element, key: str, title: str, kind: str, *, tabular: bool) -> Element:
    scale = node(parent, "SCALE", id=key)
    value(scale, "TITLE", title)
    node(scale, "DESCRIPTION")
    for name, truth in (
        ("ISUSERDEFINED", tabular),
        ("ISTABULARSCALE", tabular),
        ("ISPERCENTAGE", False),
        ("ISNUMERIC", not tabular),
    ):
        value(scale, name, boolean(truth))
    value(scale, "TYPE", kind)
    value(scale, "VERSION", "1")
    return scale


def _symbol(parent: Element, title: str, low: float, high: float, ids: Ids) -> None:
    symbol = node(parent, "SYMBOL", id=ids.object("symbol", title, number(low), number(high)))
    value(symbol, "TITLE", title)
    value(symbol, "LOWERBOUND", number(low))
    value(symbol, "UPPERBOUND", number(high))
    value(symbol, "ABSOLUTETRANSLATION", number(round((low + high) / 2, 4)))
