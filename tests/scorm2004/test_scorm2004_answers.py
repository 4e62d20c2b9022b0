"""What learners see and what is recorded of their answers, by the settings of the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scorm2004_grammar import check
from scorm2004_moves import answer_everything, open_everything
from scorm2004_platform import Learner, served
from scorm2004_questions import choice, rich, truth
from scorm2004_samples import packed
from selenium import webdriver

from coursewright_packaging.scorm2004.course import Completes, Sco, ScormCourse, Test
from coursewright_packaging.vocabulary import questions as q

pytestmark = pytest.mark.browser


@contextmanager
def _taking(
    browser: webdriver.Chrome, folder: Path, *questions: q.Question[Any], **settings: Any
) -> Iterator[Learner]:
    """Give a learner a course of one test, open on the platform."""
    test = Test(questions, q.QuizSettings(**settings))
    sco = Sco(id="item-test", title="Test", body="", completes=Completes.SUBMIT, test=test)
    course = ScormCourse(id="demo", title="Demo", activities=(replace(sco, weight=1.0),))
    with served(packed(course, folder / "made"), folder / "served") as platform:
        learner = Learner(browser, platform)
        learner.open("item=item-test")
        yield learner
        check(learner.calls())
        assert learner.console() == []


def _plain() -> q.MultipleChoice[Any]:
    return replace(choice(), stem=rich("Pick."))


def _wrong(learner: Learner) -> None:
    learner.choose("pick-one", "option-a")
    learner.choose("wet", "false")
    learner.click("#submit")


def test_right_answers_of_every_type_are_shown(learner: Learner) -> None:
    open_everything(learner)
    learner.choose("tf", "true")
    learner.click("#submit")
    learner.click("#submit")
    told = {
        each: learner.text(f'[data-question="{each}"] .solution').splitlines()
        for each in ("mc", "ma", "tf", "sa", "bl", "dd", "mt", "nu")
    }
    assert told == {
        "mc": ["Right answer:", "Option x1"],
        "ma": ["Right answer:", "Option some-a", "Option c"],
        "tf": ["Right answer:", "False"],
        "sa": ["Right answer:", "Paris"],
        "bl": ["Right answer:", "cow", "milk"],
        "dd": ["Right answer:", "Option x-1", "Option y"],
        "mt": ["Right answer:", "France → Paris", "Italy → Rome"],
        "nu": ["Right answer:", "3.13 – 3.15"],
    }
    assert not learner.sees('[data-question="es"] .solution')


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        ("after-submission", (True, True)),
        ("after-last-attempt", (False, True)),
        ("after-due", (False, True)),
        ("never", (False, False)),
    ],
)
def test_the_policy_says_when_right_answers_are_shown(
    policy: str, after: tuple[bool, bool], browser: webdriver.Chrome, tmp_path: Path
) -> None:
    with _taking(browser, tmp_path, _plain(), truth(), attempts=2, show_answers=policy) as learner:
        _wrong(learner)
        assert learner.sees(".solution") is after[0]
        assert "Not yet." in learner.text('[data-question="pick-one"]')
        learner.click("#retry")
        assert not learner.sees(".solution")
        _wrong(learner)
        assert learner.sees(".solution") is after[1]
        assert not learner.sees("#retry")


def test_the_last_or_the_mean_score_counts_when_the_author_says_so(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    for keep, scaled in (("latest", "0.0000"), ("average", "0.5000"), ("highest", "1.0000")):
        folder = tmp_path / keep
        with _taking(browser, folder, _plain(), truth(), keep=keep) as learner:
            learner.choose("pick-one", "option-b")
            learner.choose("wet", "true")
            learner.click("#submit")
            learner.click("#retry")
            _wrong(learner)
            assert learner.written()["cmi.score.scaled"] == scaled


def test_the_time_from_a_question_to_its_first_answer_is_recorded(learner: Learner) -> None:
    learner.open("item=item-basics")
    learner.choose("wet", "true")
    learner.click("#submit")
    learner.click("#submit")
    recorded = learner.interactions()
    assert recorded["wet"]["latency"].startswith("PT")
    assert "latency" not in recorded["pick-one"]
    check(learner.calls())


def test_answers_that_a_strict_platform_refuses_are_recorded_otherwise(learner: Learner) -> None:
    open_everything(learner)
    learner.type("es", "{lang=xx} One.\nTwo.")
    learner.type("nu", "1234567.5")
    learner.type("sa", "{a}")
    learner.click("#submit")
    learner.click("#submit")
    recorded = learner.interactions()
    assert recorded["es"]["learner_response"] == "(lang=xx} One. Two."
    assert recorded["nu"]["type"] == "fill-in"
    assert recorded["nu"]["learner_response"] == "1234567.5"
    assert recorded["sa"]["learner_response"] == "(a}"
    check(learner.calls())


def test_questions_are_hidden_until_the_clock_is_started(learner: Learner) -> None:
    learner.open("item=item-everything")
    assert learner.text("#time").startswith("Time limit: 9 minutes.")
    assert not learner.sees("fieldset, #submit")
    learner.click("#begin")
    assert learner.sees('[data-question="mc"]')
    assert learner.text("#time") in ("Time left: 9:00", "Time left: 8:59")
    check(learner.calls())


@contextmanager
def _later(learner: Learner, seconds: int) -> Iterator[None]:
    """Let the learner's computer say that it is later, in pages opened from now on."""
    source = f"{{ const now = Date.now; Date.now = () => now() + {1000 * seconds}; }}"
    command = "Page.addScriptToEvaluateOnNewDocument"
    added = learner.driver.execute_cdp_cmd(command, {"source": source})
    yield
    learner.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_the_clock_runs_on_while_the_page_is_closed(learner: Learner) -> None:
    open_everything(learner)
    answer_everything(learner)
    learner.click("#save")
    with _later(learner, 480):
        learner.open("item=item-everything")
    assert learner.text("#time").startswith("Time left: 0:")
    learner.click("#submit")
    assert learner.written()["cmi.score.scaled"] == "1.0000"
    assert not learner.sees("#time")
    check(learner.calls())


