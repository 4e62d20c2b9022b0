"""Every rule of an audit in one shape: those of axe and our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursewright.audit import rules
from coursewright.audit.axe import criteria_of

__all__ = ["KnownRule", "axe_known", "own_known"]


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule for reports. criteria: numbers of success criteria, none for good practice alone."""

    id: str
    engine: str
    summary: str
    why: str
    mend: str
    address: str
    criteria: tuple[str, ...]


def own_known() -> dict[str, KnownRule]:
    """Return our own rules by id."""
    return {
        rule.id: KnownRule(
            rule.id,
            "coursewright",
            rule.summary,
            rule.why,
            rule.mend,
            "",
            rules.CRITERIA[rule.id],
        )
        for rule in rules.RULES
    }


def axe_known(listed: Mapping[str, Mapping[str, Any]]) -> tuple[KnownRule, ...]:
    """Return axe's rules, of what `axe.getRules()` says."""
    return tuple(
        KnownRule(
            id=name,
            engine="axe-core",
            summary=str(rule["help"]),
            why=str(rule["description"]),
            mend="See the page of the rule.",
            address=str(rule["helpUrl"]).partition("?")[0],
            criteria=criteria_of(rule["tags"]),
        )
        for name, rule in sorted(listed.items())
    )
