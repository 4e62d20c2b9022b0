"""The readings of a piece of bytes: as it is, without tags, unescaped, decoded from base64."""

from __future__ import annotations

import base64
import binascii
import html
import re
import urllib.parse
from collections.abc import Iterator

from coursewright.leaks.sieve import QUOTED

__all__ = ["readings"]

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}")
_TAG = re.compile(r"<[^>]*>")
_JSON_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_DEPTH = 3
_OF_TWO = ("utf-16", "utf-16-le", "utf-16-be")  # bytes a sign
_OF_FOUR = ("utf-32", "utf-32-le", "utf-32-be")


def readings(data: bytes) -> Iterator[str]:
    """Yield every text that somebody could read in `data`, escapes undone up to three times."""
    pending = [(data.decode(coding, "replace"), 0) for coding in _codings(data)]
    seen: set[str] = set()
    while pending:
        text, depth = pending.pop()
        if text in seen:
            continue
        seen.add(text)
        yield text
        if depth < _DEPTH:
            pending += [(other, depth + 1) for other in _unescaped(text, depth)]


def _codings(data: bytes) -> tuple[str, ...]:
    zeros = data.count(0)
    # The highest byte of every sign is 0; a picture with many zeros has no such column.
    if zeros > len(data) // 2 and not (any(data[3::4]) and any(data[::4])):
        return ("utf-8", *_OF_TWO, *_OF_FOUR)
    return ("utf-8", *_OF_TWO) if zeros > len(data) // 4 else ("utf-8",)


def _unescaped(text: str, depth: int) -> Iterator[str]:
    if "<" in text:
        yield _TAG.sub("", text)
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield _JSON_ESCAPE.sub(_json, text)
    if "%" in text:
        yield urllib.parse.unquote(text)
        yield urllib.parse.unquote_plus(text)
    if depth == 0 and "\0" not in text and any(sign in text for sign in QUOTED):
        yield binascii.a2b_qp(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if decoded := "\n".join(_base64(re.sub(r"\s+", "", text) if _wrapped(text) else text)):
        yield decoded


def _json(match: re.Match[str]) -> str:
    escape = match[1]
    if escape[0] == "u":
        return chr(int(escape[1:], 16))
    return _PLAIN.get(escape, escape)


def _wrapped(text: str) -> bool:
    return bool(re.search(r"^[A-Za-z0-9+/]{60,76}\r?\n[A-Za-z0-9+/]{4,}", text, re.MULTILINE))


def _base64(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        run = match[0].replace("-", "+").replace("_", "/")
        for start in range(4):  # the run may begin anywhere in a group of four
            piece = run[start : start + (len(run) - start) // 4 * 4]
            try:
                decoded = base64.b64decode(piece, validate=True)
            except binascii.Error:
                continue
            text_part = decoded.decode("utf-8", "ignore")
            if _readable(text_part):
                yield text_part


def _readable(text: str) -> bool:
    plain = sum(character.isprintable() or character.isspace() for character in text)
    return len(text) > 8 and plain > 0.9 * len(text)
