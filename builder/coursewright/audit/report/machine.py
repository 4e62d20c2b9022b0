"""SARIF 2.1.0, JUnit and EARL of an audit. What needs a review is never a pass in any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import Audit, Cause, Outcome, Page, Seen
from coursewright.version import __version__

__all__ = ["as_earl", "as_junit", "as_sarif"]

_CONTEXT = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"
_EARL = {Outcome.VIOLATION: "earl:failed", Outcome.REVIEW: "earl:cantTell"}


def as_sarif(audit: Audit, rules: Mapping[str, KnownRule]) -> dict[str, Any]:
    """Return a SARIF 2.1.0 log (OASIS, sections 3.13 to 3.27).

    A violation is `fail` with the level `error`; what needs a review is `open` with `none`.
    """
    used = sorted({cause.rule for cause in audit.causes})
    driver = {
        "name": "coursewright audit",
        "version": __version__,
        "rules": [_sarif_rule(rules[name]) for name in used if name in rules],
    }
    notes = [_notification(f"{page.name}: {reason}") for page, reason in audit.unaudited] + (
        [_notification(f"NOT AUDITED: {audit.skipped}")] if audit.skipped else []
    )
    invocation = {"executionSuccessful": not notes, "toolExecutionNotifications": notes}
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "results": [_sarif_result(cause) for cause in audit.causes],
        "taxonomies": [_wcag(rules[name] for name in used if name in rules)],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _notification(text: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": text}}


def _sarif_rule(rule: KnownRule) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.mend},
        "relationships": [
            {"target": {"id": each, "toolComponent": {"name": "WCAG"}}, "kinds": ["superset"]}
            for each in rule.criteria
        ],
    }
    return entry | ({"helpUri": rule.address} if rule.address else {})


def _wcag(rules: Iterator[KnownRule]) -> dict[str, Any]:
    found = sorted({each for rule in rules for each in rule.criteria})
    return {"name": "WCAG", "version": "2.1", "taxa": [{"id": each} for each in found]}


def _sarif_result(cause: Cause) -> dict[str, Any]:
    fails = cause.outcome is Outcome.VIOLATION
    return {
        "ruleId": cause.rule,
        "kind": "fail" if fails else "open",
        "level": "error" if fails else "none",
        "message": {"text": f"{cause.message} ({cause.selector}; {', '.join(cause.views)})"},
        "locations": [_location(name, source, cause) for name, source in cause.pages],
    }


def _location(name: str, source: str, cause: Cause) -> dict[str, Any]:
    path, _, line = source.rpartition(":")
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path or source or name)}}
    if path and line.isdecimal():
        physical["region"] = {"startLine": int(line)}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": f"{name} {cause.selector}", "kind": "element"}],
    }


def _uri(path: str) -> str:
    return path.replace(" ", "%20")


def as_junit(audit: Audit) -> bytes:
    """Return a JUnit document: a suite per page, a case per rule that says something of it."""
    from coursewright_packaging.xml import child, root, serialise

    suites = root("testsuites", name="coursewright audit")
    if audit.skipped:
        suite = child(suites, "testsuite", name="audit", tests="1", failures="0", skipped="1")
        case = child(suite, "testcase", name="NOT AUDITED", classname="audit")
        child(case, "skipped", message=_plain(audit.skipped))
    by_page = _by_page(audit)
    for page, seen in zip(audit.pages, audit.seen, strict=True):
        found = by_page.get(page.name, {})
        _suite(suites, page, seen, found)
    return serialise(suites)


def _by_page(audit: Audit) -> dict[str, dict[str, list[Cause]]]:
    found: dict[str, dict[str, list[Cause]]] = {}
    for cause in audit.causes:
        for name, _ in cause.pages:
            found.setdefault(name, {}).setdefault(cause.rule, []).append(cause)
    return found


def _suite(suites: Any, page: Page, seen: Seen, found: Mapping[str, list[Cause]]) -> None:
    from coursewright_packaging.xml import child

    failed = [r for r, each in found.items() if any(c.outcome is Outcome.VIOLATION for c in each)]
    passed = [rule for rule in seen.passed if rule not in found]
    counts = {
        "tests": str(len(passed) + len(found) + bool(seen.fault)),
        "failures": str(len(failed)),
        "errors": str(int(bool(seen.fault))),
        "skipped": str(len(found) - len(failed)),
    }
    suite = child(suites, "testsuite", name=_plain(page.name), **counts)
    if seen.fault:
        case = child(suite, "testcase", name="page is audited", classname=_plain(page.name))
        child(case, "error", _plain(seen.fault), message="not audited")
    for rule, causes in sorted(found.items()):
        case = child(suite, "testcase", name=rule, classname=_plain(page.name))
        text = _plain("\n".join(f"{c.message}: {c.selector}" for c in causes))
        if rule in failed:
            child(case, "failure", text, message=_plain(causes[0].message), type=rule)
        else:
            child(case, "skipped", message=f"needs review: {_plain(causes[0].message)}")
    for rule in passed:
        child(suite, "testcase", name=rule, classname=_plain(page.name))


def _plain(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def as_earl(audit: Audit, rules: Mapping[str, KnownRule]) -> dict[str, Any]:
    """Return the audit as JSON-LD with the terms of EARL 1.0 (W3C ACT reporting format).

    An assertion has exactly one assertedBy, subject, test and result (EARL 1.0 Schema, 2.1).
    """
    found = _by_page(audit)
    return {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@type": "TestSubject",
                "source": page.name,
                "assertions": [*_assertions(page, seen, found.get(page.name, {}), rules)],
            }
            for page, seen in zip(audit.pages, audit.seen, strict=True)
        ],
    }


def _assertions(
    page: Page,
    seen: Seen,
    found: Mapping[str, list[Cause]],
    rules: Mapping[str, KnownRule],
) -> Iterator[dict[str, Any]]:
    if seen.fault:
        for name in sorted(rules):
            yield _assertion(page, name, "earl:untested", seen.fault, rules)
        return
    for name, causes in sorted(found.items()):
        outcome = min(causes, key=lambda each: list(Outcome).index(each.outcome)).outcome
        told = "; ".join(f"{each.message}: {each.selector}" for each in causes)
        yield _assertion(page, name, _EARL[outcome], told, rules)
    for name in (each for each in seen.passed if each not in found):
        yield _assertion(page, name, "earl:passed", "", rules)
    for name in (each for each in seen.inapplicable if each not in found):
        yield _assertion(page, name, "earl:inapplicable", "", rules)


def _assertion(
    page: Page, rule: str, outcome: str, told: str, rules: Mapping[str, KnownRule]
) -> dict[str, Any]:
    criteria = [f"WCAG21:{each}" for each in rules[rule].criteria] if rule in rules else []
    result = {"@type": "TestResult", "outcome": outcome} | ({"info": told} if told else {})
    return {
        "@type": "Assertion",
        "assertedBy": {"@type": "Assertor", "name": f"coursewright {__version__}"},
        "subject": page.name,
        "test": {"@type": "TestCase", "title": rule, "isPartOf": criteria},
        "result": result,
        "mode": "earl:automatic",
    }
