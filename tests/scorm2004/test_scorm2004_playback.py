"""The package, played in Chromium by scorm-again: what learners see and what platforms record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from scorm2004_platform import Call, Learner, Platform, chromium, served
from scorm2004_samples import members, package, rich
from selenium import webdriver
from selenium.webdriver.common.by import By

from coursewright import theme
from coursewright_packaging.scorm2004.course import Completes, Pool, Sco, ScormCourse, Test
from coursewright_packaging.scorm2004.write import archive
from coursewright_packaging.vocabulary.questions import QuizSettings, TrueFalse

pytestmark = pytest.mark.browser

# What both ADL's and Moodle's data models accept; scorm-again accepts more.
_SHORT = r"[\w.]{1,250}"
_NUMBER = r"-?\d{1,5}(\.\d+)?"
_GRAMMAR = {
    r"cmi\.session_time": r"PT\d+S",
    r"cmi\.location": r".{0,1000}",
    r"cmi\.suspend_data": r".{0,64000}",
    r"cmi\.exit": r"suspend|normal",
    r"cmi\.completion_status": r"completed|incomplete",
    r"cmi\.success_status": r"passed|failed",
    r"cmi\.progress_measure": r"0(\.\d+)?|1(\.0+)?",
    r"cmi\.score\.scaled": r"-?0(\.\d+)?|-?1(\.0+)?",
    r"cmi\.score\.(raw|min|max)": _NUMBER,
    r"cmi\.interactions\.\d+\.id": r"\S{1,4000}",
    r"cmi\.interactions\.\d+\.type": r"true-false|choice|fill-in|long-fill-in|matching|sequencing"
    r"|numeric",
    r"cmi\.interactions\.\d+\.timestamp": r"20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d",
    r"cmi\.interactions\.\d+\.weighting": _NUMBER,
    r"cmi\.interactions\.\d+\.result": rf"correct|incorrect|neutral|{_NUMBER}",
    r"cmi\.interactions\.\d+\.description": r".{0,250}",
    r"adl\.nav\.request": r"continue|suspendAll|\{target=[\w-]+\}choice",
}
_RESPONSES = {
    "true-false": r"true|false",
    "choice": rf"{_SHORT}(\[,\]{_SHORT}){{0,35}}",
    "fill-in": r"[^\[\]]{0,250}(\[,\][^\[\]]{0,250}){0,9}",
    "long-fill-in": r".{0,4000}",
    "matching": rf"{_SHORT}\[\.\]{_SHORT}(\[,\]{_SHORT}\[\.\]{_SHORT}){{0,35}}",
    "sequencing": rf"{_SHORT}(\[,\]{_SHORT}){{0,35}}",
    "numeric": r"-?\d+(\.\d+)?",
}
_PATTERNS = _RESPONSES | {
    "fill-in": r"(\{case_matters=(true|false)\})?(\{order_matters=true\})?" + _RESPONSES["fill-in"],
    "numeric": rf"({_NUMBER})?\[:\]({_NUMBER})?",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with chromium() as driver:
        driver.set_window_size(1280, 900)
        yield driver


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
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


def _check(calls: tuple[Call, ...]) -> None:
    """Assert that calls come in order, succeed, and write only what every platform accepts."""
    for each in calls:
        # 403: nothing has been stored under this name yet.
        assert each.error in (("0", "403") if each.name == "GetValue" else ("0",)), each
        if each.name != "GetValue":
            assert each.value == "true", each
    types: dict[str, str] = {}
    for name, value in (each.given for each in calls if each.name == "SetValue"):
        number = name.rpartition("interactions.")[2].partition(".")[0]
        if name.endswith(".type"):
            types[number] = value
        if name.endswith((".learner_response", ".pattern")):
            forms = _RESPONSES if name.endswith("response") else _PATTERNS
            assert re.fullmatch(forms[types[number]], value), (name, value)
        else:
            form = next(form for key, form in _GRAMMAR.items() if re.fullmatch(key, name))
            assert re.fullmatch(form, value), (name, value)


def _once_each(calls: tuple[Call, ...], item: str) -> list[str]:
    names = [each.name for each in calls if each.item == item]
    assert names[0] == "Initialize"
    assert names[-1] == "Terminate"
    assert names.count("Initialize") == names.count("Terminate") == 1
    return names


def _answer_basics(learner: Learner, option: str, truth: str) -> None:
    learner.choose("pick-one", option)
    learner.choose("wet", truth)
    learner.click("#submit")


def _arrive(learner: Learner, item: str) -> None:
    learner.until(lambda: learner.at_platform("return platform.current()") == item)
    learner.look()


def _continue(learner: Learner, item: str) -> None:
    learner.until(lambda: learner.sees("#continue"))
    learner.click("#continue")
    _arrive(learner, item)


def test_a_course_is_played_from_page_to_page(learner: Learner) -> None:
    learner.open()
    assert learner.text("h1") == "Begin <here>"
    learner.until(lambda: learner.sees("#continue"))
    assert learner.written()["cmi.completion_status"] == "completed"
    assert learner.text("#status") == "You have completed this page."
    _continue(learner, "item-basics")
    _answer_basics(learner, "option-b", "true")
    _continue(learner, "item-long")
    calls = learner.calls()
    _check(calls)
    for item in ("item-intro", "item-basics"):
        _once_each(calls, item)
    first = learner.at_platform("return platform.engine.getActivityTrackingData('module-one')")
    assert first["completionStatus"] == "completed"
    assert first["successStatus"] == "passed"
    assert first["score"] == 1
    assert learner.at_platform("return platform.events") == []


def test_a_link_to_a_page_that_is_closed_leads_nowhere(learner: Learner) -> None:
    learner.open("closed=item-everything")
    learner.click('a[href="item-everything.html"]')
    assert "“everything” is not open yet" in learner.text("#status")
    assert "Terminate" not in {each.name for each in learner.calls()}
    assert learner.sees("#save")


def test_a_request_that_the_platform_refuses_closes_the_page(learner: Learner) -> None:
    learner.open()
    learner.click('a[href="item-everything.html"]')
    assert "Your work is saved" in learner.text("#status")
    assert not learner.sees("#save, #continue, #mark")
    assert learner.at_platform("return platform.current()") == "item-intro"
    assert learner.at_platform("return platform.events") == [["NB.2.1-11", "navigation"]]
    _check(learner.calls())


def test_a_module_waits_until_the_one_before_it_is_passed(learner: Learner) -> None:
    learner.open()
    _continue(learner, "item-basics")
    _answer_basics(learner, "option-c", "false")
    learner.click("#continue")
    assert "If nothing happens" in learner.text("#status")
    data = learner.at_platform("return platform.engine.getActivityTrackingData('module-one')")
    assert data["successStatus"] == "failed"
    assert data["score"] == 0
    assert ["SB.2.2-2", "navigation"] in learner.at_platform("return platform.events")
    assert learner.at_platform("return platform.current()") == "item-basics"


def test_a_course_is_passed_with_the_mean_of_its_tests(learner: Learner) -> None:
    learner.open()
    _continue(learner, "item-basics")
    _answer_basics(learner, "option-b", "false")
    _continue(learner, "item-long")
    learner.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    _continue(learner, "item-notebook")
    learner.click("#mark")
    for each in ("item-video", "item-audio"):
        _continue(learner, each)
        learner.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    _continue(learner, "item-lab")
    learner.click("#mark")
    _continue(learner, "item-everything")
    _answer_everything(learner)
    learner.click("#submit")
    leave = "platform.engine.SetValue('adl.nav.request', 'exitAll')"
    learner.at_platform(f"{leave}; platform.engine.Terminate('')")
    found = learner.at_platform(
        "return platform.engine.getActivityTrackingData('organization_demo')"
    )
    assert found["completionStatus"] == "completed"
    assert found["successStatus"] == "passed"
    assert found["score"] == pytest.approx((3 + 17) / 21, abs=0.001)  # weighted by points
    _check(learner.calls())


@pytest.mark.parametrize(
    ("option", "truth", "scaled", "raw", "success", "said"),
    [
        ("option-b", "true", "1.0000", "4", "passed", "100 %. Passed (pass mark 70 %)"),
        ("option-b", "false", "0.7500", "3", "passed", "75 %. Passed (pass mark 70 %)"),
        ("option-a", "true", "0.2500", "1", "failed", "25 %. Not passed (pass mark 70 %)"),
        ("option-a", "false", "0.0000", "0", "failed", "0 %. Not passed (pass mark 70 %)"),
    ],
)
def test_a_test_is_scored_and_recorded(
    option: str, truth: str, scaled: str, raw: str, success: str, said: str, learner: Learner
) -> None:
    learner.open("item=item-basics")
    _answer_basics(learner, option, truth)
    written = learner.written()
    assert written["cmi.score.scaled"] == scaled
    assert written["cmi.score.raw"] == raw
    assert (written["cmi.score.min"], written["cmi.score.max"]) == ("0", "4")
    assert written["cmi.success_status"] == success
    assert written["cmi.completion_status"] == "completed"
    assert said in learner.text("#result")
    recorded = learner.interactions()
    assert list(recorded) == ["pick-one", "wet"]
    picked = recorded["pick-one"]
    assert picked["type"] == "choice"
    assert picked["correct_responses.0.pattern"] == "option_b"
    assert picked["learner_response"] == option.replace("-", "_")
    assert picked["weighting"] == "3"
    assert picked["result"] == ("correct" if option == "option-b" else "incorrect")
    assert recorded["wet"]["learner_response"] == truth
    assert recorded["wet"]["result"] == ("correct" if truth == "true" else "incorrect")
    _check(learner.calls())
    kept = learner.platform.stored["item-basics"]
    assert kept["score"]["raw"] == raw
    assert kept["success_status"] == success


def test_feedback_tells_what_was_right(learner: Learner) -> None:
    learner.open("item=item-basics")
    assert not learner.sees("[data-when], [data-verdict]")
    _answer_basics(learner, "option-a", "true")
    first = learner.text('[data-question="pick-one"]')
    assert "Not correct" in first
    assert "Not a." in first
    assert "Not yet." in first
    assert "See page 1." in first
    assert "Yes, b." not in first
    assert "Well done." not in first
    assert "Correct" in learner.text('[data-question="wet"]')
    assert "It is." in learner.text('[data-question="wet"]')
    assert not learner.one('[data-question="wet"] input').is_enabled()


def test_the_best_of_several_attempts_counts(learner: Learner) -> None:
    learner.open("item=item-basics")
    _answer_basics(learner, "option-b", "false")
    assert "Attempts left: 2." in learner.text("#result")
    learner.click("#retry")
    assert not learner.sees("[data-when], [data-verdict]")
    _answer_basics(learner, "option-a", "true")
    assert "25 %. Not passed" in learner.text("#result")
    assert learner.written()["cmi.score.scaled"] == "0.7500"
    assert learner.written()["cmi.success_status"] == "passed"
    learner.click("#retry")
    _answer_basics(learner, "option-b", "true")
    assert learner.written()["cmi.score.scaled"] == "1.0000"
    assert not learner.sees("#retry")
    _check(learner.calls())


def test_an_open_question_is_pointed_out_once(learner: Learner) -> None:
    learner.open("item=item-basics")
    learner.choose("wet", "true")
    learner.click("#submit")
    assert "One question has no answer yet." in learner.text("#result")
    assert "cmi.score.raw" not in learner.written()
    learner.click("#submit")
    assert learner.written()["cmi.score.raw"] == "1"
    assert "learner_response" not in learner.interactions()["pick-one"]
    _check(learner.calls())


def _answer_everything(learner: Learner) -> None:
    learner.choose("mc", "x1")
    learner.choose("ma", "some-a", "c")
    learner.choose("tf", "false")
    learner.type("sa", " lutetia ")
    learner.type("bl", "Goat", "animal")
    learner.type("bl", "milk", "food")
    learner.pick("dd", "first", "Option x-1")
    learner.pick("dd", "second", "Option y")
    learner.pick("mt", "p-1", "Paris")
    learner.pick("mt", "p-2", "Rome")
    order = ["first", "second", "third-one"]
    for place, wanted in enumerate(order):
        script = "return [...document.querySelectorAll('.ordering li')].map(e => e.dataset.choice)"
        for _ in range(learner.driver.execute_script(script).index(wanted) - place):
            learner.click(f'.ordering li[data-choice="{wanted}"] [data-move="-1"]')
    learner.type("nu", "3,14")
    learner.type("fo", str(2 * int(learner.text("[data-variable=x]")) + 1))
    learner.type("es", "Because {it} [,] is.")
    for box in ("bank-0", "bank-1", "bank-2"):
        if learner.sees(f'[data-question="{box}"]'):
            learner.choose(box, "true")


def test_every_type_of_question_is_judged_and_recorded(learner: Learner) -> None:
    learner.open("item=item-everything")
    shown = sum(learner.sees(f'[data-question="bank-{n}"]') for n in range(3))
    assert shown == 2
    _answer_everything(learner)
    learner.click("#submit")
    written = learner.written()
    assert written["cmi.score.scaled"] == "1.0000"
    assert written["cmi.score.raw"] == written["cmi.score.max"] == "17"
    assert written["cmi.success_status"] == "passed"
    recorded = {each: (i["type"], i["result"]) for each, i in learner.interactions().items()}
    drawn = {each: recorded.pop(each) for each in list(recorded) if each.startswith("bank-")}
    assert list(drawn.values()) == [("true-false", "correct")] * 2
    assert recorded == {
        "mc": ("choice", "correct"),
        "ma": ("choice", "correct"),
        "tf": ("true-false", "correct"),
        "sa": ("fill-in", "correct"),
        "bl": ("fill-in", "correct"),
        "dd": ("matching", "correct"),
        "mt": ("matching", "correct"),
        "or": ("sequencing", "correct"),
        "nu": ("numeric", "correct"),
        "fo": ("numeric", "correct"),
        "es": ("long-fill-in", "neutral"),
    }
    assert learner.interactions()["or"]["learner_response"] == "first[,]second[,]third_one"
    _check(learner.calls())


def test_wrong_and_missing_answers_earn_nothing(learner: Learner) -> None:
    learner.open("item=item-everything")
    learner.choose("mc", "x2")
    learner.choose("ma", "some-b")
    learner.choose("tf", "true")
    learner.type("sa", "{x}[,]y")
    learner.type("bl", "[.]", "animal")
    learner.pick("dd", "first", "Option y")
    learner.pick("mt", "p-1", "Rome")
    learner.type("nu", "three")
    learner.click("#submit")
    learner.click("#submit")
    right = {each for each, i in learner.interactions().items() if i["result"] == "correct"}
    assert right <= {"or"}  # chance may have put it in order
    assert float(learner.written()["cmi.score.raw"]) == len(right)
    _check(learner.calls())


def test_part_of_an_answer_earns_part_of_the_points(learner: Learner) -> None:
    learner.open("item=item-everything")
    learner.choose("ma", "some-a")
    learner.type("bl", "cow", "animal")
    learner.click("#submit")
    learner.click("#submit")
    recorded = learner.interactions()
    assert recorded["ma"]["result"] == "0.5000"
    assert recorded["bl"]["result"] == "0.5000"
    assert "Partly correct" in learner.text('[data-question="ma"]')
    _check(learner.calls())


def test_the_model_answer_of_an_essay_is_not_in_the_page(learner: Learner) -> None:
    learner.open("item=item-everything")
    assert "SECRET" not in learner.driver.page_source


def test_saved_work_is_resumed(learner: Learner) -> None:
    learner.open()
    learner.click('a[href="item-basics.html"]')
    _arrive(learner, "item-basics")
    learner.choose("pick-one", "option-b")
    learner.click("#save")
    assert "Saved" in learner.text("#status")
    assert not learner.one('[name="wet"]').is_enabled()
    assert not learner.one("#submit").is_enabled()
    _once_each(learner.calls(), "item-basics")
    _check(learner.calls())
    assert learner.written()["adl.nav.request"] == "suspendAll"
    learner.until(lambda: learner.platform.state)
    assert learner.platform.stored["item-basics"]["exit"] == "suspend"
    learner.open()
    assert learner.at_platform("return platform.current()") == "item-basics"
    learner.look()
    calls = learner.calls()
    assert ("GetValue", ("cmi.entry",), "resume") in {(c.name, c.given, c.value) for c in calls}
    assert learner.one('[name="pick-one"][value="option-b"]').is_selected()
    learner.choose("wet", "true")
    learner.click("#submit")
    assert learner.written()["cmi.score.scaled"] == "1.0000"
    _check(learner.calls())


def test_a_test_that_was_handed_in_is_shown_again_as_it_was(learner: Learner) -> None:
    learner.open("item=item-basics")
    _answer_basics(learner, "option-a", "true")
    learner.open("item=item-basics")
    assert "25 %. Not passed" in learner.text("#result")
    assert "Not a." in learner.text('[data-question="pick-one"]')
    assert not learner.one('[name="wet"]').is_enabled()
    assert learner.sees("#retry")
    written = learner.written()
    assert "cmi.completion_status" not in written
    assert not any(name.startswith("cmi.score") for name in written)


def test_the_order_and_the_draw_stay_when_a_test_is_resumed(learner: Learner) -> None:
    shown = "document.querySelectorAll('fieldset:not([hidden]) input, .ordering li')"
    script = f"return [...{shown}].map(e => e.id + e.dataset.choice)"
    learner.open("item=item-everything")
    before = learner.driver.execute_script(script)
    learner.type("sa", "Par")
    learner.click("#save")
    learner.open("item=item-everything")
    assert learner.driver.execute_script(script) == before
    assert learner.one('[data-question="sa"] input').get_attribute("value") == "Par"


def test_a_long_page_is_completed_at_its_end_and_opens_where_it_was_left(
    learner: Learner,
) -> None:
    learner.open("item=item-long")
    assert learner.written()["cmi.completion_status"] == "incomplete"
    assert learner.sees("#mark")
    scroll = "document.scrollingElement.scrollTop = document.scrollingElement.scrollHeight * "
    learner.driver.execute_script(f"{scroll} 0.4")
    learner.until(lambda: "cmi.location" in learner.written())
    progress = float(learner.written()["cmi.progress_measure"])
    assert 0.3 < progress < 0.9
    learner.click("#save")
    learner.open("item=item-long")
    top = learner.driver.execute_script("return document.scrollingElement.scrollTop")
    assert top > 300
    learner.driver.execute_script(f"{scroll} 1")
    learner.until(lambda: learner.written().get("cmi.completion_status") == "completed")
    assert learner.written()["cmi.success_status"] == "passed"
    assert not learner.sees("#mark")
    _check(learner.calls())


def test_work_is_complete_when_the_learner_says_so(learner: Learner) -> None:
    learner.open("item=item-essay")
    assert learner.written()["cmi.completion_status"] == "incomplete"
    learner.click("#mark")
    assert learner.written()["cmi.completion_status"] == "completed"
    assert learner.platform.stored["item-essay"]["completion_status"] == "completed"
    assert "cmi.score.raw" not in learner.written()
    _check(learner.calls())


@pytest.mark.parametrize("mode", ["review", "browse"])
@pytest.mark.parametrize("item", ["item-basics", "item-long", "item-essay", "item-intro"])
def test_nothing_is_written_in_another_mode(mode: str, item: str, learner: Learner) -> None:
    learner.open(f"item={item}&mode={mode}")
    assert learner.text("#status") == "You are reviewing this page: nothing is recorded."
    assert not learner.sees("#mark, #save")
    if item == "item-basics":
        assert not learner.one("#submit").is_enabled()
        assert not learner.one('[name="wet"]').is_enabled()
    learner.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    learner.at_platform("document.getElementById('page').src = 'about:blank'")
    learner.until(lambda: "Terminate" in {each.name for each in learner.calls()})
    assert {each.name for each in learner.calls()} == {"Initialize", "GetValue", "Terminate"}
    assert learner.platform.stored.get(item, {}).get("completion_status") != "completed"


def test_a_window_that_is_left_keeps_its_work(learner: Learner) -> None:
    learner.open("item=item-basics")
    learner.choose("pick-one", "option-b")
    learner.at_platform("document.getElementById('page').src = 'about:blank'")
    learner.until(lambda: "Terminate" in {each.name for each in learner.calls()})
    _check(learner.calls())
    _once_each(learner.calls(), "item-basics")
    assert "option-b" in learner.platform.stored["item-basics"]["suspend_data"]
    assert learner.platform.stored["item-basics"]["exit"] == "suspend"


def test_typing_is_committed_after_a_pause_not_at_every_key(learner: Learner) -> None:
    learner.open("item=item-everything")
    learner.type("es", "A sentence of some forty characters, more.")
    learner.until(lambda: "sentence" in learner.platform.stored["item-everything"]["suspend_data"])
    commits = [each for each in learner.calls() if each.name == "Commit"]
    assert len(commits) < 10


def test_work_that_is_not_saved_is_said_so(learner: Learner) -> None:
    learner.open("item=item-basics")
    learner.platform.fails = True
    learner.choose("wet", "true")
    learner.until(lambda: "Not saved" in learner.text("#status"))
    learner.click("#save")
    assert "Not saved" in learner.text("#status")
    assert "Terminate" not in {each.name for each in learner.calls()}
    learner.platform.fails = False
    learner.click("#save")
    assert "Saved" in learner.text("#status")
    assert "true" in learner.platform.stored["item-basics"]["suspend_data"]


def test_the_api_is_found_in_the_window_that_opened_the_page(learner: Learner) -> None:
    driver = learner.driver
    driver.get(f"{learner.platform.address()}index.html?item=item-basics&window=1")
    home = driver.current_window_handle
    learner.until(lambda: len(driver.window_handles) == 2)
    (page,) = set(driver.window_handles) - {home}
    driver.switch_to.window(page)
    learner.until(lambda: learner.sees("#save"))
    learner.choose("pick-one", "option-b")
    learner.choose("wet", "true")
    learner.click("#submit")
    assert "100 %" in learner.text("#result")
    driver.close()
    driver.switch_to.window(home)
    assert learner.written()["cmi.success_status"] == "passed"
    learner.until(lambda: "Terminate" in {each.name for each in learner.calls()})
    _check(learner.calls())


def test_a_page_of_another_site_is_no_platform(learner: Learner) -> None:
    learner.driver.get(f"{learner.platform.address('localhost')}stranger")
    learner.driver.switch_to.frame("page")
    learner.until(lambda: "outside a learning platform" in learner.text("#status"))
    assert not learner.sees("#save")


def test_a_page_works_without_a_platform(learner: Learner) -> None:
    learner.driver.get(f"{learner.platform.address()}package/pages/item-basics.html")
    assert "outside a learning platform" in learner.text("#status")
    _answer_basics(learner, "option-b", "true")
    assert "100 %" in learner.text("#result")
    learner.driver.get(f"{learner.platform.address()}package/pages/item-intro.html")
    learner.click('a[href="item-basics.html"]')
    assert learner.text("h1") == "Basics"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("item", ["item-intro", "item-everything", "item-video", "item-lab"])
def test_pages_fit_and_can_be_read(item: str, scheme: str, width: int, learner: Learner) -> None:
    driver = learner.driver
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        learner.open(f"item={item}")
        wide = driver.execute_script("return document.scrollingElement.scrollWidth")
        assert wide <= width
        assert learner.sees("#save")
        assert _contrast(learner, "body", ".sco-bar") >= 7
        for selector in ("#status", "#save", "button[type=submit]", ".crumbs", "legend"):
            if learner.sees(selector):
                assert _contrast(learner, selector, selector) >= 4.5, selector
        ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (_luminance(ground) > 0.5) == (scheme == "light")
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


_GROUND = """
let element = document.querySelector(arguments[0]);
while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") {
  element = element.parentElement;
}
return getComputedStyle(element).backgroundColor;
"""


def _contrast(learner: Learner, text: str, ground: str) -> float:
    colour = "return getComputedStyle(document.querySelector(arguments[0])).color"
    pair = (
        _luminance(learner.driver.execute_script(colour, text)),
        _luminance(learner.driver.execute_script(_GROUND, ground)),
    )
    return (max(pair) + 0.05) / (min(pair) + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(…)` (WCAG 2.2)."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_headings_do_not_skip_a_level(learner: Learner) -> None:
    script = "return [...document.querySelectorAll('h1,h2,h3,h4')].map(e => Number(e.tagName[1]))"
    for item in ("item-intro", "item-lab", "item-everything", "item-site"):
        learner.open(f"item={item}")
        levels = learner.driver.execute_script(script)
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (item, levels)


def test_two_draws_from_one_bank_show_no_question_twice(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    bank = tuple(
        TrueFalse(id=f"bank-{n}", title=f"B{n}", stem=rich(f"Bank {n}"), answer=True)
        for n in range(4)
    )
    test = Test((Pool(bank, 2, 1.0), Pool(bank, 1, 5.0)), QuizSettings())
    sco = Sco(id="draws", title="Draws", body="", completes=Completes.SUBMIT, test=test, weight=1.0)
    course = ScormCourse(id="demo", title="Demo", activities=(sco,))
    with served(members(archive(course), tmp_path / "made"), tmp_path / "served") as platform:
        learner = Learner(browser, platform)
        learner.open("item=draws")
        boxes = browser.find_elements(By.CSS_SELECTOR, "fieldset")
        shown = [each for each in boxes if each.is_displayed()]
        assert len(shown) == 3
        assert [each.find_element(By.CSS_SELECTOR, ".points").text for each in shown] == [
            "1 point",
            "1 point",
            "5 points",
        ]
        for each in shown:
            learner.choose(str(each.get_attribute("data-question")), "true")
        learner.click("#submit")
        assert learner.written()["cmi.score.raw"] == learner.written()["cmi.score.max"] == "7"
        assert learner.console() == []
