"""Check that a quiz's questions weigh in the cartridge's dialect what they are worth in Canvas's.

The formats force three exceptions. `cc_weighting` is a whole number from 1 to 99 (CC 1.1, QTI
profile), so points are rounded into that range; Canvas's own exports write none at all. A type that
the profile cannot hold stands in it as several questions, which share the points. And questions of
mere text, or those of an exporter that leaves types out, have no counterpart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from coursewright_packaging.numbers import number
from coursewright_packaging.qti.check_items import Item

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
    find = _Wholes(whole, _formulas(asked))
    stems = [find.stem_of(item) for item in other]
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


class _Wholes:
    """Finds the question of Canvas's dialect that an item of the cartridge's stands for."""

    def __init__(self, stems: Collection[str], formulas: Mapping[str, Sequence[str]]) -> None:
        """stems: of all questions. formulas: those of calculated ones, by title."""
        self._stems = stems
        self._lengths = sorted({len(stem) for stem in stems} - {0}, reverse=True)
        self._formulas = formulas

    def stem_of(self, item: Item) -> str:
        """Return the stem of the question, empty for none.

        Parts begin with the text of the whole; a formula has numbers in the place of its variables.
        """
        own = plain_stem(item)
        begun = (own[:length] for length in self._lengths)
        whole = next((stem for stem in begun if stem in self._stems), "")
        alike = self._formulas.get(item.element.get("title", ""), ())
        return whole or next(
            (stem for stem in alike if _holds_in_order(own, _VARIABLE.split(stem))), ""
        )


def _formulas(asked: Sequence[Worth]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for item, _ in asked:
        if item.fields.get("question_type") == "calculated_question":
            found.setdefault(item.element.get("title", ""), []).append(plain_stem(item))
    return found


def _holds_in_order(text: str, pieces: Sequence[str]) -> bool:
    """Return whether the text begins and ends with the outer pieces and has the others between."""
    at = 0
    for piece in pieces:
        at = text.find(piece, at) + len(piece)
        if at < len(piece):
            return False
    return text.startswith(pieces[0]) and text.endswith(pieces[-1])
