"""Small pieces that every Blackboard document is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

from lxml import etree

from coursewright_packaging.xml import Element, serialise

__all__ = ["boolean", "dat", "date", "element", "node", "number", "one_line", "root", "value"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, /, **attributes: str) -> Element:
    """Return the root element of a document."""
    return etree.Element(name, attributes)


def node(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Append and return an element; characters that XML forbids are left out."""
    try:
        child = etree.SubElement(parent, name, attributes)
    except ValueError:  # which lxml raises for what `_legal` leaves out
        child = etree.SubElement(parent, name, {key: _legal(v) for key, v in attributes.items()})
    if text is not None:
        try:
            child.text = text
        except ValueError:
            child.text = _legal(text)
    return child


def element(parent: Element, name: str, of: str) -> Element:
    """Append and return an element with the attribute `class`."""
    return etree.SubElement(parent, name, {"class": of})


def value(parent: Element, name: str, content: str = "") -> Element:
    """Append `<NAME value="…"/>`, the vendor's idiom."""
    return etree.SubElement(parent, name, {"value": _legal(content)})


def one_line(text: str) -> str:
    """Return a title as an attribute holds it: one line, without what XML forbids."""
    return _legal(" ".join(text.split()))


def _legal(text: str) -> str:
    # Printable text, nearly all there is, holds nothing that XML forbids.
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def boolean(truth: bool) -> str:
    """Return `true` or `false`."""
    return "true" if truth else "false"


def number(amount: float) -> str:
    """Return a decimal number with a point and without an exponent, `10.0` for ten."""
    plain = format(Decimal(repr(float(amount))), "f")
    return plain if "." in plain else f"{plain}.0"


def date(moment: datetime | None) -> str:
    """Return a moment as Learn writes it, in UTC; empty for `None`."""
    return "" if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def dat(document: Element) -> bytes:
    """Return the bytes of a document, dense: readers trip over white space between elements."""
    return serialise(document, pretty=False)