def test_when_the_time_is_over_the_answers_are_handed_in(learner: Learner) -> None:
    open_everything(learner)
    learner.choose("tf", "false")
    learner.click("#save")
    with _later(learner, 541):
        learner.open("item=item-everything")
    assert "The time is over" in learner.text("#result")
    assert learner.written()["cmi.completion_status"] == "completed"
    assert learner.interactions()["tf"]["result"] == "correct"
    assert not learner.one('[name="tf"]').is_enabled()
    learner.click("#retry")
    assert learner.text("#time") in ("Time left: 9:00", "Time left: 8:59")
    check(learner.calls())


def test_a_reader_s_progress_is_whole_only_when_the_page_is_complete(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    page = Sco(id="page", title="Page", body="<p>Long.</p>" * 300, completes=Completes.MARK)
    course = ScormCourse(id="demo", title="Demo", activities=(page,))
    with served(packed(course, tmp_path / "made"), tmp_path / "served") as platform:
        learner = Learner(browser, platform)
        learner.open()
        browser.execute_script("document.scrollingElement.scrollTop = 1e6")
        learner.until(lambda: learner.written().get("cmi.progress_measure") == "0.99")
        assert learner.written()["cmi.completion_status"] == "incomplete"
        learner.click("#mark")
        assert learner.written()["cmi.progress_measure"] == "1"
        check(learner.calls())


REFUSED = [
    ("cmi.session_time", "PT1.456S", "406"),
    ("cmi.session_time", "PT", "406"),
    ("cmi.suspend_data", "x" * 64_001, "406"),
    ("cmi.suspend_data", "two\nlines", "406"),
    ("cmi.score.scaled", "1.1", "406"),
    ("cmi.score.raw", "123456", "406"),
    ("cmi.progress_measure", "2", "406"),
    ("cmi.interactions.0.timestamp", "2026-01-02T03:04:05Z", "406"),
    ("cmi.interactions.0.timestamp", "2026-01-02T03:04:05.123Z", "406"),
    ("cmi.interactions.0.id", "a b", "406"),
    ("cmi.interactions.0.description", "x" * 251, "406"),
    ("cmi.interactions.0.result", "wrong", "406"),
    ("cmi.interactions.0.learner_response", "a-b", "406"),
    ("cmi.interactions.0.correct_responses.0.pattern", "a[,]b c", "406"),
    ("cmi.interactions.1.type", "choice", "408"),
    ("cmi.nonsense", "1", "401"),
]


@pytest.mark.parametrize(("element", "value", "error"), REFUSED)
def test_the_grammar_refuses_what_adl_or_moodle_refuses(
    element: str, value: str, error: str, learner: Learner
) -> None:
    learner.open("item=item-intro")
    script = """
    const judge = grammars.scorm2004();
    judge("cmi.interactions.0.id", "q1");
    judge("cmi.interactions.0.type", "choice");
    return judge(arguments[0], arguments[1]);
    """
    learner.driver.switch_to.default_content()
    assert learner.driver.execute_script(script, element, value) == error
