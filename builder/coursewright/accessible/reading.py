"""How hard a text is to read: LIX, which needs neither syllables nor a dictionary.

LIX = words / sentences + 100 × long words / words, a long word having more than six letters
(C. H. Björnsson, Läsbarhet, 1968). It was made for Swedish and holds for languages that are written
in letters with spaces between the words; languages that build longer words have higher limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "hard_from", "lix", "sentences"]

FEWEST_WORDS = 100  # of fewer the index says nothing
_LONG = re.compile(r"[^\W\d_]{7,}")
_LIMITS = {
    "en": 55,
    "sv": 55,
    "da": 55,
    "nb": 55,
    "nn": 55,
    "no": 55,
    "nl": 58,
    "de": 62,
    "fr": 60,
    "es": 60,
    "it": 62,
    "pt": 60,
    "ca": 60,
    "ro": 60,
    "pl": 65,
    "cs": 65,
    "sk": 65,
}
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘„«(\[]*[^\W\d_a-zà-öø-ÿ])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. words: how many it has. long: how many of them have more than six letters."""

    text: str
    words: int
    long: int


def hard_from(language: str) -> int:
    """Return the index from which a text is too hard, 0 for languages for which none is known."""
    return _LIMITS.get(language.partition("-")[0].lower(), 0)


def sentences(paragraph: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph or an entry of a list."""
    for part in _END.split(" ".join(paragraph.split())):
        words = len(_WORD.findall(part))
        if words:
            yield Sentence(part, words, len(_LONG.findall(part)))


def lix(text: Iterable[Sentence]) -> float:
    """Return the readability index, 0 when there are fewer than 100 words."""
    read = list(text)
    words = sum(sentence.words for sentence in read)
    if words < FEWEST_WORDS:
        return 0.0
    return words / len(read) + 100 * sum(sentence.long for sentence in read) / words
