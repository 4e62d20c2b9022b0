"""`accessibility.json`, all of an audit for machines, and `accessibility-spoken.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coursewright.audit.criteria import clauses
from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import VIEWS, Audit, Cause

__all__ = ["as_json", "as_spoken", "counts"]


def as_json(audit: Audit, rules: Mapping[str, KnownRule]) -> dict[str, Any]:
    """Return the audit as plain data; pictures stand in the HTML only."""
    return {
        "version": 1,
        "scope": audit.scope,
        "skipped": audit.skipped,
        "standard": audit.standard,
        "tools": dict(audit.versions),
        "views": [
            {"name": v.name, "scheme": v.scheme, "width": v.width, "media": dict(v.media)}
            for v in VIEWS
        ],
        "counts": counts(audit),
        "causes": [_cause(each, rules, audit.standard) for each in audit.causes],
        "pages": [
            {
                "name": page.name,
                "place": page.place,
                "audited": not seen.fault,
                "fault": seen.fault,
                "passed": list(seen.passed),
                "inapplicable": list(seen.inapplicable),
            }
            for page, seen in zip(audit.pages, audit.seen, strict=True)
        ],
    }


def as_spoken(audit: Audit) -> dict[str, Any]:
    """Return what a screen reader says of each page, once for all that sound the same."""
    by_log: dict[tuple[str, ...], list[str]] = {}
    for page, seen in zip(audit.pages, audit.seen, strict=True):
        if not seen.fault:
            by_log.setdefault(seen.phrases, []).append(page.name)
    return {
        "version": 1,
        "reader": dict(audit.versions).get("virtual-screen-reader", ""),
        "logs": [{"pages": names, "phrases": [*said]} for said, names in by_log.items()],
    }


def counts(audit: Audit) -> dict[str, int]:
    """Return the figures of an audit by name."""
    return {
        "pages": len(audit.pages),
        "different pages": audit.bodies,
        "equal to another": len(audit.pages) - audit.bodies,
        "known from earlier": audit.kept,
        "not audited": sum(1 for _ in audit.unaudited),
        "violations": sum(len(each.pages) for each in audit.violations),
        "causes of violations": len(audit.violations),
        "needs review": len(audit.reviews),
    }


def _cause(cause: Cause, rules: Mapping[str, KnownRule], standard: str) -> dict[str, Any]:
    rule = rules.get(cause.rule)
    return {
        "rule": cause.rule,
        "engine": rule.engine if rule else "",
        "outcome": cause.outcome.value,
        "criteria": list(rule.criteria) if rule else [],
        "clauses": list(clauses(rule.criteria, standard)) if rule else [],
        "message": cause.message,
        "mend": rule.mend if rule else "",
        "help": rule.address if rule else "",
        "selector": cause.selector,
        "html": cause.html,
        "views": list(cause.views),
        "pages": [{"page": name, "source": source} for name, source in cause.pages],
    }
