"""`accessibility.html`: the report for people."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from coursewright.audit.criteria import named
from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import VIEWS, Audit, Cause
from coursewright.audit.report.data import counts
from coursewright.theme import paper_stylesheet
from coursewright.theme.pages import template
from coursewright.version import __version__

__all__ = ["as_html"]


def as_html(
    audit: Audit,
    rules: Mapping[str, KnownRule],
    waived: Sequence[tuple[Cause, str]] = (),
    history: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Return the page. waived: causes that the baseline allows, with why. history: earlier runs."""
    return template("accessibility").render(
        audit=audit,
        rules=rules,
        counts=counts(audit),
        views=VIEWS,
        waived=waived,
        history=history,
        picture=_picture,
        named=named,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        coursewright=__version__,
        stylesheet=Markup(paper_stylesheet()),
    )


def _picture(cause: Cause) -> str:
    return f"data:image/png;base64,{base64.b64encode(cause.picture).decode()}"
