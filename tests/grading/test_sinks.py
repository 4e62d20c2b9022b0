"""Where results go: nothing hidden leaves, nothing that learners write becomes code."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from graded_labs import execution, outcome, small_lab
from lxml import html

from coursewright_runtime.grading.assemble import assemble, ungradable
from coursewright_runtime.grading.outcome import State, Visibility
from coursewright_runtime.grading.record import GradingResult
from coursewright_runtime.grading.sinks.coursera import feedback_json
from coursewright_runtime.grading.sinks.lti import score_payload
from coursewright_runtime.grading.sinks.page import feedback_page
from coursewright_runtime.grading.sinks.table import scores_csv

MOMENT = "2027-02-01T12:00:00.000Z"
SECRET = "secret_of_the_hidden_test"


def graded(tmp_path: Path, name: str = "ada", *, pending: bool = True) -> GradingResult:
    hidden = {"visibility": Visibility.HIDDEN, "message": SECRET, "detail": SECRET, "title": SECRET}
    later = {**hidden, "visibility": Visibility.AFTER_DUE_DATE, "title": "later", "message": "late"}
    evil = "<script>alert(1)</script>"
    ran = execution(
        outcome("lab.ipynb#work-double", 0, 6, state=State.FAILED, message=evil, detail=SECRET),
        outcome("tests/test_x.py::test_a", 1, 1, **hidden),
        outcome("tests/test_x.py::test_b", 0, 1, **hidden),
        outcome("tests/test_y.py::test_c", 1, 1, **later),
        outcome("lab.ipynb#work-words", None if pending else 4, 4),
    )
    return assemble(small_lab(tmp_path), name, ran, ())


def test_the_page_shows_what_is_visible_and_nothing_else(tmp_path: Path) -> None:
    result = graded(tmp_path)
    text = feedback_page(result, small_lab(tmp_path), stylesheet="")
    assert SECRET not in text
    assert "later" not in text
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "A &lt;small&gt; lab" in text
    page = html.document_fromstring(text)
    said = " ".join(page.text_content().split())
    assert "2 of 3 hidden tests passed." in said
    assert "Twice is <two> times." in said
    assert "points wait for a person" in said
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_after_the_due_date_more_is_seen(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    text = feedback_page(graded(tmp_path), lab, stylesheet="", after_due=True)
    assert "later" in text
    assert SECRET not in text


def test_a_page_tells_why_nothing_was_graded(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    text = feedback_page(ungradable(lab, "ada", ("the zip is <damaged>",)), lab, stylesheet="")
    assert "Not graded" in text
    assert "the zip is &lt;damaged&gt;" in text


def test_coursera_gets_its_keys(tmp_path: Path) -> None:
    result = graded(tmp_path)
    data = json.loads(feedback_json(result, rich="HTML"))
    assert set(data) == {"fractionalScore", "feedback", "feedbackType", "testCaseResults"}
    assert data["fractionalScore"] == pytest.approx(result.score / 10, abs=1e-6)
    assert [each["result"] for each in json.loads(data["testCaseResults"])] == [
        "FAIL",
        "NO_ATTEMPT",
    ]
    assert SECRET not in json.dumps(data)


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "a,b", 'a"b', "a\nb", "|cmd", "%x"],
)
def test_a_name_stays_one_field_and_no_formula(tmp_path: Path, name: str) -> None:
    result = graded(tmp_path, name)
    rows = list(csv.reader(io.StringIO(scores_csv([result]), newline="")))
    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    field = rows[1][0]
    assert field.lstrip("'") == name
    assert field.lstrip()[:1] not in tuple("=+-@|%\t\r")


@pytest.mark.parametrize(("pending", "progress"), [(True, "PendingManual"), (False, "FullyGraded")])
def test_lti_says_whether_a_person_is_waited_for(
    tmp_path: Path, pending: bool, progress: str
) -> None:
    result = graded(tmp_path, pending=pending)
    payload = score_payload(result, user="u1", timestamp=MOMENT)
    assert payload["gradingProgress"] == progress
    assert (payload["scoreGiven"], payload["scoreMaximum"]) == (result.score, 10)


def test_lti_claims_no_score_for_what_was_not_graded(tmp_path: Path) -> None:
    result = ungradable(small_lab(tmp_path), "ada", ("no zip",))
    payload = score_payload(result, user="u1", timestamp=MOMENT)
    assert payload["gradingProgress"] == "Failed"
    assert "scoreGiven" not in payload


def test_what_could_be_forged_is_said(tmp_path: Path) -> None:
    lab = small_lab(tmp_path)
    ran = execution(outcome("tests/test_a.py::test_b", 1 / 3, 1, forgeable=True))
    result = assemble(lab, "ada", ran, ())
    assert result.forgeable == 0.333333
    assert "could forge them" in feedback_page(result, lab, stylesheet="")
    assert '"0.333333"' in scores_csv([result])


def test_numbers_have_all_their_digits(tmp_path: Path) -> None:
    lab = small_lab(tmp_path, points=12345678.0)
    assert '"12345678"' in scores_csv([ungradable(lab, "ada", ("no",))])


def test_what_was_not_graded_has_no_score_in_the_table(tmp_path: Path) -> None:
    result = ungradable(small_lab(tmp_path), "ada", ("lab.ipynb is no notebook.",))
    (row,) = csv.DictReader(io.StringIO(scores_csv([result]), newline=""))
    assert (row["score"], row["pending"], row["maximum"]) == ("", "", "10")
    assert (row["gradable"], row["problems"]) == ("no", "lab.ipynb is no notebook.")
