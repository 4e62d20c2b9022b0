"""Highlighted code: classes only, so that the theme decides on colours, weight and slant."""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import Any

__all__ = ["highlight", "language_is_known"]

_PLAIN = frozenset({"", "text", "txt", "plain", "output", "console"})


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _formatter() -> Any:
    from pygments.formatters.html import HtmlFormatter

    return HtmlFormatter(nowrap=True)


def language_is_known(language: str) -> bool:
    """Return whether code in `language` can be highlighted or is plain on purpose."""
    return language in _PLAIN or _lexer(language) is not None


@lru_cache(maxsize=4096)
def highlight(code: str, language: str) -> str:
    """Return the code as HTML; unknown languages stay plain, escaped text."""
    lexer = None if language in _PLAIN else _lexer(language)
    if lexer is None:
        return escape(code)
    from pygments import highlight as run

    return str(run(code, lexer, _formatter()))
