"""Rules beyond axe-core: what each says, in which views it holds, and what looks for violations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from coursewright.audit import rules
from coursewright.audit.checks import focus, keyboard, tree
from coursewright.audit.tab import Sighting, Tab
from coursewright_packaging.diagnostic import Rule

__all__ = ["CHECKS", "Check", "check_scripts"]

_SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
_SHARED = (
    "common",
    "colours",
    "frames",
    "facts",
    "overflow",
    "overlaps",
    "walk",
    "listeners",
    "clock",
    "effects",
    "refusals",
)
_BOTH = ("light", "dark")
_NARROW = ("light, 320 px",)
_ONCE = ("light",)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, the names of the views in which it is tried, and what finds violations.

    find: `None` where the script named after the rule does it in the page.
    """

    rule: Rule
    views: tuple[str, ...]
    find: Callable[[Tab], Iterable[Sighting]] | None = None


CHECKS = (
    Check(rules.keyboard.NO_TRAP, _ONCE, keyboard.traps),
    Check(rules.keyboard.REACHABLE, (*_ONCE, *_NARROW), keyboard.unreached),
    Check(rules.keyboard.ORDER, _ONCE, keyboard.disorder),
    Check(rules.keyboard.NO_SURPRISE, _ONCE, keyboard.surprises),
    Check(rules.keyboard.NOT_MOUSE_ONLY, _ONCE, keyboard.mouse_only),
    Check(rules.keyboard.FOCUS_VISIBLE, _BOTH, focus.invisible),
    Check(rules.keyboard.NAMED, _ONCE, tree.nameless),
    *(Check(rule, views) for rule, views in rules.SCRIPTED),
)
"""Every check, in the order in which they run in a view; those that change the page are last."""


def check_scripts() -> str:
    """Return the script to put into every document: what all share, then each rule."""
    names = [
        *(f"{name}.js" for name in _SHARED),
        *(f"rules/{c.rule.id}.js" for c in CHECKS if c.find is None),
    ]
    return "\n".join((_SCRIPTS / name).read_text("utf-8") for name in names)
