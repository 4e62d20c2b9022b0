"""docs/rules/accessibility-source.md is the registry's, with the faulty courses as examples."""

from __future__ import annotations

import re
from pathlib import Path

from coursewright.accessible import rules
from coursewright.compile.rules import HEADINGS_STEP, IMAGE_HAS_ALT, LINK_HAS_TEXT, OUTPUT_HAS_ALT
from coursewright_packaging.diagnostic import Rule

ROOT = Path(__file__).parents[2]
FAULTS = ROOT / "tests" / "faults"
PAGE = ROOT / "docs" / "rules" / "accessibility-source.md"
RULES = (*rules.RULES, HEADINGS_STEP, IMAGE_HAS_ALT, LINK_HAS_TEXT, OUTPUT_HAS_ALT)
_TOLD = re.compile(
    r"^(?P<place>\S+): (?:error|warning|advice)\[(?P<rule>[a-z-]+)\] (?P<text>.*)$", re.M
)
_HEAD = """\
# Rules about texts that everybody can read

Made from the registry of rules by `nox -s tests -- tests/accessible --regen`. The examples are what
the courses of `tests/faults/` are told. `coursewright explain RULE` prints the same.
"""


def _entry(rule: Rule, example: str) -> str:
    return (
        f"\n## {rule.id}\n\n{rule.summary} ({rule.severity.value})\n\n- **Why:** {rule.why}"
        f"\n- **Criterion:** {rule.source}.\n- **Example:** {example}.\n- **Mend:** {rule.mend}\n"
    )


def test_every_rule_has_an_entry_with_an_example(regen: bool) -> None:
    examples: dict[str, str] = {}
    for expected in sorted(FAULTS.glob("*/expected.txt")):
        for told in _TOLD.finditer(expected.read_text("utf-8")):
            place = told["place"].rpartition("/")[2]
            examples.setdefault(told["rule"], f"`{place}`: {told['text']}")
    page = _HEAD + "".join(
        _entry(rule, examples[rule.id]) for rule in sorted(RULES, key=lambda rule: rule.id)
    )
    if regen:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
