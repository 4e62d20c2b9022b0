"""A transcript that plays, in a real browser, served by the program itself."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator

import pytest
from selenium.webdriver.common.keys import Keys
from site_browser import Browser

from clips import clip, cue_times, webvtt
from courses import COURSEWRIGHT, SMALL, run, write_files

pytestmark = pytest.mark.browser

_VIDEO = (
    "title: Tea\nmedia: tea.mp4\ncaptions: [{language: en, file: tea.en.vtt}]\n"
    "audio_description: {not_needed: A test picture.}\n"
)
_AT = "document.querySelector('figure.video video').currentTime"
_MARKED = "[...document.querySelectorAll('.cue')].findIndex((c) => c.ariaCurrent === 'true')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build a course with a video, serve its site and yield the address of the video's page."""
    folder = tmp_path_factory.mktemp("tea")
    content = {
        "01-first/03-tea.video.yaml": _VIDEO,
        "01-first/tea.en.vtt": webvtt(),
        "01-first/tea.mp4": clip().read_bytes(),
    }
    write_files(folder / "content", {**SMALL, **content})
    assert run("build", "site", cwd=folder).returncode in (0, 1)
    (page,) = (folder / "dist/site/items").glob("*tea*.html")
    command = [str(COURSEWRIGHT), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+/", server.stdout.readline())
            assert found is not None
            yield f"{found[0]}items/{page.name}"
        finally:
            server.send_signal(signal.SIGINT)


def test_a_time_seeks_and_the_line_that_is_spoken_is_marked(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.script("document.querySelector('details.transcript').open = true")
    buttons = browser.all(".transcript-body button.cue-time")
    assert buttons
    start = cue_times()[-1][0]
    browser.until("document.querySelector('figure.video video').readyState >= 1")
    browser.script(f"document.querySelector('figure.video video').currentTime = {start + 0.05}")
    browser.until(f"{_MARKED} === document.querySelectorAll('.cue').length - 1")


def test_a_time_is_reached_by_keyboard(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.script("document.querySelector('details.transcript').open = true")
    last = browser.all(".transcript-body button.cue-time")[-1]
    start = float(
        browser.script(
            "return arguments[0].parentElement.querySelector('.cue').dataset.start", last
        )
    )
    browser.script("arguments[0].focus()", last)
    browser.press(Keys.ENTER)
    browser.until(f"{_AT} >= {start}")
    browser.until(f"{_MARKED} >= 0")
