"""The package of one SCO for Moodle: a whole course behind one conversation with the platform."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scorm2004_grammar import check, once_each
from scorm2004_moves import answer_basics, answer_everything
from scorm2004_platform import Learner, Platform, served
from scorm2004_samples import moodle_packages
from selenium import webdriver

from coursewright import theme

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.fixture(scope="module")
def moodle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("one-sco")
    files = moodle_packages(folder, theme.standalone_stylesheet())[0]
    with served(files, folder / "served") as platform:
        yield platform


class Reader(Learner):
    """Somebody in a course of one SCO: platform, course and page are three windows in another."""

    def enter_course(self, query: str = "") -> None:
        """Open the course and look at the page that it shows."""
        self.open(f"item=course{query}")
        self.look_at_page()

    def look_at_course(self) -> None:
        """Turn to the list of contents."""
        self.driver.switch_to.default_content()
        self.driver.switch_to.frame("page")

    def look_at_page(self) -> None:
        """Turn to the page in the course, once its script has run."""
        self.look_at_course()
        wanted = "document.querySelector('[data-page][aria-current=page]').dataset.page"
        page = "const d = document.getElementById('page').contentDocument;"
        ready = f"d.readyState === 'complete' && d.body && d.body.dataset.item === {wanted}"
        self.until(lambda: self.driver.execute_script(f"{page} return {ready}"))
        self.driver.switch_to.frame("page")

    def contents(self) -> dict[str, str]:
        """Return what the list of contents says of each page."""
        self.look_at_course()
        script = (
            "return [...document.querySelectorAll('[data-page]')]"
            ".map(e => [e.dataset.page, e.querySelector('[data-state]').textContent])"
        )
        return dict(self.driver.execute_script(script))

    def choose_page(self, page: str) -> None:
        """Choose from the list of contents, and look at the page."""
        self.look_at_course()
        self.click(f'[data-page="{page}"]')
        self.look_at_page()

    def kept(self) -> dict[str, Any]:
        """Return what the platform keeps of the course."""
        return dict(self.platform.stored["course"])


@pytest.fixture
def reader(browser: webdriver.Chrome, moodle: Platform) -> Iterator[Reader]:
    browser.switch_to.default_content()
    browser.get("about:blank")
    moodle.welcome()
    browser.get_log("browser")
    someone = Reader(browser, moodle)
    yield someone
    assert someone.console() == []
    assert moodle.missing == []


def test_pages_open_as_the_course_says(reader: Reader) -> None:
    reader.enter_course()
    assert reader.text("h1") == "Demo “course”"
    states = reader.contents()
    assert states["item-intro"] == ""
    assert states["item-basics"] == ""
    assert states["item-long"] == states["item-everything"] == "not open yet"
    reader.click('[data-page="item-long"]')
    assert "not open yet" in reader.text("#status")
    reader.choose_page("item-intro")
    reader.click('a[href="item-everything.html"]')
    assert "“everything” is not open yet" in reader.text("#status")
    reader.click('a[href="item-basics.html"]')
    reader.look_at_page()
    answer_basics(reader, "option-a", "false")
    assert reader.contents()["item-basics"] == "not passed"
    assert reader.contents()["item-long"] == "not open yet"
    reader.look_at_page()
    reader.click("#retry")
    answer_basics(reader, "option-b", "true")
    assert reader.contents()["item-basics"] == "done"
    reader.look_at_page()
    reader.click("#continue")
    reader.look_at_page()
    assert reader.text("h1") == "Long"
    check(reader.calls())


def test_a_failed_quiz_with_attempts_left_keeps_the_course_open(reader: Reader) -> None:
    reader.enter_course()
    reader.choose_page("item-intro")
    reader.choose_page("item-basics")
    answer_basics(reader, "option-a", "true")
    written = reader.written()
    assert written["cmi.completion_status"] == "incomplete"
    assert "cmi.success_status" not in written
    # The quiz has 4 of 21 points, and 1 of the 4 was earned.
    assert float(written["cmi.score.scaled"]) == pytest.approx(1 / 21, abs=1e-4)
    assert (written["cmi.score.min"], written["cmi.score.max"]) == ("0", "100")
    assert float(written["cmi.score.raw"]) == pytest.approx(100 / 21, abs=0.01)
    assert list(reader.interactions()) == ["pick-one", "wet"]
    check(reader.calls())


def test_a_course_is_passed_with_the_mean_of_its_tests(reader: Reader) -> None:
    reader.enter_course()
    reader.choose_page("item-intro")
    reader.choose_page("item-basics")
    answer_basics(reader, "option-b", "false")
    reader.choose_page("item-long")
    reader.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    reader.until(lambda: reader.contents()["item-long"] == "done")
    reader.choose_page("item-notebook")
    reader.click("#mark")
    reader.choose_page("item-everything")
    reader.click("#begin")
    answer_everything(reader)
    reader.click("#submit")
    written = reader.written()
    assert written["cmi.completion_status"] == "completed"
    assert written["cmi.success_status"] == "passed"
    assert float(written["cmi.score.scaled"]) == pytest.approx(20 / 21, abs=1e-4)
    assert written["cmi.progress_measure"] == "1.0000"
    assert reader.kept()["score"]["raw"] == written["cmi.score.raw"]
    check(reader.calls())


def test_work_and_place_are_resumed(reader: Reader) -> None:
    reader.enter_course()
    reader.choose_page("item-intro")
    reader.choose_page("item-basics")
    reader.choose("pick-one", "option-b")
    reader.click("#save")
    reader.look_at_course()
    assert "Saved" in reader.text("#status")
    once_each(reader.calls(), "course")
    assert reader.written()["cmi.exit"] == "suspend"
    reader.enter_course()
    assert reader.text("h1") == "Basics"
    assert reader.one('[name="pick-one"][value="option-b"]').is_selected()
    assert reader.contents()["item-intro"] == "done"
    check(reader.calls())


def test_a_window_that_is_left_keeps_its_work(reader: Reader) -> None:
    reader.enter_course()
    reader.choose_page("item-basics")
    reader.choose("pick-one", "option-b")
    reader.at_platform("document.getElementById('page').src = 'about:blank'")
    reader.until(lambda: "Terminate" in {each.name for each in reader.calls()})
    once_each(reader.calls(), "course")
    # What a window sends as it goes may arrive later than it is gone.
    reader.until(lambda: "option-b" in reader.kept()["suspend_data"])
    state = json.loads(reader.kept()["suspend_data"])
    assert state["items"]["item-basics"]["d"]["answers"]["pick-one"] == "option-b"
    assert reader.kept()["exit"] == "suspend"
    check(reader.calls())


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_in_another_mode_all_is_open_and_nothing_is_written(mode: str, reader: Reader) -> None:
    reader.enter_course(f"&mode={mode}")
    reader.choose_page("item-everything")
    assert reader.text("#status") == "You are reviewing this page: nothing is recorded."
    reader.choose_page("item-basics")
    assert not reader.one("#submit").is_enabled()
    reader.at_platform("document.getElementById('page').src = 'about:blank'")
    reader.until(lambda: "Terminate" in {each.name for each in reader.calls()})
    assert {each.name for each in reader.calls()} == {"Initialize", "GetValue", "Terminate"}


def test_a_course_works_without_a_platform(reader: Reader) -> None:
    reader.driver.get(f"{reader.platform.address()}package/index.html")
    assert "outside a learning platform" in reader.text("#status")
    reader.click('[data-page="item-everything"]')
    reader.driver.switch_to.frame("page")
    reader.until(lambda: reader.sees("#begin"))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_course_fits_and_axe_finds_nothing(scheme: str, width: int, reader: Reader) -> None:
    driver = reader.driver
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        reader.enter_course()
        reader.look_at_course()
        wide = driver.execute_script("return document.scrollingElement.scrollWidth")
        assert wide <= width
        driver.execute_script(AXE.read_text("utf-8"))
        script = "const done = arguments[0]; axe.run(document, {iframes: false}).then(done)"
        found = driver.execute_async_script(script)
        assert [f"{e['id']}: {e['nodes'][0]['html']}" for e in found["violations"]] == []
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
