"""How rules about pages are declared."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["CRITERIA", "page_rule"]

CRITERIA: dict[str, tuple[str, ...]] = {}
"""The success criteria of each rule, by its id."""


def page_rule(name: str, criteria: str, summary: str, why: str, mend: str) -> Rule:
    """Return a rule about pages and note its criteria. criteria: numbers, parted by blanks.

    Raises ValueError for a second rule of the same name.
    """
    if name in CRITERIA:
        raise ValueError(f"two rules about pages are called {name!r}")
    CRITERIA[name] = tuple(criteria.split())
    source = f"WCAG 2.1, {', '.join(criteria.split())}"
    return Rule(name, Severity.ERROR, summary, why, mend, source, firm=True)
