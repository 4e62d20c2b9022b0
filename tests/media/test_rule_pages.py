"""docs/rules/media.md is the registry's, with what the faulty course was told as examples."""

from __future__ import annotations

import json
import re
from pathlib import Path

from coursewright.captions import rules as captions
from coursewright.media import rules as media
from coursewright_packaging.diagnostic import Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "media.md"
_NUMBER = re.compile(r"\d[\d.,]*")
_HEAD = """\
# Rules about videos, audio files and captions

Made from the registry of rules by `nox -s tests -- tests/media --regen`. The examples are what the
faulty course of `tests/media/` is told. `coursewright explain RULE` prints the same.
"""
# What no course on a machine with everything installed is told.
_UNSEEN = {"media-are-examined": "3 media files were not examined, since PyAV is not installed"}


def _entry(rule: Rule, example: str) -> str:
    criterion = f"\n- **Criterion:** {rule.source}." if rule.source else ""
    return (
        f"\n## {rule.id}\n\n{rule.summary} ({rule.severity.value})\n\n- **Why:** {rule.why}"
        f"{criterion}\n- **Example:** {example}.\n- **Mend:** {rule.mend}\n"
    )


def test_every_rule_has_an_entry_with_an_example(told: str, regen: bool) -> None:
    examples = dict(_UNSEEN)
    for each in json.loads(told)["diagnostics"]:
        place = f"{Path(each['path']).name}{':' + str(each['line']) if each['line'] else ''}"
        examples.setdefault(each["rule"], f"`{place}`: {each['message']}")
    rules = sorted((*captions.RULES, *media.RULES), key=lambda rule: rule.id)
    page = _HEAD + "".join(_entry(rule, examples[rule.id]) for rule in rules)
    if regen:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page, "utf-8")
    # Other versions of ffmpeg and espeak-ng make other numbers.
    assert _NUMBER.sub("0", PAGE.read_text("utf-8")) == _NUMBER.sub("0", page)
