"""The site, and the pages of the Building Block, from the first to the last by keyboard alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from site_browser import Browser, served

from keyboard import Keyboard

pytestmark = pytest.mark.browser


def _follow(browser: Browser, keys: Keyboard, selector: str) -> None:
    """Go to a link with Tab, press Enter, and wait for the page that it leads to."""
    before = browser.driver.current_url
    keys.activate(selector)
    keys.until(lambda: browser.driver.current_url != before)
    browser.until("document.readyState === 'complete'")


def _has_next(browser: Browser) -> bool:
    return bool(browser.driver.find_elements(By.CSS_SELECTOR, "a[rel=next]"))


def test_every_page_of_the_site_is_read_and_ticked_off(browser: Browser, rich_address: str) -> None:
    browser.open(f"{rich_address}site/index.html")
    keys = Keyboard(browser.driver)
    listed = browser.script(
        "return [...document.querySelectorAll('main a[data-item]')].map((e) => e.dataset.item);"
    )
    assert len(listed) > 10
    _follow(browser, keys, "#start")
    visited = []
    for _ in listed:
        visited.append(browser.script("return document.body.dataset.item;"))
        keys.activate("a.skip")
        keys.activate("#finished", Keys.SPACE)
        if not _has_next(browser):
            break
        _follow(browser, keys, "a[rel=next]")
    assert visited == listed
    _follow(browser, keys, "a.brand")
    done = browser.script("return document.querySelector('progress').value;")
    assert done == len(listed)
    assert browser.complaints() == []


def test_the_pages_of_the_building_block_are_read_one_after_another(
    browser: Browser, rich: Path, tmp_path: Path
) -> None:
    [war] = (rich / "blackboard").glob("*.war")
    with zipfile.ZipFile(war) as block:
        block.extractall(tmp_path)
    keys = Keyboard(browser.driver)
    with served(tmp_path) as address:
        browser.open(f"{address}tool/index.html")
        links = browser.all("main a")
        listed = [str(link.get_attribute("href")) for link in links]
        _follow(browser, keys, "main a")
        visited = [browser.driver.current_url]
        while _has_next(browser) and len(visited) < len(listed):
            _follow(browser, keys, "a[rel=next]")
            visited.append(browser.driver.current_url)
    assert visited == listed
