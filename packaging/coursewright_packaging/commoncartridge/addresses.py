"""Where an address in a cartridge leads."""

from __future__ import annotations

import posixpath
import re
import urllib.parse
from collections.abc import Set

from coursewright_packaging.places import LONGEST

__all__ = ["TOKEN", "resolves"]

TOKEN = re.compile(r"(?:\$|%24)([A-Z_-]+)(?:\$|%24)")
"""What a platform replaces by an address of its own."""

_BASE = re.compile(r"^(?:\$|%24)IMS[-_]CC[-_]FILEBASE(?:\$|%24)/?")
_ABSOLUTE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|$)")


def resolves(address: str, name: str, members: Set[str]) -> bool:
    """Return whether an address in the member `name` leads to a member, or out of the cartridge.

    It may start at its file or at the root; after the token of files, at `web_resources`, too.
    """
    address = _BASE.sub("", address[:LONGEST])
    if _ABSOLUTE.match(address) or TOKEN.match(address):
        return True
    try:
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    except ValueError:
        return False
    folders = (posixpath.dirname(name), "", "web_resources")
    return any(posixpath.normpath(posixpath.join(f, path.lstrip("/"))) in members for f in folders)
