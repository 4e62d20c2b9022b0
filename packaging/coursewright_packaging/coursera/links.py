"""Addresses in readings that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

__all__ = ["dead_links"]

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'\s(?:href|src|poster)="([^"]*)"', re.IGNORECASE)


def dead_links(name: str, page: bytes, names: Collection[str]) -> Iterator[str]:
    """Yield the relative addresses of a page that are no members.

    name: of the page's member, from which addresses count. names: all members.
    """
    for tag in _TAG.findall(page.decode("utf-8", "replace")):
        for address in _ATTRIBUTE.findall(tag):
            parts = urlsplit(unescape(address))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(parts.path))
            )
            if target not in names:
                yield address
