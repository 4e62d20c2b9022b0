"""The outcome of an audit in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.audit.baseline import Weighed
from coursewright.audit.model import Audit, Cause

__all__ = ["lines"]

_MOST = 3  # pages named of one cause
_SCOPES = {
    "full": "Full audit of site and packages.",
    "site": "Audit of the site's changed pages; `coursewright audit --full` adds the packages.",
    "named": "Audit of what was named.",
}


def lines(audit: Audit, weighed: Weighed) -> Iterator[str]:
    """Yield what was looked at, what fails, and what nobody could tell."""
    for cause in weighed.failing:
        yield from _cause(cause)
    for page, reason in audit.unaudited:
        yield f"NOT AUDITED {page.name}: {reason}"
    yield from weighed.complaints
    same = len(audit.pages) - audit.bodies
    yield _SCOPES[audit.scope]
    yield (
        f"{_counted(len(audit.pages), 'page')}, {same} equal to others, {audit.kept} known: "
        f"{_counted(len(weighed.failing), 'cause')} of violations, "
        f"{len(weighed.waived)} waived, "
        f"{len(audit.reviews)} to review"
    )


def _cause(cause: Cause) -> Iterator[str]:
    yield f"{cause.rule}: {cause.message}"
    yield f"  {cause.selector}  ({', '.join(cause.views)})"
    for name, source in cause.pages[:_MOST]:
        yield f"  in {name}{f', written in {source}' if source else ''}"
    if len(cause.pages) > _MOST:
        yield f"  and {len(cause.pages) - _MOST} more places"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number != 1 else ''}"
