"""What both dialects write alike: metadata fields, texts, the frame of scoring."""

from __future__ import annotations

from collections.abc import Mapping

from coursewright_packaging.xml import Element, child

__all__ = ["add_feedback", "add_fields", "add_material", "add_resprocessing"]


def add_fields(parent: Element, fields: Mapping[str, str]) -> None:
    """Append `qtimetadata` with entries by label."""
    metadata = child(parent, "qti:qtimetadata")
    for label, entry in fields.items():
        field = child(metadata, "qti:qtimetadatafield")
        child(field, "qti:fieldlabel", label)
        child(field, "qti:fieldentry", entry)


def add_material(parent: Element, text: str, kind: str = "text/html") -> None:
    """Append a text; HTML stands in it escaped."""
    child(child(parent, "qti:material"), "qti:mattext", text, texttype=kind)


def add_resprocessing(item: Element) -> Element:
    """Append `resprocessing` with a score from 0 to 100 and return it, for its conditions."""
    processing = child(item, "qti:resprocessing")
    child(
        child(processing, "qti:outcomes"),
        "qti:decvar",
        maxvalue="100",
        minvalue="0",
        varname="SCORE",
        vartype="Decimal",
    )
    return processing


def add_feedback(item: Element, ident: str, html: str) -> None:
    """Append an `itemfeedback`."""
    add_material(child(child(item, "qti:itemfeedback", ident=ident), "qti:flow_mat"), html)
