"""Check that a quiz's questions weigh in the cartridge's dialect what they are worth in Canvas's.

The formats force three exceptions. `cc_weighting` is a whole number from 1 to 99 (CC 1.1, QTI
profile), so points are rounded into that range; Canvas's own exports write none at all. A type that
the profile cannot hold stands in it as several questions, which share the points. And questions of
mere text, or those of an exporter that leaves types out, have no counterpart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coursewright_packaging.qti.check_items import Item, number

__all__ = ["Worth", "plain_stem", "weight_faults"]

Worth = tuple[Item, float]
"""A question in Canvas's dialect and the points that it gives where it is asked."""

_LIGHTEST, _HEAVIEST = 1, 99
_ROUNDING = 0.5 + 1e-6
_VARIABLE = re.compile(r"\[\w+\]")


def plain_stem(item: Item) -> str:
    """Return the text of a question without the element that Canvas puts around it."""
    return item.stem.removeprefix("<div>").removesuffix("</div>")


def weight_faults(asked: Sequence[Worth], other: Sequence[Item]) -> Iterator[str]:
    """Yield what of the questions of the cartridge's dialect weighs something else.

    asked: the quiz's own questions and those of the banks that it draws from.
    """
    whole: dict[str, list[float]] = {}
    for item, points in asked:
        whole.setdefault(plain_stem(item), []).append(points)
    stems = [_stem_of(item, whole, asked) for item in other]
    parts = Counter(stems)
    for item, stem in zip(other, stems, strict=True):
        written = item.fields.get("cc_weighting")
        if written is None or stem not in whole:
            continue
        shared = 1 if plain_stem(item) == stem else parts[stem]
        worth = [points / shared for points in whole[stem]]
        if not any(_weighs(number(written), each) for each in worth):
            yield f"the question `{stem[:40]}` gives {worth[0]:g} points, but weighs `{written}`"


def _weighs(weight: float, points: float) -> bool:
    return abs(weight - min(_HEAVIEST, max(_LIGHTEST, points))) <= _ROUNDING


def _stem_of(item: Item, whole: Mapping[str, list[float]], asked: Sequence[Worth]) -> str:
    """Return the stem of Canvas's question that the item stands for, empty for none.

    Parts begin with the text of the whole; a formula has numbers in the place of its variables.
    """
    own = plain_stem(item)
    if own in whole:
        return own
    begun = [stem for stem in whole if stem and own.startswith(stem)]
    return max(begun, key=len) if begun else _formula(own, asked)


def _formula(own: str, asked: Sequence[Worth]) -> str:
    for item, _ in asked:
        if item.fields.get("question_type") == "calculated_question":
            stem = plain_stem(item)
            if _holds_in_order(own, _VARIABLE.split(stem)):
                return stem
    return ""


def _holds_in_order(text: str, pieces: Sequence[str]) -> bool:
    """Return whether the text begins and ends with the outer pieces and has the others between."""
    at = 0
    for piece in pieces:
        at = text.find(piece, at) + len(piece)
        if at < len(piece):
            return False
    return text.startswith(pieces[0]) and text.endswith(pieces[-1])
