"""Addresses in readings that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote

__all__ = ["dead_links"]

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|[#?]|\Z")
_ATTRIBUTE = re.compile(r'\s(?:href|src|poster)="([^"]*)"', re.IGNORECASE)


def dead_links(name: str, page: bytes, names: Collection[str]) -> Iterator[str]:
    """Yield the relative addresses of a page that are no members.

    name: of the page's member, from which addresses count. names: all members.
    """
    for tag in _TAG.findall(page.decode("utf-8", "replace")):
        for address in _ATTRIBUTE.findall(tag):
            if _ELSEWHERE.match(unescape(address)):
                continue
            path = unquote(unescape(address).partition("#")[0].partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            if target not in names:
                yield address
