"""The one theme: styles, scripts and templates of the site and of pages that stand alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = ["direction", "file", "standalone_stylesheet", "strings", "stylesheet"]

_HERE = Path(__file__).resolve().parent
_RIGHT_TO_LEFT = frozenset("ar arc dv fa ha he khw ks ku ps sd ur yi".split())


def file(name: str) -> bytes:
    """Return a file of the theme, such as `scripts/site.js`."""
    return (_HERE / name).read_bytes()


@cache
def standalone_stylesheet() -> str:
    """Return the styles of what stands inside a page, for pages in a platform's frame."""
    return "".join(file(f"styles/{name}.css").decode() for name in ("palette", "content"))


@cache
def stylesheet() -> str:
    """Return the styles of the site."""
    return standalone_stylesheet() + file("styles/site.css").decode()


@cache
def strings(language: str) -> Mapping[str, str]:
    """Return the words of the interface in a language (BCP 47), English when it is not there."""
    catalogue = json.loads(file("strings.json"))
    words = catalogue.get(language.partition("-")[0].lower(), catalogue["en"])
    assert isinstance(words, dict)
    return words


def direction(language: str) -> str:
    """Return `rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
