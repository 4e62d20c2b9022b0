"""Resolve the neutral references of compiled HTML to what a platform understands."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["References", "item_reference", "referenced_assets", "resolve"]

# Compiled fragments escape every quote in text, so this can only be an attribute's value.
_REFERENCE = re.compile(r'="cw:(item|asset)/([a-zA-Z0-9._/-]+)(#[^"]*)?"')
References = Callable[[str, str, str], str]
"""(kind, key, fragment) -> address; kind is `item` or `asset`, fragment is empty or `#…`.

The returned address is written into an attribute as it is: percent-encoded and escaped.
"""


def item_reference(item: str, fragment: str = "") -> str:
    """Return the neutral address of an item."""
    return f"cw:item/{item}{fragment}"


def resolve(html: str, address: References) -> str:
    """Return the fragment with each `cw:item/…` and `cw:asset/…` address replaced."""
    return _REFERENCE.sub(lambda m: f'="{address(m[1], m[2], m[3] or "")}"', html)


def referenced_assets(html: str) -> tuple[str, ...]:
    """Return the asset paths that a fragment refers to, sorted, without duplicates."""
    return tuple(sorted({m[2] for m in _REFERENCE.finditer(html) if m[1] == "asset"}))
