"""Every rule of ours finds the fault that was planted for it, and nothing in the page's twin."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import PLANTED, write_page

from coursewright.audit.browser import Browser
from coursewright.audit.loopback import Loopback
from coursewright.audit.rules import ACROSS, RULES
from coursewright.audit.visit import visit

pytestmark = pytest.mark.browser


def test_every_rule_has_its_planted_fault() -> None:
    assert set(PLANTED) == {rule.id for rule in RULES} - {rule.id for rule in ACROSS}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, server: Loopback) -> str:
    folder: Path = tmp_path_factory.mktemp("planted")
    for name, planted in PLANTED.items():
        write_page(folder, f"{name}.faulty.html", planted.faulty, planted.head, planted.title)
        head = planted.clean_head
        write_page(folder, f"{name}.clean.html", planted.clean, head, planted.clean_title)
    (folder / "en.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nTea.\n")
    return server.serve(folder)[0]


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_a_planted_fault_is_found_and_its_twin_is_left_alone(
    browser: Browser, pages: str, rule: str
) -> None:
    faulty = visit(browser, f"{pages}{rule}.faulty.html", "wcag21aa", {}, [rule])
    clean = visit(browser, f"{pages}{rule}.clean.html", "wcag21aa", {}, [rule])
    found = [finding.selector for finding in faulty.findings if finding.rule == rule]
    assert found, faulty
    assert all(selector.endswith(PLANTED[rule].at) for selector in found)
    assert clean.findings == ()
    assert rule in clean.passed
