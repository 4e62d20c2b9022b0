"""What machines have found of each success criterion, and what is left for people to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from coursewright.audit.criteria import CRITERIA, Criterion
from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import Audit, Outcome
from coursewright.engine.hashing import digest_text

__all__ = ["as_yaml", "evidence"]

# What rules can decide as a whole; of all others they find some violations only.
_DECIDED = frozenset({"2.1.2", "1.4.10", "1.4.12", "4.1.1"})


def evidence(audit: Audit, rules: Mapping[str, KnownRule]) -> dict[str, Any]:
    """Return one entry per criterion: rules that ran, what they found, and what is open.

    Nothing is ever said to be met: `no violation found` is what a machine can say.
    """
    return {
        "version": 1,
        "scope": audit.scope,
        "skipped": audit.skipped,
        "tools": dict(audit.versions),
        "pages": [page.name for page in audit.pages],
        "criteria": [_entry(each, audit, rules) for each in CRITERIA],
    }


def _entry(criterion: Criterion, audit: Audit, rules: Mapping[str, KnownRule]) -> dict[str, Any]:
    names = sorted(name for name, rule in rules.items() if criterion.number in rule.criteria)
    found = [cause for cause in audit.causes if cause.rule in names]
    failing = [cause for cause in found if cause.outcome is Outcome.VIOLATION]
    return {
        "criterion": criterion.number,
        "name": criterion.name,
        "level": criterion.level,
        "machine": _machine(audit, names, bool(failing), len(found) > len(failing)),
        "rules": [*_tried(audit, names)],
        "violations": len(failing),
        "needs_review": len(found) - len(failing),
        "judged": _judged(criterion, audit),
        "decision": "machine" if criterion.number in _DECIDED and not audit.skipped else "open",
        "ask": criterion.ask,
    }


def _judged(criterion: Criterion, audit: Audit) -> str:
    """Return what stands for all that an answer is about: structures of pages, not their words."""
    structures = sorted({seen.facts.structure for seen in audit.seen})
    return digest_text(criterion.number, *structures)[:16]


def _machine(audit: Audit, names: list[str], fails: bool, reviews: bool) -> str:
    if audit.skipped:
        return "not audited"
    if fails:
        return "violations"
    if reviews:
        return "needs review"
    return "no violation found" if any(True for _ in _tried(audit, names)) else "no rule"


def _tried(audit: Audit, names: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rules that ran, with the number of pages that each of them passed."""
    for name in names:
        ran = [s for s in audit.seen if name in s.passed or name in s.inapplicable]
        hit = any(name == finding.rule for seen in audit.seen for finding in seen.findings)
        if ran or hit:
            yield {"rule": name, "pages_passed": sum(name in seen.passed for seen in ran)}


def as_yaml(value: Mapping[str, Any]) -> str:
    """Return YAML for people to read and to compare."""
    return yaml.safe_dump(dict(value), sort_keys=False, allow_unicode=True, width=100)
