"""What a page says about its item below the title: length, points, dates, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import singledispatch

from coursewright.model import items
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["facts", "terms", "worth"]

Words = Mapping[str, str]
# A date reads from left to right, in whatever text it stands.
_ISOLATE, _END_ISOLATE = "\u2066", "\u2069"


def facts(item: items.Item[Rich], words: Words) -> Iterator[dict[str, str]]:
    """Yield what holds for every kind of item, each with the icon that stands before it."""
    if item.minutes:
        yield {"icon": "clock", "text": f"{item.minutes} {words['minutes']}"}
    if points := getattr(item, "points", None):
        yield {"icon": "points", "text": worth(points, words)}
    if item.requirement:
        yield {"icon": "check", "text": words["required"]}
    if item.dates.due:
        moment = f"{item.dates.due:%Y-%m-%d %H:%M %Z}"
        yield {"icon": "date", "text": f"{words['due']} {_ISOLATE}{moment}{_END_ISOLATE}"}


def worth(points: float, words: Words) -> str:
    """Return how many points something brings, in words."""
    return f"{points:g} {words['point' if points == 1 else 'points']}"


@singledispatch
def terms(_item: items.Item[Rich], _words: Words) -> Iterator[tuple[str, str]]:
    """Yield the conditions under which an item is worked on: their names and values."""
    return iter(())


@terms.register(items.Quiz)
def _of_quiz(item: items.Quiz[Rich], words: Words) -> Iterator[tuple[str, str]]:
    settings = item.settings
    yield words["attempts"], _limit(settings.attempts, words)
    if settings.time_limit:
        yield words["time_limit"], f"{settings.time_limit} {words['minutes']}"
    if settings.pass_mark is not None:
        yield words["pass_mark"], f"{settings.pass_mark:.0%}"


@terms.register(items.Assignment)
def _of_assignment(item: items.Assignment[Rich], words: Words) -> Iterator[tuple[str, str]]:
    yield words["hand_in"], ", ".join(words[f"submit_{kind}"] for kind in item.submission)
    if item.extensions:
        yield words["extensions"], ", ".join(f".{name}" for name in item.extensions)
    yield words["attempts"], _limit(item.attempts, words)
    yield from _reviews(item.peer_review, words)


@terms.register(items.Discussion)
def _of_discussion(item: items.Discussion[Rich], words: Words) -> Iterator[tuple[str, str]]:
    if item.post_first:
        yield words["discussion"], words["post_first"]
    yield from _reviews(item.peer_review, words)


def _limit(count: int | None, words: Words) -> str:
    return words["unlimited"] if count is None else str(count)


def _reviews(review: items.PeerReview | None, words: Words) -> Iterator[tuple[str, str]]:
    if review:
        yield words["reviews"], str(review.count)
