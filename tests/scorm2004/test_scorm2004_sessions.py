"""One page and its platform: finding it, saving, resuming, reviewing, losing it."""

from __future__ import annotations

import pytest
from scorm2004_grammar import check, once_each
from scorm2004_moves import answer_basics, arrive, go_on, open_everything
from scorm2004_platform import Learner

pytestmark = pytest.mark.browser


def test_saved_work_is_resumed(learner: Learner) -> None:
    learner.open()
    go_on(learner, "item-intro")
    learner.click('a[href="item-basics.html"]')
    arrive(learner, "item-basics")
    learner.choose("pick-one", "option-b")
    learner.click("#save")
    assert "Saved" in learner.text("#status")
    assert not learner.one('[name="wet"]').is_enabled()
    assert not learner.one("#submit").is_enabled()
    once_each(learner.calls(), "item-basics")
    check(learner.calls())
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
    check(learner.calls())


def test_a_test_that_was_handed_in_is_shown_again_as_it_was(learner: Learner) -> None:
    learner.open("item=item-basics")
    answer_basics(learner, "option-a", "true")
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
    open_everything(learner)
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
    check(learner.calls())


def test_work_is_complete_when_the_learner_says_so(learner: Learner) -> None:
    learner.open("item=item-essay")
    assert learner.written()["cmi.completion_status"] == "incomplete"
    learner.click("#mark")
    assert learner.written()["cmi.completion_status"] == "completed"
    assert learner.platform.stored["item-essay"]["completion_status"] == "completed"
    assert "cmi.score.raw" not in learner.written()
    check(learner.calls())


def test_a_page_that_is_finished_is_left_for_good(learner: Learner) -> None:
    learner.open("item=item-essay")
    assert learner.written()["cmi.exit"] == "suspend"
    learner.click("#mark")
    learner.at_platform("document.getElementById('page').src = 'about:blank'")
    learner.until(lambda: "Terminate" in {each.name for each in learner.calls()})
    assert learner.written()["cmi.exit"] == "normal"
    check(learner.calls())


def test_a_test_stays_suspended_since_its_attempts_are_counted(learner: Learner) -> None:
    learner.open("item=item-basics")
    answer_basics(learner, "option-b", "true")
    learner.at_platform("document.getElementById('page').src = 'about:blank'")
    learner.until(lambda: "Terminate" in {each.name for each in learner.calls()})
    assert learner.platform.stored["item-basics"]["exit"] == "suspend"


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
    check(learner.calls())
    once_each(learner.calls(), "item-basics")
    # What a window sends as it goes may arrive later than it is gone.
    learner.until(lambda: "option-b" in learner.platform.stored["item-basics"]["suspend_data"])
    assert learner.platform.stored["item-basics"]["exit"] == "suspend"


def test_typing_is_committed_after_a_pause_not_at_every_key(learner: Learner) -> None:
    open_everything(learner)
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
    check(learner.calls())


def test_a_page_of_another_site_is_no_platform(learner: Learner) -> None:
    learner.driver.get(f"{learner.platform.address('localhost')}stranger")
    learner.driver.switch_to.frame("page")
    learner.until(lambda: "outside a learning platform" in learner.text("#status"))
    assert not learner.sees("#save")


def test_a_page_works_without_a_platform(learner: Learner) -> None:
    learner.driver.get(f"{learner.platform.address()}package/pages/item-basics.html")
    assert "outside a learning platform" in learner.text("#status")
    answer_basics(learner, "option-b", "true")
    assert "100 %" in learner.text("#result")
    learner.driver.get(f"{learner.platform.address()}package/pages/item-intro.html")
    learner.click('a[href="item-basics.html"]')
    assert learner.text("h1") == "Basics"
