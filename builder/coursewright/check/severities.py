"""How much each rule weighs in a course."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from coursewright.check import rules
from coursewright.model.source import Place
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["apply_severities", "check_severities"]


def check_severities(
    severities: Mapping[str, Severity],
    places: Mapping[str, Place],
    known: Mapping[str, Rule],
    weighable: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield what is wrong with `rules:` of course.yaml.

    severities, places: by the rule's id, as the course has them. known: every rule by id.
    weighable: ids of the rules whose severity a course may change.
    """
    for name, severity in severities.items():
        place = places[name]
        line, column = place.line, place.column
        if name not in known:
            message = f'no rule is called "{name}"'
            near = difflib.get_close_matches(name, known, n=1)
            hint = f'did you mean "{near[0]}"?' if near else ""
            yield rules.RULE_IS_KNOWN.at(place.path, message, line=line, column=column, hint=hint)
        elif name not in weighable and severity is not known[name].severity:
            own = known[name].severity.value
            message = f'"{name}" cannot be "{severity.value}", since a build relies on it'
            hint = f"allowed is {own}, which it has without this line; mend what the rule reports"
            yield rules.SEVERITY_IS_ALLOWED.at(
                place.path, message, line=line, column=column, hint=hint
            )


def apply_severities(
    found: Iterable[Diagnostic], severities: Mapping[str, Severity], weighable: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics as the course weighs them; those switched off are left out."""
    chosen = {name: severity for name, severity in severities.items() if name in weighable}
    weighed = (replace(d, severity=chosen.get(d.rule, d.severity)) for d in found)
    return tuple(d for d in weighed if d.severity is not Severity.OFF)
