"""The reports for programs: what needs a review, and what was not audited, is a pass in none."""

from __future__ import annotations

from typing import Any

from lxml import etree

from coursewright.audit.known_rules import own_known
from coursewright.audit.model import Audit, Cause, Outcome, Page, Seen
from coursewright.audit.report.machine import as_earl, as_junit, as_sarif
from coursewright.audit.report.page import as_html

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
    assert "Not the full audit" in page
    assert "it is &lt;so&gt;" in page
    assert "written in <code>lesson.md:7</code>" in page
    assert "NOT AUDITED" in as_html(Audit(full=False, skipped="`--no-audit` was given"), {})
