"""Rules about several pages."""

from __future__ import annotations

from coursewright.audit.rules.declare import page_rule

CONSISTENT = page_rule(
    "navigation-is-consistent",
    "3.2.3",
    "Menus that several pages share have their links in the same order.",
    "Who knows the way by heart is led astray.",
    "Write the links in the same order on every page.",
)
TITLES_DIFFER = page_rule(
    "titles-tell-pages-apart",
    "2.4.2",
    "No two pages of a site have the same title.",
    "Who has both open in tabs, or in the history, cannot tell them apart.",
    "Write the page's own name first into its title.",
)
NAMED_ALIKE = page_rule(
    "same-controls-have-the-same-name",
    "3.2.4",
    "A control that comes again on another page is called the same there.",
    "Who knows it by its name does not find it again.",
    "Use one name for one thing.",
)
