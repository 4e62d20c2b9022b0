"""Tell in one pass that a piece of bytes holds none of the lines, however they may be escaped.

Nearly all bytes of a course hold no secret, and to undo every escape in all of them would take
longer than the rest of a build. Escapes of HTML, JSON and URLs leave letters and digits alone, so a
line that stands somewhere leaves the run of its letters and digits there, too. What has no such run
needs no closer look; what has one, or may hide letters themselves, is read in full.
"""

from __future__ import annotations

import binascii
import re
import urllib.parse
from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick

__all__ = ["QUOTED", "Sieve"]

_SHORTEST = 6  # letters and digits; fewer are everywhere
_DEPTH = 3
_ALNUM = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_OTHERS = bytes(set(range(256)) - set(_ALNUM))
_WHITE = b" \t\r\n\x0b\x0c"
# One expression a sign: what begins with a letter is searched for ten times as fast as a choice.
_ESCAPES = {
    b"&": re.compile(rb"&[#\w]{1,8};"),
    b"%": re.compile(rb"%[0-9A-Fa-f]{2}"),
    b"\\": re.compile(rb"\\+(?:u[0-9a-fA-F]{4}|.)", re.DOTALL),
}
# What most escapes are goes first, by replacing, which is much faster than an expression.
_COMMON = (b"&lt;", b"&gt;", b"&quot;", b"&#34;", b"&#39;", b"&#x27;")
_MARK = b"."  # stands for any sign, of which a backslash may be the escape
_TAG = re.compile(rb"(<[^>]*>)")
# Escapes that stand for a letter or a digit; who writes them may want to hide something.
_HIDDEN = re.compile(
    rb"&#x0*(?:3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]);|"
    rb"&#0*(?:4[89]|5[0-7]|6[5-9]|[78]\d|90|9[7-9]|1[01]\d|12[0-2]);|"
    rb"\\u00(?:3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])|"
    rb"%(?:3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])",
    re.IGNORECASE,
)
_SIGNS = (b"\\u00", b"%")
# Where an escape could begin or end inside a line, its run of letters may be broken.
_BREAKS = re.compile(r"&[#\w]*;?|%[0-9A-Fa-f]{0,2}|\\+(?:u[0-9a-fA-F]{4}|.)?|[<>;]", re.DOTALL)
_BASE64 = _ALNUM + b"+/-_"
_MASK = bytes(ord("x") if c in _BASE64 else ord(" ") for c in range(256))
_STANDARD = bytes.maketrans(b"-_", b"+/")
_SHORTEST_WORD = b"x" * 22  # with up to two equals signs behind it, which are no part of it
_WRAPPED = range(60, 77)
# Of text in the coding of mails (RFC 2045, 6.7): an equals sign, a soft end of line, and what the
# letters of Latin languages and typographic quotes begin with.
QUOTED = ("=3D", "=\n", "=\r\n", "=C3=", "=E2=")
_QUOTED = tuple(sign.encode() for sign in QUOTED)


class Sieve:
    """Made once for the lines that are looked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the runs of letters and digits of each line; its longest is looked for first."""
        self._others: dict[bytes, list[list[bytes]]] = {}
        for line in sorted(set(lines)):
            longest, *others = _runs(line) or [b""]
            self._others.setdefault(longest, []).append(others)
        self._blind = b"" in self._others
        self._longest = sorted(run for run in self._others if run)
        self._find = BytesAhoCorasick(self._longest)

    def may_hold(self, data: bytes) -> bool:
        """Return False only when none of the lines stands in `data`, in any escape."""
        return self._blind or self._may_hold(data, _DEPTH)

    def stands_plainly(self, data: bytes) -> bool:
        """Return whether a line may stand in `data` without any escape; for what is no text."""
        return self._holds(data.translate(None, _OTHERS))

    def _holds(self, reduced: bytes) -> bool:
        numbers = {number for number, _, _ in self._find.find_matches_as_indexes(reduced)}
        return any(
            all(run in reduced for run in others)
            for number in sorted(numbers)
            for others in self._others[self._longest[number]]
        )

    def _may_hold(self, data: bytes, depth: int) -> bool:
        while b"&amp;" in data:
            data = data.replace(b"&amp;", b"&")
        # Without escapes removed, too: a sign before a line may look like the escape of its start.
        if _hides(data) or self.stands_plainly(data):
            return True
        if any(self._holds(_reduced(text)) for text in _texts(data)):
            return True
        return depth > 0 and any(self._may_hold(each, depth - 1) for each in _inner(data, depth))


def _runs(line: str) -> list[bytes]:
    """Return the runs of a line that no escape can break, the longest first."""
    first, *others = (_reduced(part.encode()) for part in _BREAKS.split(line))
    # A sign before a line can make two of its letters look like the end of an escape.
    runs = (run for run in (first[2:], *others) if len(run) >= _SHORTEST)
    return sorted(runs, key=lambda run: (-len(run), run))


def _reduced(data: bytes) -> bytes:
    """Return the letters and digits, without those of escapes, and of escapes of escapes."""
    for written in _COMMON:
        data = data.replace(written, _MARK)
    for sign, escape in _ESCAPES.items():
        if sign in data:
            data = escape.sub(_MARK, data)
    return data.translate(None, _OTHERS)


def _hides(data: bytes) -> bool:
    """Return whether letters or digits themselves are escaped."""
    numeric = data.count(b"&#") - data.count(b"&#34;") - data.count(b"&#39;")
    return (numeric > 0 or any(sign in data for sign in _SIGNS)) and bool(_HIDDEN.search(data))


def _texts(data: bytes) -> Iterator[bytes]:
    """Yield the bytes, and those without markup between the words: code is coloured by it."""
    markup = b"</" in data
    if not markup or not data.lstrip(_WHITE).startswith(b"<"):
        yield data
    if markup:
        yield _apart(data)
    if b"&lt;/" in data:
        yield _apart(data.replace(b"&lt;", b"<").replace(b"&gt;", b">"))


def _apart(data: bytes) -> bytes:
    """Return the text without its tags, followed by the tags, whose attributes hold text too."""
    parts = _TAG.split(data)
    return b"".join(parts[::2]) + b"\n" + b"".join(parts[1::2])


def _inner(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield what stands behind the escapes that could hide other escapes."""
    if b"%" in data and (unquoted := urllib.parse.unquote_to_bytes(data)) != data:
        yield unquoted
    mail = depth == _DEPTH and b"\0" not in data  # mails are not in other codings
    if mail and any(sign in data for sign in _QUOTED):
        yield binascii.a2b_qp(data)
    if decoded := _decoded(data):
        yield decoded


def _decoded(data: bytes) -> bytes:
    """Return what the long words of `data` say in base64, which may begin anywhere in them."""
    words = list(_long_words(data))
    if any(len(word) in _WRAPPED for word in words):
        words += _long_words(data.replace(b"\\n", b"").translate(None, _WHITE))
    return b"\n".join(_begun_at(start, words) for start in range(4)) if words else b""


def _begun_at(start: int, words: list[bytes]) -> bytes:
    # Each word in whole groups of four, so that all of them are decoded in one call.
    whole = (word[start : start + (len(word) - start) // 4 * 4] for word in words)
    return binascii.a2b_base64(b"".join(whole).translate(_STANDARD))


def _long_words(data: bytes) -> Iterator[bytes]:
    # A search in a mask is ten times as fast as a regular expression.
    mask = data.translate(_MASK) + b" "
    start = mask.find(_SHORTEST_WORD)
    while start >= 0:
        end = mask.index(b" ", start)
        yield data[start:end]
        start = mask.find(_SHORTEST_WORD, end)
