"""Module 1 is whole: two and a half hours with everything that its specification names."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from coursewright.load.course import load_course
from coursewright.load.names import item_name

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "content" / "01-llm-application-foundations"


def sheets(pattern: str) -> list[Any]:
    """Return what the files of a kind hold."""
    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(MODULE.glob(pattern))]


def test_it_has_all_kinds_of_items() -> None:
    named = [item_name(path.name) for path in MODULE.iterdir() if path.is_file()]
    counts = Counter(name.kind for name in named if name)
    assert counts["lesson"] >= 7
    assert (counts["video"], counts["quiz"], counts["discussion"]) == (3, 3, 2)
    assert counts["assignment"] == 1
    assert len(list(MODULE.glob("lab-*/metadata.yml"))) == 2


def test_it_takes_as_long_as_the_course_says() -> None:
    course = load_course(ROOT / "content").course
    assert course is not None
    minutes = sum(item.minutes for item in course.items())
    assert course.info.duration == f"{minutes / 60:g} hours"


def test_the_quizzes_ask_every_type_of_question() -> None:
    schema = json.loads(
        (ROOT / "schemas" / "coursewright_schemas" / "bank.schema.json").read_text("utf-8")
    )
    known = set(schema["$defs"]["question"]["properties"]["type"]["enum"])
    questions = [question for quiz in sheets("*.quiz.yaml") for question in quiz["questions"]]
    assert {question["type"] for question in questions if "type" in question} == known
    assert any("draw" in question for question in questions)


def test_every_question_answers_a_wrong_answer() -> None:
    """Feedback stands at the option, the answer or the question."""
    for quiz in sheets("*.quiz.yaml"):
        for question in quiz["questions"]:
            if "draw" not in question and question["type"] != "text":
                assert "feedback" in json.dumps(question), question["id"]


def test_a_learner_passes_without_what_a_person_grades() -> None:
    for quiz in sheets("*.quiz.yaml"):
        points = {"auto": 0.0, "manual": 0.0}
        for question in quiz["questions"]:
            kind = question.get("type")
            drawn = question.get("draw", {})
            worth = drawn.get("count", 0) * drawn.get("points", 1) or question.get("points", 1)
            if kind != "text":
                points["manual" if kind in ("essay", "file-upload") else "auto"] += worth
        assert points["auto"] / sum(points.values()) >= quiz["pass_mark"] + 0.1
