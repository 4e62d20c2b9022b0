"""Links to other items, for platforms on which not every item has an address."""

from __future__ import annotations

import re
from collections.abc import Callable

from coursewright.markup import Markup, html

__all__ = ["with_item_links"]

_ITEM_LINK = re.compile(
    r'<a\b([^>]*)\bhref="cw:item/([^"#]+)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL
)


def with_item_links(fragment: str, address: Callable[[str, str], str]) -> str:
    """Return the fragment with its links to items; one that leads nowhere keeps its text alone.

    address: of an item, by its id and a place in it (`#…` or empty); empty when it has none.
    """

    def link(found: re.Match[str]) -> str:
        before, key, place, after, words = found.groups()
        there = address(key, place or "")
        if not there:
            return f"<span>{words}</span>"
        opened = html('<a{}href="{}"{}>', Markup(before), there, Markup(after))
        return f"{opened}{words}</a>"

    return _ITEM_LINK.sub(link, fragment)
