"""How hard a text is to read: LIX, which needs neither syllables nor a dictionary.

LIX = words / sentences + 100 × long words / words, a long word having more than six letters
(C. H. Björnsson, Läsbarhet, 1968). It was made for Swedish and holds for languages that are written
in letters with spaces between the words; languages that build longer words have higher limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["hard_from", "lix", "sentences", "words"]

FEWEST_WORDS = 100  # of fewer the index says nothing
_SEVEN = 7  # letters
_LONG = re.compile(r"[^\W\d_]{7}")
_LETTER = re.compile(r"[^\W\d_]")
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
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘„«(\[]*[^\W\d_a-zà-öø-ÿ])")


def hard_from(language: str) -> int:
    """Return the index from which a text is too hard, 0 for languages for which none is known."""
    return _LIMITS.get(language.partition("-")[0].lower(), 0)


def sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences of a paragraph or an entry of a list."""
    start = 0
    for end in _END.finditer(paragraph):
        yield paragraph[start : end.end()].strip()
        start = end.end()
    yield paragraph[start:].strip()


def words(text: str) -> list[str]:
    """Return what stands between spaces and has a letter."""
    return [word for word in text.split() if word.isalpha() or _LETTER.search(word)]


def lix(paragraphs: Iterable[str]) -> float:
    """Return the readability index, 0 when there are fewer than 100 words."""
    read = [paragraph for paragraph in paragraphs if _LETTER.search(paragraph)]
    count, long = 0, 0
    for paragraph in read:
        said = words(paragraph)
        count += len(said)
        long += sum(_is_long(word) for word in said if len(word) >= _SEVEN)
    if count < FEWEST_WORDS:
        return 0.0
    ends = len(read) + sum(len(_END.findall(paragraph)) for paragraph in read)
    return count / ends + 100 * long / count


def _is_long(word: str) -> bool:
    return word.isalpha() or _LONG.search(word) is not None
