"""Diagnostics for machines: JSON, SARIF 2.1.0 and GitHub workflow commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from coursewright.version import __version__
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["as_github", "as_json", "as_sarif"]

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON document with one object per diagnostic."""
    rows = [{**asdict(d), "severity": d.severity.value} for d in diagnostics]
    return json.dumps({"version": 1, "diagnostics": rows}, indent=2, ensure_ascii=False)


def as_sarif(diagnostics: Sequence[Diagnostic], rules: dict[str, Rule]) -> str:
    """Return a SARIF 2.1.0 log (OASIS, sections 3.13 to 3.27), as code hosts show it."""
    used = sorted({d.rule for d in diagnostics})
    driver = {
        "name": "coursewright",
        "version": __version__,
        "rules": [_sarif_rule(rules[name]) for name in used if name in rules],
    }
    run = {"tool": {"driver": driver}, "results": [_sarif_result(d) for d in diagnostics]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def as_github(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield one workflow command per diagnostic, which GitHub shows beside the line."""
    for d in diagnostics:
        place = f"file={_property(d.path)},line={max(d.line, 1)},col={max(d.column, 1)}"
        text = f"{d.member}: {d.message}" if d.member else d.message
        hint = f"\n{d.hint}" if d.hint else ""
        level = _GITHUB_LEVELS.get(d.severity, "notice")
        yield f"::{level} {place},title={_property(d.rule)}::{_data(text + hint)}"


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": _SARIF_LEVELS.get(rule.severity, "none")},
    }


def _sarif_result(diagnostic: Diagnostic) -> dict[str, Any]:
    uri = diagnostic.path + (f"!{diagnostic.member}" if diagnostic.member else "")
    location: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if diagnostic.line:
        region = {"startLine": diagnostic.line, "startColumn": max(diagnostic.column, 1)}
        location["region"] = region
    hint = f" {diagnostic.hint}" if diagnostic.hint else ""
    return {
        "ruleId": diagnostic.rule,
        "level": _SARIF_LEVELS.get(diagnostic.severity, "none"),
        "message": {"text": diagnostic.message + hint},
        "locations": [{"physicalLocation": location}],
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
