"""docs/rules/accessibility.md is the registry's, with the planted faults as examples."""

from __future__ import annotations

from pathlib import Path

from planted import PLANTED

from coursewright.audit.rules import RULES
from coursewright_packaging.diagnostic import Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "accessibility.md"
_HEAD = """\
# Rules about pages, beyond axe-core

Made from the registry of rules by `nox -s tests -- tests/audit/test_audit_rule_pages.py --regen`.
The examples are the planted faults of `tests/audit/`, each of which the rule finds in a real
browser. `coursewright explain RULE` prints the same. Rules of axe-core are described at the address
that the report gives with each finding.
"""
_BETWEEN = {
    "same-controls-have-the-same-name": "`Help` leads to the page that is `Support` elsewhere",
    "navigation-is-consistent": "one page's menu says `Contents, Search`, another's the reverse",
    "titles-tell-pages-apart": "two pages have the title `Lesson`",
}


def _entry(rule: Rule) -> str:
    return (
        f"\n## {rule.id}\n\n{rule.summary} ({rule.severity.value})\n\n- **Why:** {rule.why}\n"
        f"- **Criterion:** {rule.source}.\n{_example(rule.id)}- **Mend:** {rule.mend}\n"
    )


def _example(name: str) -> str:
    if name in _BETWEEN:
        return f"- **Example:** {_BETWEEN[name]}.\n"
    planted = PLANTED[name]
    title = f"<title>{planted.title}</title>\n" if planted.title != planted.clean_title else ""
    head = f"{planted.head}\n" if planted.head else ""
    return f"- **Example:**\n\n  ```html\n  {_inside(title + head + planted.faulty)}\n  ```\n\n"


def _inside(text: str) -> str:
    return text.replace("\n", "\n  ")


def test_every_rule_has_an_entry_with_an_example(regen: bool) -> None:
    page = _HEAD + "".join(_entry(rule) for rule in RULES)
    if regen:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
