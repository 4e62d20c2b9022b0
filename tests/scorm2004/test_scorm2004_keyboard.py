"""Every package, from its first page to the last test handed in, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scorm2004_grammar import check
from scorm2004_platform import Learner, Platform, served
from scorm2004_samples import moodle_packages
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from coursewright import theme
from keyboard import Keyboard

pytestmark = pytest.mark.browser

_ORDER = ("first", "second", "third-one")
_SHOWN = """
const shown = [...document.querySelectorAll("fieldset[data-question]")].filter((e) => !e.hidden);
return shown.map((each) => each.dataset.question);
"""
_PLACES = "return [...document.querySelectorAll('.ordering li')].map((e) => e.dataset.choice);"


class Typist(Learner):
    """A learner without a mouse. look: turns to the page, only to read what it says."""

    def __init__(self, driver: webdriver.Chrome, platform: Platform) -> None:
        super().__init__(driver, platform)
        self.keys = Keyboard(driver)

    def read(self, selector: str) -> str:
        """Return what a part of the page says."""
        self.look()
        return self.text(selector)

    def await_shown(self, selector: str) -> None:
        """Wait until a control of the page is there."""
        self.look()
        self.until(lambda: self.sees(selector))

    def press(self, selector: str) -> None:
        """Wait for a button, go to it with Tab, and press it."""
        self.await_shown(selector)
        self.keys.activate(selector)

    def read_to_the_end(self) -> None:
        """Scroll down with the key, as who reads does."""
        self.look()
        self.driver.switch_to.default_content()
        self.keys.press(Keys.TAB, Keys.END)

    def delivered(self) -> str:
        """Return the item whose page is open."""
        return str(self.at_platform("return platform.current()"))

    def go_on(self, item: str) -> None:
        """Press “Continue”, which must lead to the item."""
        self.press("#continue")
        self.until(lambda: self.delivered() == item)

    def script(self, text: str) -> list[str]:
        """Read a list from the page."""
        self.look()
        return list(self.driver.execute_script(text))

    def answer_short_test(self) -> None:
        """Answer both questions rightly and hand in."""
        self.await_shown("#submit")
        self.keys.choose("pick-one", "option-b")
        self.keys.choose("wet", "true")
        self.press("#submit")

    def answer_long_test(self) -> None:
        """Start the clock, answer every question in the order in which they stand, and hand in."""
        self.press("#begin")
        self.await_shown("#submit")
        for question in self.script(_SHOWN):
            _ANSWERS.get(question, _true)(self, question)
        self.press("#submit")


def _true(one: Typist, question: str) -> None:
    one.keys.choose(question, "true")


def _chosen(*values: str) -> Callable[[Typist, str], None]:
    def choose(one: Typist, question: str) -> None:
        offered = "return [...document.querySelectorAll('[name=\"%s\"]')].map((e) => e.value);"
        for value in sorted(values, key=one.script(offered % question).index):
            one.keys.choose(question, value)

    return choose


def _typed(*texts: str) -> Callable[[Typist, str], None]:
    def fill(one: Typist, question: str) -> None:
        box = f'[data-question="{question}"]'
        for number, text in enumerate(texts):
            at = f":nth-of-type({number + 1})" if len(texts) > 1 else ""
            one.keys.type(f"{box} input{at}, {box} textarea", text)

    return fill


def _picked(**gaps: str) -> Callable[[Typist, str], None]:
    def pick(one: Typist, question: str) -> None:
        for gap, text in gaps.items():
            name = gap.replace("_", "-")
            one.keys.pick(f'[data-question="{question}"] [data-gap="{name}"]', text)

    return pick


def _sorted(one: Typist, _: str) -> None:
    for place, wanted in enumerate(_ORDER):
        steps = one.script(_PLACES).index(wanted) - place
        if steps:
            one.keys.to(f'li[data-choice="{wanted}"] [data-move="-1"]')
            one.keys.press(*([Keys.ENTER] * steps))
    assert one.script(_PLACES) == list(_ORDER)


def _formula(one: Typist, question: str) -> None:
    one.look()
    _typed(str(2 * int(one.text("[data-variable=x]")) + 1))(one, question)


def _left_open(one: Typist, question: str) -> None:
    assert "outside this page" in one.read(f'[data-question="{question}"]')


_ANSWERS: dict[str, Callable[[Typist, str], None]] = {
    "mc": _chosen("x1"),
    "ma": _chosen("some-a", "c"),
    "tf": _chosen("false"),
    "sa": _typed("Lutetia"),
    "bl": _typed("goat", "milk"),
    "dd": _picked(first="Option x-1", second="Option y"),
    "mt": _picked(p_1="Paris", p_2="Rome"),
    "or": _sorted,
    "nu": _typed("3.14"),
    "fo": _formula,
    "es": _typed("Because it is."),
    "fu": _left_open,
}


class Reader(Typist):
    """A learner in a course of one SCO, whose pages stand in a frame of the course."""

    def look(self) -> None:
        super().look()
        wanted = "document.querySelector('[data-page][aria-current=page]').dataset.page"
        page = "const d = document.getElementById('page').contentDocument;"
        ready = f"d.readyState === 'complete' && d.body && d.body.dataset.item === {wanted}"
        self.until(lambda: self.driver.execute_script(f"{page} return {ready}"))
        self.driver.switch_to.frame("page")

    def delivered(self) -> str:
        self.look()
        return str(self.driver.execute_script("return document.body.dataset.item"))


def _welcomed(someone: Typist) -> Iterator[Typist]:
    someone.driver.switch_to.default_content()
    someone.driver.get("about:blank")
    someone.platform.welcome()
    someone.driver.get_log("browser")  # type: ignore[no-untyped-call]
    yield someone
    assert someone.console() == []
    assert someone.platform.missing == []


@pytest.fixture
def typist(browser: webdriver.Chrome, platform: Platform) -> Iterator[Typist]:
    yield from _welcomed(Typist(browser, platform))


@pytest.fixture(scope="module")
def moodle(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], ...]:
    return moodle_packages(tmp_path_factory.mktemp("made"), theme.standalone_stylesheet())


@pytest.fixture
def reader(
    browser: webdriver.Chrome, moodle: tuple[dict[str, bytes], ...], tmp_path: Path
) -> Iterator[Typist]:
    with served(moodle[0], tmp_path / "served") as platform:
        yield from _welcomed(Reader(browser, platform))


@pytest.fixture
def visitor(
    browser: webdriver.Chrome, moodle: tuple[dict[str, bytes], ...], tmp_path: Path
) -> Iterator[Typist]:
    with served(moodle[1], tmp_path / "served") as platform:
        yield from _welcomed(Typist(browser, platform))


def _finish(one: Typist) -> None:
    """Go through the course with “Continue” until the last test is handed in."""
    one.go_on("item-intro")
    one.go_on("item-basics")
    one.answer_short_test()
    assert "Your score: 100 %. Passed" in one.read("#result")
    one.go_on("item-long")
    one.read_to_the_end()
    one.go_on("item-notebook")
    one.press("#mark")
    for each in ("item-video", "item-audio"):
        one.go_on(each)
        one.read_to_the_end()
    one.go_on("item-lab")
    one.press("#mark")
    one.go_on("item-everything")
    one.answer_long_test()
    assert "Your score: 100 %." in one.read("#result")


def test_a_course_is_finished_on_a_platform_that_sequences(typist: Typist) -> None:
    typist.enter("")
    _finish(typist)
    check(typist.calls())


def test_a_course_of_one_sco_is_finished_and_passed(reader: Typist) -> None:
    reader.enter("item=course")
    _finish(reader)
    written = reader.written()
    assert written["cmi.completion_status"] == "completed"
    assert written["cmi.success_status"] == "passed"
    check(reader.calls())


def test_the_list_of_contents_of_one_sco_is_used_by_keyboard(reader: Typist) -> None:
    reader.enter("item=course")
    reader.look()
    reader.keys.activate('[data-page="item-basics"]')
    reader.until(lambda: reader.delivered() == "item-basics")
    reader.keys.activate('[data-page="item-everything"]')
    Learner.look(reader)
    assert "not open yet" in reader.text("#status")
    assert reader.delivered() == "item-basics"


def test_every_test_of_scorm_12_is_handed_in(visitor: Typist) -> None:
    """The platform's own list of contents leads from page to page: it is no part of the package."""
    for item, act in (
        ("item-intro", Typist.read_to_the_end),
        ("item-basics", Typist.answer_short_test),
        ("item-long", Typist.read_to_the_end),
        ("item-notebook", lambda one: one.press("#mark")),
        ("item-everything", Typist.answer_long_test),
    ):
        assert visitor.enter(f"item={item}") == item
        act(visitor)
        visitor.until(lambda: _status(visitor) in ("completed", "passed"))
    assert "Your score: 100 %." in visitor.read("#result")
    check(visitor.calls())


def _status(one: Typist) -> str:
    kept = one.platform.stored.get(str(one.at_platform("return platform.current()")), {})
    return str(kept.get("core", {}).get("lesson_status"))


def test_a_screen_reader_is_told_the_result_of_a_test(typist: Typist) -> None:
    """WCAG 4.1.3: what the test says stands in a live region of the accessibility tree."""
    driver = typist.driver
    driver.get(f"{typist.platform.address()}package/pages/item-basics.html")
    for given, told in (("option-b", "One question has no answer yet."), ("", "Your score: 75 %.")):
        if given:
            typist.keys.choose("pick-one", given)
        typist.keys.activate("#submit")
        nodes = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        live = [node for node in nodes if _property(node, "live") == "polite"]
        said = [_heard(node, by_id) for node in live]
        assert any(told in each for each in said), said


def _property(node: dict[str, Any], name: str) -> object:
    listed = {each["name"]: each["value"].get("value") for each in node.get("properties", ())}
    return listed.get(name)


def _heard(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> str:
    inner = [_heard(by_id[child], by_id) for child in node.get("childIds", ()) if child in by_id]
    text = node.get("name", {}).get("value", "") if not node.get("childIds") else ""
    return f"{text}{' '.join(inner)}"
