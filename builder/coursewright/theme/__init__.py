"""The one theme: styles, scripts and templates of the site and of pages that stand alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

__all__ = [
    "direction",
    "file",
    "interface_language",
    "paper_stylesheet",
    "standalone_stylesheet",
    "strings",
    "stylesheet",
]

_HERE = Path(__file__).resolve().parent
_RIGHT_TO_LEFT = frozenset("ar arc dv fa ha he khw ks ku ps sd ur yi".split())
_CONTENT = ("palette", "content", "code")
_SITE = (*_CONTENT, "icons", "frame", "home", "search", "print")
_PAPER = (*_CONTENT, "paper")


def file(name: str) -> bytes:
    """Return a file of the theme, such as `scripts/site.js`."""
    return (_HERE / name).read_bytes()


@cache
def standalone_stylesheet() -> str:
    """Return the styles of what stands inside a page, for pages in a platform's frame."""
    return _joined(_CONTENT)


@cache
def stylesheet() -> str:
    """Return the styles of the site."""
    return _joined(_SITE)


@cache
def paper_stylesheet() -> str:
    """Return the styles of the report and of the pages "upload this"."""
    return _joined(_PAPER)


@cache
def strings(language: str) -> Mapping[str, str]:
    """Return the words of the interface in a language (BCP 47), English when it is not there."""
    catalogue = _catalogue()
    return catalogue.get(_primary(language), catalogue["en"])


def interface_language(language: str) -> str:
    """Return the language of `strings(language)` where it is another one, else an empty text."""
    return "" if _primary(language) in _catalogue() else "en"


def direction(language: str) -> str:
    """Return `rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if _primary(language) in _RIGHT_TO_LEFT else "ltr"


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    catalogue: Mapping[str, Mapping[str, str]] = json.loads(file("strings.json"))
    return catalogue


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _joined(names: tuple[str, ...]) -> str:
    return "".join(file(f"styles/{name}.css").decode() for name in names)
