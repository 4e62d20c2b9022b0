"""How a course becomes SCOs: what counts, what waits, what is lost, what the guide says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from scorm2004_questions import choice, rich, truth
from scorm2004_samples import NOON, PLACE, build, make_publication, members, package

from coursewright.model import items
from coursewright.model.course import Group, Module, Publication
from coursewright.targets.base import Context
from coursewright.targets.scorm2004 import TARGET
from coursewright_packaging.archive import Archive
from coursewright_packaging.vocabulary.questions import QuizSettings
from coursewright_packaging.vocabulary.text import EMPTY, Rich
from coursewright_packaging.xml import Element, q


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return make_publication(tmp_path / "source")


def _quiz(key: str, **changes: Any) -> items.Quiz[Rich]:
    quiz = items.Quiz(id=key, title=key, body=EMPTY, questions=(choice(), truth()), place=PLACE)
    return replace(quiz, **changes)


def _module(*every: items.Item[Rich], **changes: Any) -> Module[Rich]:
    return Module(**{"id": "only", "title": "Only", "place": PLACE, "items": every, **changes})


def _manifest(publication: Publication, folder: Path) -> Element:
    (artefact,) = build(publication).artefacts
    assert isinstance(artefact.content, Archive)
    return etree.fromstring(members(artefact.content, folder)["imsmanifest.xml"])


def _one(manifest: Element, identifier: str, path: str) -> Element | None:
    (item,) = (each for each in manifest.iter("{*}item") if each.get("identifier") == identifier)
    sequencing = item.find(q("imsss:sequencing"))
    assert sequencing is not None
    return sequencing.find("/".join(q(f"imsss:{each}") for each in path.split("/")))


def test_a_course_without_items_gives_no_package(publication: Publication) -> None:
    empty = replace(publication, modules=(_module(),))
    output = build(empty)
    assert output.artefacts == ()
    assert output.guide is None
    assert [loss.feature for loss in output.losses if "module" in loss.feature] == ["module.items"]


def test_what_waits_for_an_empty_module_waits_no_more(
    publication: Publication, tmp_path: Path
) -> None:
    empty = _module(id="empty")
    full = _module(_quiz("first"), prerequisites=("empty",))
    manifest = _manifest(replace(publication, modules=(empty, full)), tmp_path)
    assert [each.get("identifier") for each in manifest.iter("{*}item")] == [
        "about-course",
        "module-only",
        "item-first",
    ]
    assert not list(manifest.iter(q("imsss:preConditionRule")))


def test_a_package_without_prerequisites_has_no_maps(
    publication: Publication, tmp_path: Path
) -> None:
    one = replace(publication, modules=(_module(_quiz("first")),))
    assert not list(_manifest(one, tmp_path).iter(q("imsss:mapInfo")))
    guide = build(one).guide
    assert guide is not None
    assert not any("cannot import" in step.do for step in guide.steps)


def test_the_guide_warns_users_of_moodle_about_prerequisites(publication: Publication) -> None:
    guide = build(publication).guide
    assert guide is not None
    (moodle,) = (step for step in guide.steps if step.where.startswith("Moodle"))
    assert "cannot import" in moodle.do
    assert {step.file for step in guide.steps} == {"demo-scorm2004.zip", ""}


def test_a_heading_stands_above_the_titles_of_what_follows(tmp_path: Path) -> None:
    files = package(tmp_path)
    assert b'<p class="crumbs">Two \xe2\x80\xba Practice</p>' in files["pages/item-lab.html"]
    assert b'<p class="crumbs">Two</p>' in files["pages/item-long.html"]


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"settings": QuizSettings(pass_mark=0.6)}, "0.6"),
        (
            {
                "settings": QuizSettings(pass_mark=0.6),
                "requirement": items.Requirement("score", 0.85),
            },
            "0.85",
        ),
        ({"settings": QuizSettings()}, None),
    ],
)
def test_what_a_requirement_asks_is_the_pass_mark(
    changes: dict[str, Any], mark: str | None, publication: Publication, tmp_path: Path
) -> None:
    manifest = _manifest(
        replace(publication, modules=(_module(_quiz("first", **changes)),)), tmp_path
    )
    found = _one(manifest, "item-first", "objectives/primaryObjective/minNormalizedMeasure")
    assert (None if found is None else found.text) == mark


def test_quizzes_weigh_as_their_points_within_their_group(
    publication: Publication, tmp_path: Path
) -> None:
    groups = (Group("tests", "Tests", 75.0), Group("final", "Final", 25.0))
    module = _module(
        _quiz("one", group="tests", questions=(choice(),)),
        _quiz("two", group="tests", questions=(truth(),)),
        _quiz("three", group="final"),
        _quiz("four", group="final", settings=QuizSettings(graded=False)),
    )
    info = replace(publication.info, groups=groups)
    manifest = _manifest(replace(publication, info=info, modules=(module,)), tmp_path)
    weights = {}
    for key in ("one", "two", "three", "four"):
        rollup = _one(manifest, f"item-{key}", "rollupRules")
        assert rollup is not None
        weights[key] = float(rollup.get("objectiveMeasureWeight", ""))
    # 75 for 3 + 1 points, 25 for the only graded one of the final; the heaviest weighs 1.
    assert weights == pytest.approx(
        {"one": 1.0, "two": 18.75 / 56.25, "three": 25 / 56.25, "four": 0.0}, abs=1e-4
    )


def test_only_what_is_required_completes_its_module(
    publication: Publication, tmp_path: Path
) -> None:
    lesson = items.Lesson(id="page", title="Page", body=rich("x"), place=PLACE)
    asked = replace(lesson, id="asked", requirement=items.Requirement("view"))
    manifest = _manifest(replace(publication, modules=(_module(lesson, asked),)), tmp_path)
    for key, expected in (("page", "false"), ("asked", "true")):
        rollup = _one(manifest, f"item-{key}", "rollupRules")
        assert rollup is not None
        assert rollup.get("rollupProgressCompletion") == expected
        assert rollup.get("rollupObjectiveSatisfied") == expected


def test_what_scorm_cannot_say_is_told(publication: Publication) -> None:
    told = {(loss.feature, loss.item) for loss in build(publication).losses}
    assert told == {
        ("grading.late", ""),
        ("grading.scheme", ""),
        ("grading.groups", ""),
        ("completion.certificate", ""),
        ("completion.require", ""),
        ("heading", "practice"),
        ("lab.grading", "lab"),
        ("item.group", "lab"),
        ("quiz.time_limit", "everything"),
        ("question.essay", "everything"),
        ("question.model_answer", "everything"),
        ("question.file-upload", "everything"),
        ("question.extensions", "everything"),
        ("discussion.mode", "talk"),
        ("assignment.submission", "essay"),
        ("tool", "tool"),
    }
    assert all(loss.reason and loss.fallback for loss in build(publication).losses)


def test_pages_speak_the_course_s_language_and_direction(tmp_path: Path) -> None:
    publication = make_publication(tmp_path / "source")
    info = replace(publication.info, language="ar")
    (artefact,) = build(replace(publication, info=info)).artefacts
    assert isinstance(artefact.content, Archive)
    page = members(artefact.content, tmp_path)["pages/item-intro.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_an_edition_that_does_not_exist_is_refused(publication: Publication) -> None:
    with pytest.raises(ValueError, match="5th"):
        TARGET.build(publication, Context({"edition": "5th"}, NOON, ""))
