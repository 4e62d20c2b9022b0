"""What looks like a fault at first, and is none; and the fault that looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import write_page

from coursewright.audit.browser import Browser
from coursewright.audit.model import VIEWS, Seen
from coursewright.audit.rules import SCRIPTED
from coursewright.audit.tab import Tab
from coursewright.audit.visit import visit

pytestmark = pytest.mark.browser
Site = tuple[Path, str]
_LOOKS = """
const style = getComputedStyle(document.querySelector("p"));
return [style.fontSize, style.letterSpacing, style.lineHeight, style.margin, innerWidth, scrollY,
  document.adoptedStyleSheets.length, document.documentElement.outerHTML];
"""
_TEXT = "Water boils at a lower temperature on a mountain, because the air above it weighs less."
_BAR = (
    "<style>footer {{ position: fixed; inset: auto 0 0; block-size: 60px; background: #eee; }}"
    "#low {{ margin-block-start: calc(100vh - 160px); color: {}; }}"
    "body {{ padding-block-end: 80px; }}</style>"
)
_BELOW = f'<p id="low">{_TEXT}</p>' + f"<p>{_TEXT}</p>" * 40 + "<footer><p>Page 1</p></footer>"


def _seen(browser: Browser, site: Site, body: str, head: str) -> Seen:
    write_page(site[0], "page.html", body, head)
    return visit(browser, f"{site[1]}page.html", "wcag21aa", {})


@pytest.mark.parametrize(("colour", "expected"), [("#333", []), ("#aaa", ["#low"])])
def test_colours_are_judged_where_a_bar_lies_on_the_text_at_first(
    browser: Browser, site: Site, colour: str, expected: list[str]
) -> None:
    seen = _seen(browser, site, _BELOW, _BAR.format(colour))
    found = [each for each in seen.findings if each.rule == "color-contrast"]
    assert sorted({each.selector for each in found}) == expected
    assert all(each.outcome.value == "violation" for each in found)


def test_a_page_is_after_a_rule_as_it_was_before(browser: Browser, site: Site) -> None:
    write_page(site[0], "page.html", f"<p>{_TEXT}</p>")
    browser.look(VIEWS[0])
    browser.open(f"{site[1]}page.html")
    before = browser.script(_LOOKS)
    Tab(browser, VIEWS[0], {}).ask([rule.id for rule, _ in SCRIPTED])
    assert browser.script(_LOOKS) == before


_SUM = "7b5c6b3a0cb947dc23ffc2b9a2d3608e61dbb87429293d3659d0e7df15f3775a"
_GERMAN = "Der Tee wird mit dem Wasser gemacht, und das ist auf dem Berg nicht so wie in der Stadt."


@pytest.mark.parametrize(("text", "faults"), [(_SUM, 0), (_GERMAN, 1)])
def test_a_sum_in_hexadecimal_is_of_no_language(
    browser: Browser, site: Site, text: str, faults: int
) -> None:
    write_page(site[0], "page.html", f"<p>{text}</p>")
    rule = "language-is-that-of-the-text"
    seen = visit(browser, f"{site[1]}page.html", "wcag21aa", {}, [rule])
    assert len(seen.findings) == faults


_GOES = (
    '<button onfocus="setTimeout(() => { this.hidden = true }, 60)">Done</button>'
    "<button>Next</button>"
)


def test_a_button_that_a_page_takes_away_is_not_judged(browser: Browser, site: Site) -> None:
    write_page(site[0], "page.html", _GOES)
    seen = visit(browser, f"{site[1]}page.html", "wcag21aa", {}, ["focus-is-visible"])
    assert seen.findings == ()


_READ = "A class sets its token and its counter, and its method increases the counter."


@pytest.mark.parametrize(("text", "faults"), [(_READ, 0), ("See.", 1)])
def test_a_sound_named_like_its_section_reads_it_aloud(
    browser: Browser, site: Site, text: str, faults: int
) -> None:
    sound = '<audio controls aria-label="How it is built" src="built.mp3"></audio>'
    body = f"<div><h2>How it is built</h2><div><p>{text}</p>{sound}</div></div>"
    seen = _seen(browser, site, body, "")
    assert sum(each.rule == "audio-has-a-transcript" for each in seen.findings) == faults
