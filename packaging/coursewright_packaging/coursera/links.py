"""Addresses in readings that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote

from coursewright_packaging.places import ADDRESS, LONGEST

__all__ = ["dead_links"]

_TAG = re.compile(rb"<[a-z][^<>]*>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|[#?]|\Z")


def dead_links(name: str, page: bytes, names: Collection[str]) -> Iterator[str]:
    """Yield the relative addresses of a page that are no members.

    name: of the page's member, from which addresses count. names: all members.
    """
    for match in ADDRESS.finditer(page):
        tag = _TAG.match(page, max(page.rfind(b"<", 0, match.start()), 0))
        if not tag or tag.end() < match.end():
            continue
        address = (match[1] or match[2] or b"")[:LONGEST].decode("utf-8", "replace")
        if _ELSEWHERE.match(unescape(address)):
            continue
        path = unquote(unescape(address).partition("#")[0].partition("?")[0])
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if target not in names:
            yield address
