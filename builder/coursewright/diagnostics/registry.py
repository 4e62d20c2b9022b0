"""Every rule of the program, gathered from the rooms that apply them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from coursewright.errors import UsageFault
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["all_rules", "declared_rules", "find_rule", "weigh", "weighable"]

# About what authors write; the others are about what is made of it.
_AUTHORS_ROOMS = (
    "coursewright.load.rules",
    "coursewright.check.rules",
    "coursewright.compile.rules",
    "coursewright.accessible.rules",
    "coursewright.execute.rules",
    "coursewright.prove.rules",
    "coursewright.captions.rules",
    "coursewright.media.rules",
    "coursewright.documents.rules",
)
_ROOMS = (*_AUTHORS_ROOMS, "coursewright.leaks.rules", "coursewright.audit.rules")


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by id, sorted."""
    return {rule.id: rule for rule in sorted(declared_rules(), key=lambda rule: rule.id)}


def declared_rules() -> tuple[Rule, ...]:
    """Return every rule that a room declares, in the order of the rooms."""
    from coursewright_packaging import verify

    rooms = (rule for room in _ROOMS for rule in import_module(room).RULES)
    return (*verify.every_rule(), *rooms)


@cache
def weighable() -> frozenset[str]:
    """Return the ids of the rules whose severity a course may change.

    These are the rules about what authors write, without those that later steps rely on.
    """
    rules = (rule for room in _AUTHORS_ROOMS for rule in import_module(room).RULES)
    return frozenset(rule.id for rule in rules if not rule.firm)


def find_rule(name: str) -> Rule:
    """Return the rule `name`. Raises UsageFault, naming near misses, when there is none."""
    rules = all_rules()
    if name in rules:
        return rules[name]
    near = difflib.get_close_matches(name, rules, n=3)
    hint = (
        f"did you mean {' or '.join(f'`{n}`' for n in near)}?"
        if near
        else "see `coursewright explain --list`"
    )
    raise UsageFault(f"no rule is called `{name}`; {hint}")


def weigh(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, each once."""
    return tuple(sorted(set(found), key=lambda diagnostic: diagnostic.order))
