"""Small parts of Canvas's XML: roots, fields, moments."""

from __future__ import annotations

from datetime import UTC, datetime

from coursewright_packaging import xml
from coursewright_packaging.xml import NS, Element, child, q

__all__ = ["fields", "moment", "root", "truth"]

_SCHEMA = "https://canvas.instructure.com/xsd/cccv1p0.xsd"


def root(name: str, **attributes: str) -> Element:
    """Return the root of one of Canvas's own files."""
    element = xml.root(f"canvas:{name}", "xsi", **attributes)
    element.set(q("xsi:schemaLocation"), f"{NS['canvas']} {_SCHEMA}")
    return element


def fields(parent: Element, **values: object) -> None:
    """Append one element per value, in this order; `None` is left out."""
    for name, value in values.items():
        if value is not None:
            child(parent, f"canvas:{name}", _text(value))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, datetime):
        return moment(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def truth(value: bool) -> str:
    """Return `true` or `false`."""
    return "true" if value else "false"


def moment(value: datetime | None) -> str:
    """Return the moment in UTC without a zone, as Canvas reads it; empty for none."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if value else ""
