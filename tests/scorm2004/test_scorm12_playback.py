"""The package of SCORM 1.2 for Moodle, in Chromium on a platform that knows no other version."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from scorm2004_grammar import check
from scorm2004_moves import answer_basics, answer_everything, open_everything
from scorm2004_platform import Learner, Platform, served
from scorm2004_samples import moodle_packages
from selenium import webdriver

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def moodle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("scorm12")
    with served(moodle_packages(folder)[1], folder / "served") as platform:
        yield platform


@pytest.fixture
def someone(browser: webdriver.Chrome, moodle: Platform) -> Iterator[Learner]:
    browser.switch_to.default_content()
    browser.get("about:blank")
    moodle.welcome()
    browser.get_log("browser")
    learner = Learner(browser, moodle)
    yield learner
    assert learner.console() == []
    assert moodle.missing == []


def _status(learner: Learner, item: str) -> str:
    return str(learner.platform.stored[item]["core"]["lesson_status"])


def test_a_page_waits_until_all_that_it_waits_for_is_passed(someone: Learner) -> None:
    assert someone.enter("item=item-long") == "closed"
    someone.open("item=item-intro")
    someone.until(lambda: _status(someone, "item-intro") == "completed")
    someone.open("item=item-basics")
    answer_basics(someone, "option-a", "false")
    assert _status(someone, "item-basics") == "failed"
    assert someone.enter("item=item-long") == "closed"
    someone.open("item=item-basics")
    someone.click("#retry")
    answer_basics(someone, "option-b", "true")
    assert _status(someone, "item-basics") == "passed"
    check(someone.calls())
    assert someone.enter("item=item-long") == "item-long"
    assert someone.enter("item=item-notebook") == "closed"
    assert someone.enter("item=item-everything") == "closed"


def test_a_score_is_of_a_hundred_and_the_page_decides(someone: Learner) -> None:
    someone.open("item=item-basics")
    answer_basics(someone, "option-b", "false")
    written = someone.written()
    assert written["cmi.core.score.raw"] == "75"
    assert (written["cmi.core.score.min"], written["cmi.core.score.max"]) == ("0", "100")
    assert written["cmi.core.lesson_status"] == "passed"
    recorded = someone.interactions()
    assert recorded["pick-one"]["type"] == "choice"
    assert recorded["pick-one"]["student_response"] == "b"
    assert recorded["pick-one"]["correct_responses.0.pattern"] == "b"
    assert recorded["wet"]["student_response"] == "f"
    assert recorded["wet"]["result"] == "wrong"
    someone.at_platform("document.getElementById('page').src = 'about:blank'")
    someone.until(lambda: "LMSFinish" in {each.name for each in someone.calls()})
    assert someone.written()["cmi.core.exit"] == "suspend"
    assert someone.written()["cmi.core.session_time"].startswith("0000:00:")
    check(someone.calls())


def test_every_type_of_question_is_recorded(someone: Learner) -> None:
    _pass_what_comes_before(someone)
    open_everything(someone)
    answer_everything(someone)
    someone.click("#submit")
    assert someone.written()["cmi.core.score.raw"] == "100"
    recorded = {
        each: (i["type"], i.get("student_response"), i.get("correct_responses.0.pattern"))
        for each, i in someone.interactions().items()
        if not each.startswith("bank-")
    }
    number = recorded.pop("fo")
    assert number[0] == "numeric"
    assert recorded == {
        "mc": ("choice", "a", "a"),
        "ma": ("choice", "{a,c}", "{a,c}"),
        "tf": ("true-false", "f", "f"),
        "sa": ("fill-in", "lutetia", "Paris"),
        "bl": ("fill-in", "Goat,milk", "cow,milk"),
        "dd": ("matching", "a.a,b.b", "a.a,b.b"),
        "mt": ("matching", "a.b,b.c", "a.b,b.c"),
        "or": ("sequencing", "a,b,c", "a,b,c"),
        "nu": ("numeric", "3.14", None),
        "es": ("fill-in", "Because {it} , is.", None),
    }
    results = {each["result"] for each in someone.interactions().values()}
    assert results == {"correct", "neutral"}
    check(someone.calls())


def _pass_what_comes_before(learner: Learner) -> None:
    """Let the platform know that everything before the last module is done."""
    done = {"core": {"lesson_status": "completed"}}
    pages = ("intro", "basics", "long", "notebook", "video", "audio", "lab")
    learner.platform.stored = {f"item-{each}": done for each in pages}


def test_attempts_and_scores_survive_when_answers_do_not_fit(someone: Learner) -> None:
    _pass_what_comes_before(someone)
    open_everything(someone)
    script = "const e = document.querySelector('textarea'); e.value = arguments[0];"
    event = "e.dispatchEvent(new Event('input', {bubbles: true}))"
    someone.choose("tf", "false")
    someone.driver.execute_script(f"{script} {event}", "long " * 900)
    assert "Not all answers fit" in someone.text("#status")
    kept = someone.written()["cmi.suspend_data"]
    assert len(kept) <= 4096
    assert json.loads(kept)["answers"]["tf"] == "false"
    assert "es" not in json.loads(kept)["answers"]
    check(someone.calls())


def test_saved_work_is_resumed(someone: Learner) -> None:
    someone.open("item=item-basics")
    someone.choose("pick-one", "option-b")
    someone.click("#save")
    someone.open("item=item-basics")
    assert someone.one('[name="pick-one"][value="option-b"]').is_selected()
    assert _status(someone, "item-basics") == "incomplete"
    check(someone.calls())


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_nothing_is_written_in_another_mode(mode: str, someone: Learner) -> None:
    someone.open(f"item=item-basics&mode={mode}")
    assert someone.text("#status") == "You are reviewing this page: nothing is recorded."
    assert not someone.one("#submit").is_enabled()
    someone.at_platform("document.getElementById('page').src = 'about:blank'")
    someone.until(lambda: "LMSFinish" in {each.name for each in someone.calls()})
    assert {each.name for each in someone.calls()} == {"LMSInitialize", "LMSGetValue", "LMSFinish"}


def test_a_link_to_another_page_points_to_the_menu(someone: Learner) -> None:
    someone.open("item=item-intro")
    someone.click('a[href="item-basics.html"]')
    assert someone.text("#status") == "Open “the test” from the course menu."
    assert "LMSFinish" not in {each.name for each in someone.calls()}
    assert not someone.sees("#continue")


REFUSED = [
    ("cmi.suspend_data", "x" * 4097, "406"),
    ("cmi.core.score.raw", "101", "406"),
    ("cmi.core.lesson_status", "not attempted", "406"),
    ("cmi.core.session_time", "PT5S", "406"),
    ("cmi.core.lesson_location", "x" * 256, "406"),
    ("cmi.interactions.0.student_response", "option_b", "406"),
    ("cmi.interactions.0.student_response", "a,b", "406"),
    ("cmi.interactions.0.result", "incorrect", "406"),
    ("cmi.interactions.0.latency", "PT5S", "406"),
    ("cmi.interactions.1.type", "choice", "408"),
    ("cmi.success_status", "passed", "401"),
]


@pytest.mark.parametrize(("element", "value", "error"), REFUSED)
def test_the_grammar_refuses_what_adl_or_moodle_refuses(
    element: str, value: str, error: str, someone: Learner
) -> None:
    someone.enter("item=item-intro")
    script = """
    const judge = grammars.scorm12();
    judge("cmi.interactions.0.id", "q1");
    judge("cmi.interactions.0.type", "choice");
    return judge(arguments[0], arguments[1]);
    """
    assert someone.driver.execute_script(script, element, value) == error
