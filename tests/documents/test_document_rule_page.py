"""docs/rules/documents.md is the registry's, with what the faulty course was told as examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coursewright.documents import rules
from coursewright_packaging.diagnostic import Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "documents.md"
_HEAD = """\
# Rules about attached documents

Made from the registry of rules by `nox -s tests -- tests/documents --regen`. The examples are what
the faulty course of `tests/documents/` is told. `coursewright explain RULE` prints the same.
"""


def _entry(rule: Rule, example: str) -> str:
    criterion = f"\n- **Criterion:** {rule.source}." if rule.source else ""
    return (
        f"\n## {rule.id}\n\n{rule.summary} ({rule.severity.value})\n\n- **Why:** {rule.why}"
        f"{criterion}\n- **Example:** {example}.\n- **Mend:** {rule.mend}\n"
    )


def test_every_rule_has_an_entry_with_an_example(told: list[dict[str, Any]], regen: bool) -> None:
    examples: dict[str, str] = {}
    for each in told:
        examples.setdefault(each["rule"], f"`{Path(each['path']).name}`: {each['message']}")
    page = _HEAD + "".join(
        _entry(rule, examples[rule.id]) for rule in sorted(rules.RULES, key=lambda rule: rule.id)
    )
    if regen:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
