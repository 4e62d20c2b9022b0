"""A browser, and a platform that plays the sample's package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scorm2004_platform import Learner, Platform, chromium, served
from scorm2004_samples import package
from selenium import webdriver

from coursewright import theme


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    """Start one browser for all tests."""
    with chromium() as driver:
        driver.set_window_size(1280, 900)
        yield driver


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """Serve the sample's package on a platform."""
    folder = tmp_path_factory.mktemp("platform")
    files = package(folder / "made", stylesheet=theme.standalone_stylesheet())
    with served(files, folder / "served") as platform:
        yield platform


@pytest.fixture
def learner(browser: webdriver.Chrome, platform: Platform) -> Iterator[Learner]:
    """Give somebody who has done nothing yet; in the end nothing may be wrong on the console."""
    browser.switch_to.default_content()
    browser.get("about:blank")
    platform.welcome()
    browser.get_log("browser")
    someone = Learner(browser, platform)
    yield someone
    assert someone.console() == []
    assert platform.missing == []
