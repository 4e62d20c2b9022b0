"""Questions that stand for random draws, for formats that know none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import T

__all__ = ["drawn"]


def drawn(
    entries: Sequence[q.Question[T] | q.Draw], banks: Mapping[str, Sequence[q.Question[T]]]
) -> tuple[q.Question[T], ...]:
    """Return the entries with the bank's next questions in place of each draw, worth its points.

    A second draw from a bank goes on where the first one ended, so that no question comes twice.
    """
    return tuple(_drawn(entries, banks))


def _drawn(
    entries: Sequence[q.Question[T] | q.Draw], banks: Mapping[str, Sequence[q.Question[T]]]
) -> Iterator[q.Question[T]]:
    taken: Counter[str] = Counter()
    for entry in entries:
        if not isinstance(entry, q.Draw):
            yield entry
            continue
        start = taken[entry.bank]
        taken[entry.bank] += entry.count
        for question in banks[entry.bank][start : taken[entry.bank]]:
            yield replace(question, points=entry.points)
