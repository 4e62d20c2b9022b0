"""The conformance report as a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from coursewright.audit.criteria import CRITERIA
from coursewright.theme import paper_stylesheet
from coursewright.theme.pages import template

__all__ = ["acr_page"]


def acr_page(record: Mapping[str, Any]) -> str:
    """Return the page of an OpenACR report."""
    names = {each.number: each.name for each in CRITERIA}
    style = Markup(paper_stylesheet())
    return template("acr").render(record=record, names=names, stylesheet=style)
