"""The dates, the order of the plan and the question files of the marked course."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from coursera_plan import read_plan, settings_of
from feature_proofs import has_word, titles

from marked_course import keys, named
from marked_packages import Made


def test_every_date_stands_in_the_canvas_package_or_in_the_losses(
    made: Callable[[str], Made],
) -> None:
    read = made("canvas")
    text = read.text()
    lost = {loss["item"] for loss in read.losses if loss["feature"] == "item.dates"}
    term = keys()["term"]
    for item, dates in term["items"].items():
        written = [f"{each.replace(' ', 'T')}:00" in text for each in dates.values()]
        assert item in lost or all(written), item
    assert "the-assignment" not in lost
    assert "the-ungraded-discussion" not in lost


@pytest.mark.parametrize("view", ["original", "ultra"])
def test_what_is_not_in_blackboards_question_files_is_a_loss(
    view: str, marked_dist: Path, made: Callable[[str], Made]
) -> None:
    read = made("blackboard")
    files = sorted((marked_dist / "blackboard").rglob(f"{view}/*.txt"))
    text = "\n".join(html.unescape(html.unescape(file.read_text("utf-8"))) for file in files)
    assert text
    lost = [
        feature
        for feature, words in read.marks.items()
        if "question." in feature
        and not feature.endswith((".title", ".points"))
        and "feedback" not in feature
        and not all(has_word(word, text) for word in words.split())
        and not named(feature, read.losses)
    ]
    assert not lost, "\n".join(lost)
    # These are named together.
    together = {(loss["feature"], loss["item"]) for loss in read.losses}
    for key in ("the-quiz", "the-bank"):
        assert {("question.settings", key), ("question.feedback", key)} <= together


def test_every_date_stands_in_the_plan(made: Callable[[str], Made]) -> None:
    plan = read_plan(made("coursera").archive)
    term = keys()["term"]
    for item, dates in term["items"].items():
        settings = settings_of(item.removeprefix("the-"), plan)
        found = {name: settings[name][:16].replace("T", " ") for name in dates}
        assert found == dates, item


def test_every_date_stands_in_the_course_package_or_in_the_losses(
    made: Callable[[str], Made],
) -> None:
    read = made("blackboard")
    text = read.text("CONTENT", "GRADEBOOK")
    term = keys()["term"]
    lost = {loss["item"] for loss in read.losses if loss["feature"] == "item.dates.due"}
    for item, dates in term["items"].items():
        for name, moment in dates.items():
            written = f'value="{moment}:00 UTC"' in text
            assert written or (name == "due" and item in lost), (item, name)
    assert "the-assignment" not in lost


def test_the_plan_has_the_order_of_the_course(made: Callable[[str], Made]) -> None:
    plan = read_plan(made("coursera").archive)
    modules = _once(step["module"] for step in plan if step["module"])
    assert modules == ["MKmoduletitle9", "MKsecondmoduletitle9"]
    items = _once(step["item"] for step in plan if step["module"] == "MKmoduletitle9")
    titles_of = titles()
    order = ("audio", "video", "lesson", "notebook", "quiz", "ungraded-quiz", "lab")
    assert items == ["", *(titles_of[kind] for kind in order)]


def _once(values: Iterable[str]) -> list[str]:
    """Return the values in order, each run of equal ones as one."""
    found: list[str] = []
    for value in values:
        if found[-1:] != [value]:
            found.append(value)
    return found
