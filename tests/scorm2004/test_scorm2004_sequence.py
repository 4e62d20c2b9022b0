"""A course, played in Chromium by scorm-again from page to page: what opens, what counts."""

from __future__ import annotations

import pytest
from scorm2004_grammar import check, once_each
from scorm2004_moves import answer_basics, answer_everything, go_on
from scorm2004_platform import Learner

pytestmark = pytest.mark.browser


def test_a_course_is_played_from_page_to_page(learner: Learner) -> None:
    learner.open()
    assert learner.text("h1") == "Demo “course”"
    go_on(learner, "item-intro")
    assert learner.text("h1") == "Begin <here>"
    learner.until(lambda: learner.sees("#continue"))
    assert learner.written()["cmi.completion_status"] == "completed"
    assert learner.text("#status") == "You have completed this page."
    go_on(learner, "item-basics")
    answer_basics(learner, "option-b", "true")
    go_on(learner, "item-long")
    calls = learner.calls()
    check(calls)
    for item in ("about-course", "item-intro", "item-basics"):
        once_each(calls, item)
    first = learner.at_platform("return platform.engine.getActivityTrackingData('module-one')")
    assert first["completionStatus"] == "completed"
    assert first["successStatus"] == "passed"
    assert first["score"] == 1
    assert learner.at_platform("return platform.events") == []


def test_a_link_to_a_page_that_is_closed_leads_nowhere(learner: Learner) -> None:
    learner.open("item=item-intro&closed=item-everything")
    learner.click('a[href="item-everything.html"]')
    assert "“everything” is not open yet" in learner.text("#status")
    assert "Terminate" not in {each.name for each in learner.calls()}
    assert learner.sees("#save")


def test_a_request_that_the_platform_refuses_closes_the_page(learner: Learner) -> None:
    learner.open()
    go_on(learner, "item-intro")
    learner.click('a[href="item-everything.html"]')
    assert "Your work is saved" in learner.text("#status")
    assert not learner.sees("#save, #continue, #mark")
    assert learner.at_platform("return platform.current()") == "item-intro"
    assert learner.at_platform("return platform.events") == [["NB.2.1-11", "navigation"]]
    check(learner.calls())


def test_a_module_waits_until_the_one_before_it_is_passed(learner: Learner) -> None:
    learner.open()
    go_on(learner, "item-intro")
    go_on(learner, "item-basics")
    answer_basics(learner, "option-c", "false")
    learner.click("#continue")
    assert "If nothing happens" in learner.text("#status")
    data = learner.at_platform("return platform.engine.getActivityTrackingData('module-one')")
    assert data["successStatus"] == "failed"
    assert data["score"] == 0
    assert ["SB.2.2-2", "navigation"] in learner.at_platform("return platform.events")
    assert learner.at_platform("return platform.current()") == "item-basics"


def test_a_course_is_passed_with_the_mean_of_its_tests(learner: Learner) -> None:
    learner.open()
    go_on(learner, "item-intro")
    go_on(learner, "item-basics")
    answer_basics(learner, "option-b", "false")
    go_on(learner, "item-long")
    learner.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    go_on(learner, "item-notebook")
    learner.click("#mark")
    for each in ("item-video", "item-audio"):
        go_on(learner, each)
        learner.driver.execute_script("document.scrollingElement.scrollTop = 1e6")
    go_on(learner, "item-lab")
    learner.click("#mark")
    go_on(learner, "item-everything")
    learner.click("#begin")
    answer_everything(learner)
    learner.click("#submit")
    leave = "platform.engine.SetValue('adl.nav.request', 'exitAll')"
    learner.at_platform(f"{leave}; platform.engine.Terminate('')")
    found = learner.at_platform(
        "return platform.engine.getActivityTrackingData('organization_demo')"
    )
    assert found["completionStatus"] == "completed"
    assert found["successStatus"] == "passed"
    assert found["score"] == pytest.approx((3 + 17) / 21, abs=0.001)  # weighted by points
    check(learner.calls())
