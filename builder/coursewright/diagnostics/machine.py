"""Diagnostics for machines: JSON, SARIF 2.1.0, JUnit and GitHub workflow commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from coursewright.terminal import printable
from coursewright.version import __version__
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity

__all__ = ["as_github", "as_json", "as_junit", "as_sarif"]

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SURROGATES = re.compile("[\ud800-\udfff]")
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON document with one object per diagnostic."""
    rows = [{**asdict(d), "severity": d.severity.value} for d in diagnostics]
    return _json({"version": 1, "diagnostics": rows})


def _json(value: Any) -> str:
    """Return JSON with plain letters; halves of surrogates, which no encoding has, are escaped."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return _SURROGATES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


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
    return _json(log)


def as_junit(diagnostics: Sequence[Diagnostic], files: Iterable[str] = ()) -> str:
    """Return a JUnit document, as CI servers show it: a suite per file, a case per rule.

    Errors are failures; what weighs less stands in the output of a case that passed. files: what
    was looked at; one without a diagnostic has the case `no problems`.
    """
    from coursewright_packaging.xml import child, root, serialise

    ordered = sorted(diagnostics, key=lambda each: each.path)
    by_path = {path: list(found) for path, found in groupby(ordered, lambda each: each.path)}
    suites = root("testsuites", name="coursewright")
    for path in [*by_path, *(file for file in dict.fromkeys(files) if file not in by_path)]:
        found = sorted(by_path.get(path, ()), key=lambda each: each.rule)
        cases = {rule: list(each) for rule, each in groupby(found, lambda each: each.rule)}
        failed = sum(any(map(_is_error, each)) for each in cases.values())
        counts = {"tests": str(len(cases) or 1), "failures": str(failed), "errors": "0"}
        suite = child(suites, "testsuite", name=printable(path), **counts)
        for rule, each in cases.items() or (("no problems", []),):
            case = child(suite, "testcase", name=rule, classname=printable(path))
            text = "\n".join(map(_told, each))
            if any(map(_is_error, each)):
                child(case, "failure", text, message=printable(each[0].message), type=rule)
            elif each:
                child(case, "system-out", text)
    return serialise(suites).decode()


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _told(diagnostic: Diagnostic) -> str:
    member = f"{diagnostic.member}:" if diagnostic.member else ""
    hint = f" {diagnostic.hint}" if diagnostic.hint else ""
    return printable(f"{member}{diagnostic.line}: {diagnostic.message}{hint}")


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
    escaped = printable(text, keep="\r\n").replace("%", "%25")
    return escaped.replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
