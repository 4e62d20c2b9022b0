"""The pages in a real browser: for everyone, on every screen, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from site_browser import Browser

pytestmark = pytest.mark.browser

SCHEMES = ("light", "dark")
LESSON = "site/items/reading-markdown.html"
WIDTHS = ((1280, 900), (768, 1024), (360, 740))
# Elements whose content is cut off or sticks out, without a way to scroll to it.
CUT_OFF = """
return [...document.querySelectorAll("main *, header *, nav *, footer *")].filter((element) => {
  const style = getComputedStyle(element);
  const hides = [style.overflowX, style.overflowY].some((v) => v === "hidden" || v === "clip");
  return hides && !element.matches(".sr-only, .tool > span, .math-block, progress, video, audio")
    && element.clientWidth > 0 && !style.clipPath.includes("inset")
    && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120));
"""
WIDER_THAN_THE_PAGE = """
const room = document.documentElement.clientWidth + 1;
if (document.scrollingElement.scrollWidth <= room) { return []; }
return [...document.querySelectorAll("body *")]
  .filter((element) => element.getBoundingClientRect().right > room)
  .map((element) => element.outerHTML.slice(0, 120));
"""
UNREACHABLE_REGIONS = """
return [...document.querySelectorAll("main *")].filter((element) => {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  return scrolls && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0
    && !element.querySelector("a, button, input, summary");
}).map((element) => element.outerHTML.slice(0, 120));
"""
SCROLLS = """
const elements = [...document.querySelectorAll(arguments[0])];
return elements.some((element) => element.scrollWidth > element.clientWidth);
"""
SPACED = """
const style = document.createElement("style");
style.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`;
document.head.append(style);
"""
FOCUS = """
const element = document.activeElement;
const style = getComputedStyle(element);
const box = element.getBoundingClientRect();
return {
  name: element === document.body ? "" : element.outerHTML.slice(0, 120),
  outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  shown: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
};
"""
TABBABLE = """
const stops = "a[href], button, input, summary, video, audio, [tabindex='0']";
return [...document.querySelectorAll(stops)]
  .filter((element) => element.checkVisibility({ contentVisibilityAuto: true })
    && !element.closest("dialog")).length;
"""


def _pages(rich: Path) -> list[str]:
    pages = sorted(path.relative_to(rich).as_posix() for path in rich.glob("site/**/*.html"))
    assert len(pages) == 13
    return pages


def _papers(rich: Path) -> list[str]:
    guides = sorted(path.relative_to(rich).as_posix() for path in rich.glob("*/upload.html"))
    assert len(guides) >= 4
    return ["reports/index.html", *guides]


def _audited(browser: Browser, base: str, pages: list[str]) -> dict[str, list[str]]:
    found = {}
    for page in pages:
        browser.open(base + page)
        if violations := browser.audit():
            found[page] = violations
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, rich: Path, rich_address: str, scheme: str
) -> None:
    browser.emulate(prefers_color_scheme=scheme)
    assert _audited(browser, rich_address, _pages(rich)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_reports_and_guides(
    browser: Browser, rich: Path, rich_address: str, scheme: str
) -> None:
    browser.emulate(prefers_color_scheme=scheme)
    assert _audited(browser, rich_address, _papers(rich)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_a_telephone_or_from_right_to_left(
    browser: Browser, rich_address: str, arabic_address: str, scheme: str
) -> None:
    browser.emulate(prefers_color_scheme=scheme)
    browser.resize(360, 740, touch=True)
    assert _audited(browser, rich_address, ["site/index.html", LESSON]) == {}
    assert _audited(browser, arabic_address, ["index.html", "items/first.html"]) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_everything_is_unfolded_and_searched(
    browser: Browser, rich_address: str, scheme: str
) -> None:
    browser.emulate(prefers_color_scheme=scheme)
    browser.open(rich_address + LESSON)
    browser.script("for (const each of document.querySelectorAll('details')) { each.open = true; }")
    browser.one("#finished").click()
    assert browser.audit() == []
    browser.one("#open-search").click()
    browser.press("page")
    browser.until("document.querySelectorAll('.results a').length > 1")
    assert browser.audit() == []


def test_axe_would_find_a_fault(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    browser.script("document.querySelector('main img').removeAttribute('alt')")
    assert [line.partition(":")[0] for line in browser.audit()] == ["image-alt"]


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (640, 400), (1920, 1080)])
def test_no_page_scrolls_sideways(
    browser: Browser, rich: Path, rich_address: str, width: int, height: int
) -> None:
    """320 by 256 is a window of 1280 by 1024 at 400 %."""
    browser.resize(width, height, touch=True)
    found = {}
    for page in (*_pages(rich), *_papers(rich)):
        browser.open(rich_address + page)
        if wide := browser.script(WIDER_THAN_THE_PAGE):
            found[page] = wide
    assert found == {}


def test_no_page_scrolls_sideways_from_right_to_left(browser: Browser, arabic_address: str) -> None:
    browser.resize(320, 640, touch=True)
    for page in ("index.html", "items/first.html"):
        browser.open(arabic_address + page)
        assert browser.script(WIDER_THAN_THE_PAGE) == []


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_wide_tables_code_and_formulas_scroll_where_the_keyboard_can_reach_them(
    browser: Browser, rich_address: str, width: int, height: int
) -> None:
    browser.resize(width, height, touch=width < 400)
    for page in (LESSON, "site/items/reading-notes.html"):
        browser.open(rich_address + page)
        assert browser.script(UNREACHABLE_REGIONS) == []
    browser.open(rich_address + LESSON)
    if width == 360:
        assert all(browser.script(SCROLLS, kind) for kind in (".table-wrap", "pre", ".math-block"))


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_larger_text_and_wider_spacing_cut_nothing_off(
    browser: Browser, rich_address: str, width: int, height: int
) -> None:
    browser.resize(width, height, touch=width < 400)
    for page in ("site/index.html", LESSON, "site/items/doing-all.html"):
        browser.open(rich_address + page)
        before = browser.script(CUT_OFF)
        browser.script(SPACED)
        assert browser.script(CUT_OFF) == before == []
        browser.script("document.documentElement.style.fontSize = '200%'")
        if width > 400:  # twice the text in 360 pixels is more than the standard asks for
            assert browser.script(WIDER_THAN_THE_PAGE) == []


def test_everything_can_be_read_and_reached_without_scripts(
    browser: Browser, rich: Path, rich_address: str
) -> None:
    browser.without_scripts()
    browser.resize(360, 740)
    browser.open(rich_address + "site/index.html")
    assert not browser.one("#open-search").is_displayed()
    assert not browser.one("#scheme").is_displayed()
    browser.one("a.action").click()
    seen = [browser.one("h1").text]
    while browser.all("a[rel=next]"):
        browser.one("a[rel=next]").click()
        assert browser.one("main .text").is_displayed()
        assert not browser.one("#search").is_displayed()
        assert not browser.one(".finish").is_displayed()
        seen.append(browser.one("h1").text)
    assert len(seen) == len(_pages(rich)) - 1
    browser.one(".contents summary").click()
    browser.one(".contents a").click()
    assert browser.one("h1").text == "Every way to say it"


def test_pages_opened_from_disk_work_like_served_ones(browser: Browser, rich: Path) -> None:
    browser.open((rich / LESSON).as_uri())
    browser.press("k", with_control=True)
    browser.press("headphones film")
    browser.until("document.querySelector('.search [role=status]').textContent")
    browser.press(Keys.ESCAPE)
    browser.one("#scheme").click()
    assert browser.script("return document.documentElement.dataset.scheme") == "dark"
    assert browser.complaints() == []


def test_search_needs_no_mouse(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    browser.press("k", with_control=True)
    browser.until("document.activeElement.id === 'query'")
    browser.press("draw together")
    browser.until("document.querySelector('.results a')?.textContent.includes('A board')")
    assert browser.one(".search [role=status]").text.startswith("Results: ")
    assert "Draw" in [mark.text for mark in browser.all(".results mark")]
    browser.press(Keys.ARROW_DOWN)
    assert "A board" in browser.script("return document.activeElement.textContent")
    browser.press(Keys.ARROW_UP)
    assert browser.script("return document.activeElement.id") == "query"
    browser.press(Keys.ARROW_DOWN, Keys.ENTER)
    browser.until("location.pathname.endsWith('/doing-board.html')")


def test_enter_opens_the_best_result_and_a_slip_of_the_keyboard_is_forgiven(
    browser: Browser, rich_address: str
) -> None:
    browser.open(rich_address + "site/index.html")
    browser.press("k", with_control=True)
    browser.press("wellcome")
    browser.until("document.querySelector('.results a')")
    browser.press(Keys.ENTER)
    browser.until("/reading-(film|talk)/.test(location.pathname)")


def test_search_says_when_it_finds_nothing_and_gives_the_focus_back(
    browser: Browser, rich_address: str
) -> None:
    browser.open(rich_address + LESSON)
    browser.one("#open-search").click()
    browser.press("qqqqqq")
    browser.until("document.querySelector('.search [role=status]').textContent === 'Nothing found'")
    browser.press(Keys.ESCAPE)
    browser.until("!document.getElementById('search').open")
    assert browser.script("return document.activeElement.id") == "open-search"


def test_what_is_searched_for_is_loaded_only_then(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    assert not any("documents.js" in address for address in browser.requests())
    browser.press("k", with_control=True)
    browser.press("film")
    browser.until("document.querySelector('.results a')")
    assert any("documents.js" in address for address in browser.requests())


def test_the_first_stop_of_the_keyboard_skips_to_the_text(
    browser: Browser, rich_address: str
) -> None:
    browser.open(rich_address + LESSON)
    assert (
        browser.script("return document.querySelector('.skip').getBoundingClientRect().bottom") < 0
    )
    browser.press(Keys.TAB)
    assert browser.script(FOCUS)["shown"]
    assert browser.script("return document.activeElement.className") == "skip"
    browser.press(Keys.ENTER)
    browser.until("document.activeElement.id === 'main'")
    browser.press(Keys.TAB)
    assert browser.script("return document.activeElement.closest('main') !== null")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, rich_address: str, width: int, height: int, scheme: str
) -> None:
    browser.emulate(prefers_color_scheme=scheme)
    browser.resize(width, height)
    browser.open(rich_address + "site/items/doing-essay.html")
    expected = browser.script(TABBABLE)
    stops = list(_walk(browser, expected + 5))
    assert len(stops) == expected
    assert [stop["name"] for stop in stops if not stop["outlined"] or not stop["shown"]] == []


def _walk(browser: Browser, most: int) -> Iterator[dict[str, object]]:
    for _ in range(most):
        browser.press(Keys.TAB)
        stop = browser.script(FOCUS)
        if not stop["name"]:
            return
        yield stop


def test_the_contents_stand_open_where_there_is_room(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    assert browser.shows(".contents a[aria-current]")
    assert browser.shows(".outline a")
    browser.resize(360, 740)
    assert not browser.shows(".contents a[aria-current]")
    browser.one(".contents summary").click()
    assert browser.shows(".contents a[aria-current]")


def test_the_outline_follows_the_reader(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON + "#figures")
    browser.until("document.querySelector('.outline [aria-current]')?.textContent === 'Figures'")


def test_the_chosen_colours_stay(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.script(ground)
    assert browser.one("#scheme").text == "Dark colours"
    browser.one("#scheme").click()
    dark = browser.script(ground)
    assert dark != light
    browser.open(rich_address + "site/index.html")
    assert browser.script(ground) == dark
    assert browser.one("#scheme").text == "Light colours"


def test_finished_pages_are_ticked_and_the_course_goes_on_behind_them(
    browser: Browser, rich_address: str
) -> None:
    browser.open(rich_address + "site/index.html")
    assert browser.one("#start").text == "Start"
    browser.one("#start").click()
    browser.one("#finished").click()
    assert browser.shows(".contents a[aria-current] .tick")
    assert browser.one(".contents .progress").text == "1 of 12 pages done"
    browser.open(rich_address + "site/index.html")
    assert browser.one("#start").text == "Continue"
    assert browser.one(".hero progress").get_attribute("value") == "1"
    browser.one("#start").click()
    assert browser.one("h1").text == "Notes"
    browser.one("a[rel=prev]").click()
    browser.one("#finished").click()
    browser.open(rich_address + "site/index.html")
    assert browser.one("#start").text == "Start"


def test_marks_of_pages_that_are_gone_do_not_count(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + "site/index.html")
    browser.script("localStorage.setItem('coursewright-progress:everything', '[\"gone\"]')")
    browser.driver.refresh()
    assert not browser.shows(".hero .progress")
    browser.script("localStorage.setItem('coursewright-progress:everything', '{broken')")
    browser.driver.refresh()
    assert browser.complaints() == []


def test_code_can_be_copied(browser: Browser, rich_address: str) -> None:
    granted = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", granted)
    browser.open(rich_address + LESSON)
    browser.one("figure.code-block .copy").click()
    browser.until("document.querySelector('figure.code-block .copy').textContent === 'Copied'")
    script = "navigator.clipboard.readText().then(arguments[0])"
    copied = browser.driver.execute_async_script(script)
    assert copied.startswith("from __future__ import annotations\n\nimport dataclasses")


def test_copying_is_announced_and_needs_no_clipboard_of_its_own(
    browser: Browser, rich_address: str
) -> None:
    browser.open(rich_address + LESSON)
    browser.driver.execute_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.addEventListener('copy', () => { window.copied = getSelection().toString(); });"
    )
    browser.one("figure.code-block .copy").click()
    browser.until("document.querySelector('body > [role=status]').textContent === 'Copied'")
    copied = browser.driver.execute_script("return window.copied")
    assert copied.startswith("from __future__ import annotations\n\nimport dataclasses")


def test_word_and_icon_of_the_colours_agree(browser: Browser, rich_address: str) -> None:
    browser.open(rich_address + LESSON)
    button = browser.one("#scheme")
    seen = set()
    for _ in range(2):
        icon = str(button.get_attribute("data-icon"))
        word = browser.driver.execute_script("return arguments[0].innerText", button)
        assert str(word).strip().lower().startswith(icon)
        seen.add(icon)
        button.click()
    assert seen == {"light", "dark"}


def test_nothing_moves_for_those_who_do_not_want_it(browser: Browser, rich_address: str) -> None:
    browser.emulate(prefers_reduced_motion="reduce")
    browser.open(rich_address + LESSON)
    browser.one("#open-search").click()
    assert browser.script("return document.getAnimations().length") == 0


def test_forced_colours_keep_what_only_colour_showed(browser: Browser, rich_address: str) -> None:
    browser.emulate(forced_colors="active")
    browser.open(rich_address + LESSON)
    border = "return getComputedStyle(document.querySelector(arguments[0])).borderInlineStartColor"
    open_page = browser.script(border, ".contents ol ol a[aria-current]")
    assert open_page != browser.script(border, ".contents ol ol a:not([aria-current])")
    ground = "return getComputedStyle(document.querySelector(arguments[0])).backgroundColor"
    assert browser.script(ground, ".task-done") != browser.script(
        ground, ".task-mark:not(.task-done)"
    )


def test_on_paper_the_text_stands_alone_and_unfolded(browser: Browser, rich_address: str) -> None:
    browser.emulate(media="print", prefers_color_scheme="dark")
    browser.open(rich_address + LESSON)
    for away in (".top", ".contents", ".outline", ".way", ".finish", ".copy", ".skip"):
        assert not browser.shows(away), away
    assert browser.shows(".figure details p")
    ink = browser.script("return getComputedStyle(document.body).color")
    assert max(int(part) for part in ink.removeprefix("rgb(").removesuffix(")").split(",")) < 80


def test_no_page_complains_or_asks_anybody_else(
    browser: Browser, rich: Path, rich_address: str
) -> None:
    for page in (*_pages(rich), *_papers(rich)):
        browser.open(rich_address + page)
    assert browser.complaints() == []
    asked = browser.requests()
    assert len(asked) > len(_pages(rich))
    assert [each for each in asked if not each.startswith((rich_address, "data:", "about:"))] == []
