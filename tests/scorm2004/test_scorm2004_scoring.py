"""Tests in the package, taken in Chromium under scorm-again: scores and interactions."""

from __future__ import annotations

from pathlib import Path

import pytest
from scorm2004_grammar import check
from scorm2004_moves import answer_basics, answer_everything, open_everything
from scorm2004_platform import Learner, served
from scorm2004_questions import rich
from scorm2004_samples import packed
from selenium import webdriver
from selenium.webdriver.common.by import By

from coursewright_packaging.scorm2004.course import Completes, Pool, Sco, ScormCourse, Test
from coursewright_packaging.vocabulary.questions import QuizSettings, TrueFalse

pytestmark = pytest.mark.browser


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
    answer_basics(learner, option, truth)
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
    check(learner.calls())
    kept = learner.platform.stored["item-basics"]
    assert kept["score"]["raw"] == raw
    assert kept["success_status"] == success


def test_feedback_tells_what_was_right(learner: Learner) -> None:
    learner.open("item=item-basics")
    assert not learner.sees("[data-when], [data-verdict]")
    answer_basics(learner, "option-a", "true")
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
    answer_basics(learner, "option-b", "false")
    assert "Attempts left: 2." in learner.text("#result")
    learner.click("#retry")
    assert not learner.sees("[data-when], [data-verdict]")
    answer_basics(learner, "option-a", "true")
    assert "25 %. Not passed" in learner.text("#result")
    assert learner.written()["cmi.score.scaled"] == "0.7500"
    assert learner.written()["cmi.success_status"] == "passed"
    learner.click("#retry")
    answer_basics(learner, "option-b", "true")
    assert learner.written()["cmi.score.scaled"] == "1.0000"
    assert not learner.sees("#retry")
    check(learner.calls())


def test_an_open_question_is_pointed_out_once(learner: Learner) -> None:
    learner.open("item=item-basics")
    learner.choose("wet", "true")
    learner.click("#submit")
    assert "One question has no answer yet." in learner.text("#result")
    assert "cmi.score.raw" not in learner.written()
    learner.click("#submit")
    assert learner.written()["cmi.score.raw"] == "1"
    assert "learner_response" not in learner.interactions()["pick-one"]
    check(learner.calls())


def test_every_type_of_question_is_judged_and_recorded(learner: Learner) -> None:
    open_everything(learner)
    shown = sum(learner.sees(f'[data-question="bank-{n}"]') for n in range(3))
    assert shown == 2
    answer_everything(learner)
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
    limit = learner.one('meta[name="scorm-suspend-data"]').get_attribute("content")
    assert len(written["cmi.suspend_data"]) <= int(str(limit)) <= 64_000
    assert learner.interactions()["or"]["learner_response"] == "first[,]second[,]third_one"
    check(learner.calls())


def test_wrong_and_missing_answers_earn_nothing(learner: Learner) -> None:
    open_everything(learner)
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
    check(learner.calls())


def test_part_of_an_answer_earns_part_of_the_points(learner: Learner) -> None:
    open_everything(learner)
    learner.choose("ma", "some-a")
    learner.type("bl", "cow", "animal")
    learner.click("#submit")
    learner.click("#submit")
    recorded = learner.interactions()
    assert recorded["ma"]["result"] == "0.5000"
    assert recorded["bl"]["result"] == "0.5000"
    assert "Partly correct" in learner.text('[data-question="ma"]')
    check(learner.calls())


def test_the_model_answer_of_an_essay_is_not_in_the_page(learner: Learner) -> None:
    open_everything(learner)
    assert "SECRET" not in learner.driver.page_source


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
    with served(packed(course, tmp_path / "made"), tmp_path / "served") as platform:
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
