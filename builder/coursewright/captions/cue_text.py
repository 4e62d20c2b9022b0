"""The mark-up inside of a cue: tags and character references (WebVTT, 4.2.2)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from html.entities import html5

__all__ = ["plain_text", "text_faults"]

_TAG = re.compile(r"<(/?)([^\s.>]*)([^>]*)>")
_STAMP = re.compile(r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}")
_REFERENCE = re.compile(r"&(#[xX]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")
_TAGS = frozenset({"c", "i", "b", "u", "v", "ruby", "rt", "lang"})
_NEEDS_WORDS = frozenset({"v", "lang"})


def plain_text(rows: Sequence[str]) -> tuple[str, str]:
    """Return the words of a cue without mark-up, and who speaks, if it says so."""
    text = "\n".join(row.strip() for row in rows)
    voice = _VOICE.search(text)
    words = html.unescape(re.sub(r"<[^>]*>", "", text)).strip()
    return words, html.unescape(voice[1]).strip() if voice else ""


def text_faults(rows: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the mark-up: the row, counted from 0, and the message."""
    opened: list[tuple[str, int]] = []
    for place, row in enumerate(rows):
        for message in _row_faults(row, place, opened):
            yield place, message
    for name, place in opened:
        if name != "v":  # a voice may speak to the end of its cue
            yield place, f"`<{name}>` is not closed"


def _row_faults(row: str, place: int, opened: list[tuple[str, int]]) -> Iterator[str]:
    rest = _TAG.sub("", row)
    if "<" in rest:
        yield "`<` opens no tag; write `&lt;`"
    loose = _REFERENCE.sub("", rest)
    if "&" in loose:
        yield "`&` begins no character reference; write `&amp;`"
    for reference in _REFERENCE.findall(rest):
        if not reference.startswith("#") and f"{reference};" not in html5:
            yield f"`&{reference};` is no character reference"
    for closing, name, extra in _TAG.findall(row):
        yield from _tag_faults(closing, name, extra.strip(), place, opened)


def _tag_faults(
    closing: str, name: str, extra: str, place: int, opened: list[tuple[str, int]]
) -> Iterator[str]:
    if closing:
        if opened and opened[-1][0] == name:
            opened.pop()
        else:
            yield f"`</{name}>` closes nothing"
    elif _STAMP.fullmatch(name + extra):
        return
    elif name not in _TAGS:
        yield f"`<{name[:30]}>` is no tag of WebVTT"
    else:
        if name in _NEEDS_WORDS and not re.sub(r"^\.\S*", "", extra).strip():
            yield f"`<{name}>` says nothing; write `<{name} name>`"
        opened.append((name, place))
