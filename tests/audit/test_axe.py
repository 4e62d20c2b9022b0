"""axe in every frame, and none of the ways in which it passes in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted import write_page

from coursewright.audit.axe import STANDARDS, AxeFault, AxeResult, axe_version, run_axe
from coursewright.audit.browser import Browser
from coursewright.audit.model import Outcome

pytestmark = pytest.mark.browser
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
NAMELESS = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="20">'
Site = tuple[Path, str]


def _audited(browser: Browser, site: Site, body: str) -> AxeResult:
    folder, base = site
    write_page(folder, "page.html", body)
    browser.open(f"{base}page.html")
    return run_axe(browser, TAGS)


def _selectors(result: AxeResult, rule: str, outcome: Outcome) -> list[str]:
    return [each[3] for each in result.found if each[0] == rule and each[1] is outcome]


def test_an_unknown_tag_is_a_fault_and_no_pass(browser: Browser, site: Site) -> None:
    write_page(site[0], "page.html", "<p>Tea.</p>")
    browser.open(f"{site[1]}page.html")
    with pytest.raises(AxeFault, match="knows no tag nope"):
        run_axe(browser, ["wcag2a", "nope"])


def test_axe_looks_into_frames_of_frames(browser: Browser, site: Site) -> None:
    write_page(site[0], "inner.html", NAMELESS)
    write_page(site[0], "outer.html", '<iframe title="Inner" src="inner.html"></iframe>')
    result = _audited(browser, site, '<iframe title="Outer" src="outer.html"></iframe>')
    assert _selectors(result, "image-alt", Outcome.VIOLATION) == ["iframe » iframe » img"]


def test_axe_looks_into_shadow_trees(browser: Browser, site: Site) -> None:
    script = f"host.attachShadow({{ mode: 'open' }}).innerHTML = {json.dumps(NAMELESS)}"
    result = _audited(browser, site, f'<div id="host"></div><script>{script}</script>')
    assert _selectors(result, "image-alt", Outcome.VIOLATION) == ["#host >>> img"]


def test_a_frame_without_axe_needs_a_review(browser: Browser, site: Site) -> None:
    write_page(site[0], "inner.html", NAMELESS)
    result = _audited(browser, site, '<iframe sandbox title="In" src="inner.html"></iframe>')
    assert _selectors(result, "frame-tested", Outcome.REVIEW) == ["iframe"]


def test_the_axe_that_runs_is_the_one_of_npm(browser: Browser, site: Site) -> None:
    package = Path(__file__).parents[2] / "node_modules/axe-core/package.json"
    _audited(browser, site, "<p>Tea.</p>")
    ran = browser.script("return axe.version;")
    assert ran == axe_version() == json.loads(package.read_text())["version"] != "3.1.1"


def test_a_page_that_brings_another_axe_is_not_passed(browser: Browser, site: Site) -> None:
    script = (
        "axe.run = () => Promise.resolve({ testEngine: { version: '3.1.1' }, passes: [],"
        " inapplicable: [], violations: [], incomplete: [] });"
    )
    with pytest.raises(AxeFault, match=r"axe 3\.1\.1 ran"):
        _audited(browser, site, f"<script>{script}</script>")


def test_a_run_that_tested_nothing_is_a_fault(browser: Browser, site: Site) -> None:
    script = (
        "axe.run = () => Promise.resolve({ testEngine: { version: axe.version }, passes: [],"
        " inapplicable: [], violations: [], incomplete: [] });"
    )
    with pytest.raises(AxeFault, match="tested nothing"):
        _audited(browser, site, f"<script>{script}</script>")


def test_what_axe_refuses_is_a_fault(browser: Browser, site: Site) -> None:
    script = "axe.run = () => Promise.reject(new Error('no'));"
    with pytest.raises(AxeFault, match="axe failed: Error: no"):
        _audited(browser, site, f"<script>{script}</script>")


@pytest.mark.slow
def test_a_page_that_takes_axe_longer_than_seleniums_30_seconds_is_audited(
    browser: Browser, site: Site
) -> None:
    script = (
        "const run = axe.run; axe.run = async (...given) => {"
        " await new Promise((done) => setTimeout(done, 31000)); return run.apply(axe, given); };"
    )
    result = _audited(browser, site, f"{NAMELESS}<script>{script}</script>")
    assert _selectors(result, "image-alt", Outcome.VIOLATION) == ["img"]


@pytest.mark.parametrize("standard", sorted(STANDARDS))
def test_each_rule_set_runs_what_it_names(browser: Browser, site: Site, standard: str) -> None:
    small = "<style>a { display: inline-block; width: 9px; height: 9px; overflow: hidden }</style>"
    links = '<p><a href="#a">Tea</a><a href="#b">Cup</a></p>'
    write_page(site[0], "page.html", small + NAMELESS + links)
    browser.open(f"{site[1]}page.html")
    result = run_axe(browser, STANDARDS[standard])
    assert _selectors(result, "image-alt", Outcome.VIOLATION) == ["img"]
    # 2.5.8 is of WCAG 2.2 alone.
    sized = bool(_selectors(result, "target-size", Outcome.VIOLATION))
    assert sized == (standard == "wcag22aa")
