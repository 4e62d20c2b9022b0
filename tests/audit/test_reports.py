"""The reports for programs: what needs a review, and what was not audited, is a pass in none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from report_shapes import misshapen

from coursewright.audit.baseline import Weighed
from coursewright.audit.known_rules import own_known
from coursewright.audit.model import Audit, Cause, Outcome, Page, Seen
from coursewright.audit.report.data import as_json
from coursewright.audit.report.machine import as_earl, as_junit, as_sarif
from coursewright.audit.report.page import as_html
from coursewright.audit.report.write import write_reports
from coursewright_schemas import loader

NAMES = ("site/sound.html", "site/faulty.html", "site/open.html", "site/crashed.html")


def _cause(rule: str, outcome: Outcome, page: str) -> Cause:
    places = ((page, "lesson.md:7"),)
    return Cause(rule, outcome, "it is <so>", "#it", "<p>", ("light",), places)


def _audit() -> Audit:
    passed = Seen(passed=("ids-are-unique", "focus-is-visible"))
    return Audit(
        full=False,
        pages=tuple(Page(name, "site", name, name) for name in NAMES),
        seen=(passed, passed, passed, Seen(fault="not audited after 2 tries: crash")),
        causes=(
            _cause("ids-are-unique", Outcome.VIOLATION, NAMES[1]),
            _cause("focus-is-visible", Outcome.REVIEW, NAMES[2]),
        ),
        versions=(("axe-core", "4.14.1"),),
    )


def _outcomes(page: dict[str, Any]) -> dict[str, str]:
    return {each["test"]["title"]: each["result"]["outcome"] for each in page["assertions"]}


def test_earl_says_of_each_rule_and_page_what_is_known() -> None:
    graph = as_earl(_audit(), own_known())["@graph"]
    told = {page["source"]: _outcomes(page) for page in graph}
    assert told[NAMES[0]] == {"ids-are-unique": "earl:passed", "focus-is-visible": "earl:passed"}
    assert told[NAMES[1]]["ids-are-unique"] == "earl:failed"
    assert told[NAMES[2]]["focus-is-visible"] == "earl:cantTell"
    assert set(told[NAMES[3]].values()) == {"earl:untested"}
    one = {"assertedBy", "subject", "test", "result"}
    assert all(one <= set(each) for page in graph for each in page["assertions"])


def test_sarif_tells_failures_open_questions_and_unaudited_pages_apart() -> None:
    [run] = as_sarif(_audit(), own_known())["runs"]
    found = {(each["ruleId"], each["kind"], each["level"]) for each in run["results"]}
    assert found == {("ids-are-unique", "fail", "error"), ("focus-is-visible", "open", "none")}
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert NAMES[3] in invocation["toolExecutionNotifications"][0]["message"]["text"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "lesson.md"}, "region": {"startLine": 7}}


def test_junit_counts_a_review_as_skipped_and_an_unaudited_page_as_an_error() -> None:
    suites = etree.fromstring(as_junit(_audit()))
    counts = {
        suite.get("name"): tuple(int(suite.get(key)) for key in ("failures", "skipped", "errors"))
        for suite in suites
    }
    assert list(counts.values()) == [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)]
    for suite in suites:
        assert int(suite.get("tests")) == len(suite)


def test_the_page_says_which_audit_it_is_and_escapes_what_it_shows() -> None:
    page = as_html(_audit(), own_known())
    assert "Audit of changed pages, not the full audit" in page
    named = as_html(replace(_audit(), named=True), own_known())
    assert "only what was named was looked at" in named
    assert "it is &lt;so&gt;" in page
    assert "written in <code>lesson.md:7</code>" in page
    assert "NOT AUDITED" in as_html(Audit(full=False, skipped="`--no-audit` was given"), {})


@pytest.mark.parametrize("audit", [_audit(), Audit(full=False, skipped="`--no-audit` was given")])
def test_every_report_has_the_shape_of_its_schema(tmp_path: Path, audit: Audit) -> None:
    write_reports(tmp_path, audit, own_known(), Weighed((), (), ()))
    assert misshapen(tmp_path / "reports") == []


@pytest.mark.parametrize(
    ("report", "old", "new"),
    [
        ("accessibility.json", '"needs review"', '"passed"'),
        ("accessibility.json", '"audited": false', '"audited": true'),
        ("accessibility.sarif", '"kind": "open"', '"kind": "pass"'),
        ("accessibility.sarif", '"level": "none"', '"level": "error"'),
        ("accessibility.sarif", '"executionSuccessful": false', '"executionSuccessful": true'),
        ("accessibility.earl.json", '"earl:cantTell"', '"earl:maybe"'),
        ("accessibility.earl.json", '"Assertor"', '"Person"'),
        ("accessibility.xml", "<skipped ", "<passed "),
        ("accessibility-spoken.json", '"phrases"', '"said"'),
    ],
)
def test_a_report_that_says_something_else_has_another_shape(
    tmp_path: Path, report: str, old: str, new: str
) -> None:
    write_reports(tmp_path, _audit(), own_known(), Weighed((), (), ()))
    path = tmp_path / "reports" / report
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert misshapen(tmp_path / "reports") != []


@pytest.mark.parametrize("name", ["", "-earl", "-sarif", "-spoken"])
def test_every_property_of_the_schemas_is_described(name: str) -> None:
    def described(schema: Any) -> bool:
        if isinstance(schema, list):
            return all(map(described, schema))
        if not isinstance(schema, dict):
            return True
        conditions = {"if", "then", "else", "allOf"}
        properties = schema.get("properties", {})
        assert all("description" in each for each in properties.values()), json.dumps(properties)
        return all(described(value) for key, value in schema.items() if key not in conditions)

    assert described(dict(loader.load(f"accessibility{name}")))


def test_each_standard_numbers_the_criteria_in_its_way() -> None:
    for standard, shown, numbered in (
        ("wcag21aa", "WCAG 2.1, 2.4.7", "2.4.7"),
        ("wcag22aa", "WCAG 2.2, 2.4.7", "2.4.7"),
        ("en301549", "EN 301 549 V3.2.1, 9.2.4.7", "9.2.4.7"),
    ):
        audit = replace(_audit(), standard=standard)
        assert shown in as_html(audit, own_known())
        causes = as_json(audit, own_known())["causes"]
        assert [each["clauses"] for each in causes] == [[f"{_prefix(numbered)}4.1.1"], [numbered]]


def _prefix(numbered: str) -> str:
    return "9." if numbered.startswith("9.") else ""
