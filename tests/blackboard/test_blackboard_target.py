"""The target: which files it makes, what it reports as lost, which ids stay."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from blackboard_samples import (
    CONTEXT,
    PLACE,
    build,
    every_question,
    make_publication,
    members,
    rich,
    written,
)

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Context
from coursewright.targets.blackboard import TARGET
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.xml import Element, parse

COURSE = "blackboard/demo-course.zip"
BLOCK = "blackboard/demo-building-block.war"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return make_publication(tmp_path / "source")


def _documents(path: Path) -> list[Element]:
    return [parse(c) for name, c in members(path).items() if name.endswith(".dat")]


def _course(publication: Publication, folder: Path) -> Path:
    return written(build(publication), folder)[COURSE]


def _quiz(publication: Publication, *questions: q.Question[object]) -> Publication:
    quiz = items.Quiz(id="only", title="Only", body=rich("Go"), questions=questions, place=PLACE)
    return replace(publication, modules=(replace(publication.modules[0], items=(quiz,)),))


def test_every_file_of_the_design_is_made(publication: Publication) -> None:
    assert [artefact.path for artefact in build(publication).artefacts] == [
        BLOCK,
        COURSE,
        "blackboard/pools/quiz-1.zip",
        "blackboard/pools/bank.zip",
        "blackboard/questions/original/quiz-1.txt",
        "blackboard/questions/original/bank.txt",
        "blackboard/questions/ultra/quiz-1.txt",
        "blackboard/questions/ultra/bank.txt",
    ]


def test_each_item_kind_has_its_handler(publication: Publication, tmp_path: Path) -> None:
    handlers = {
        document.find("TITLE").get("value"): document.find("CONTENTHANDLER").get("value")
        for document in _documents(_course(publication, tmp_path / "dist"))
        if document.tag == "CONTENT"
    }
    assert handlers == {
        "--TOP--": "resource/x-bb-folder",
        "Overview": "resource/x-bb-document",
        "One": "resource/x-bb-folder",
        "Two": "resource/x-bb-folder",
        "A & B": "resource/x-bb-document",
        "Practice": "resource/x-bb-document",
        "Notebook": "resource/x-bb-document",
        "Video": "resource/x-bb-document",
        "Lab": "resource/x-bb-assignment",
        "Quiz": "resource/x-bb-asmt-test-link",
        "Talk": "resource/x-bb-forumlink",
        "Essay": "resource/x-bb-assignment",
        "Tool": "resource/x-bb-blti-link",
        "Site": "resource/x-bb-externallink",
        "Sheet": "resource/x-bb-file",
        "Recording": "resource/x-bb-externallink",
    }


def test_the_tests_options_carry_the_settings(publication: Publication, tmp_path: Path) -> None:
    documents = _documents(_course(publication, tmp_path / "dist"))
    (options,) = [d for d in documents if d.tag == "COURSEASSESSMENT"]
    shown = {e.tag: e.get("value") for e in options.iter() if e.get("value") is not None}
    assert shown["TIMELIMIT"] == "10"
    assert shown["ATTEMPTCOUNT"] == "2"
    assert shown["ALLOWMULTIPLEATTEMPTS"] == "true"
    assert shown["ISUNLIMITEDATTEMPTS"] == "false"
    assert shown["RANDOMIZEQUESTIONS"] == "true"
    assert shown["DELIVERYTYPE"] == "QUESTION_BY_QUESTION"


def test_the_gradebook_has_a_column_for_all_that_counts(
    publication: Publication, tmp_path: Path
) -> None:
    documents = _documents(_course(publication, tmp_path / "dist"))
    (gradebook,) = [d for d in documents if d.tag == "GRADEBOOK"]
    columns = {
        column.find("TITLE").get("value"): (
            column.find("POINTSPOSSIBLE").get("value"),
            column.find("SCORE_PROVIDER_HANDLE").get("value"),
            column.find("DATES/DUE").get("value"),
        )
        for column in gradebook.iter("OUTCOMEDEFINITION")
    }
    assert columns == {
        "Lab": ("100.0", "resource/x-bb-assignment", ""),
        "Quiz": ("19.0", "resource/x-bb-assessment", "2026-01-31 23:59:00 UTC"),
        "Talk": ("5.0", "resource/x-bb-forumlink", ""),
        "Essay": ("100.0", "resource/x-bb-assignment", ""),
        "Tool": ("10.0", "resource/x-bb-blti-link", ""),
    }


def test_links_to_items_keep_their_text_and_files_get_an_xid(
    publication: Publication, tmp_path: Path
) -> None:
    documents = _documents(_course(publication, tmp_path / "dist"))
    texts = {
        d.find("TITLE").get("value"): d.findtext("BODY/TEXT")
        for d in documents
        if d.tag == "CONTENT"
    }
    body = texts["A & B"] or ""
    assert "<span>the quiz</span>" in body
    assert 'href="https://example.org/?a=1&amp;b=2"' in body
    assert re.search(r'src="@X@EmbeddedFile\.requestUrlStub@X@bbcswebdav/xid-\d+_1"', body)
    assert not [text for text in texts.values() if "cw:" in (text or "")]


def test_the_building_block_holds_pages_and_no_questions(
    publication: Publication, tmp_path: Path
) -> None:
    found = members(written(build(publication), tmp_path / "dist")[BLOCK])
    assert b'"quiz-1.html#top"' in found["content/lesson.html"]
    assert b"../assets/images/pic.png" in found["content/lesson.html"]
    assert b"Lutetia" not in b"".join(found.values())
    assert b"Option a" not in b"".join(found.values())
    assert "labs/lab/notebook.ipynb" in found
    assert "labs/lab/src/index.jsp" not in found


def test_files_that_a_server_would_run_are_reported(publication: Publication) -> None:
    reasons = [loss.reason for loss in build(publication).losses if loss.feature == "file"]
    assert reasons == ["A servlet container would run `lab/src/index.jsp`."]


def test_every_loss_says_why_and_what_instead(publication: Publication) -> None:
    losses = build(publication).losses
    assert all(loss.reason and loss.fallback for loss in losses)
    features = {(loss.feature, loss.item) for loss in losses}
    assert {
        ("module.prerequisites", "two"),
        ("question.ordering", "quiz-1"),
        ("question.file-upload", "quiz-1"),
        ("question.dropdowns", "quiz-1"),
        ("question.file-upload.extensions", "quiz-1"),
        ("video.captions", "recording"),
        ("link", "lesson"),
        ("outcomes", ""),
    } <= features


def test_no_question_is_dropped_from_either_view(publication: Publication, tmp_path: Path) -> None:
    files = written(build(publication), tmp_path / "dist")
    asked = [each for each in every_question() if not isinstance(each, q.TextOnly)]
    for view in ("original", "ultra"):
        text = files[f"blackboard/questions/{view}/quiz-1.txt"].read_text("utf-8")
        assert text.count("\n") == len(asked)
    ultra = files["blackboard/questions/ultra/quiz-1.txt"].read_text("utf-8")
    keywords = {line.partition("\t")[0] for line in ultra.splitlines()}
    assert keywords <= {"MC", "MA", "TF", "ESS", "MAT", "FIB", "FIB_PLUS", "NUM"}


def test_long_quizzes_are_split_at_the_views_limit(
    publication: Publication, tmp_path: Path
) -> None:
    many = tuple(
        q.TrueFalse(id=f"t{n}", title="T", stem=rich(f"Fact {n}"), answer=True) for n in range(501)
    )
    names = list(written(build(_quiz(publication, *many)), tmp_path / "dist"))
    assert "blackboard/questions/original/only-2.txt" in names
    assert "blackboard/questions/original/only-3.txt" not in names
    assert "blackboard/questions/ultra/only-3.txt" in names


def test_text_between_questions_stands_before_the_next_or_in_the_instructions(
    publication: Publication, tmp_path: Path
) -> None:
    text = q.TextOnly(id="x", title="X", stem=rich("Read this."))
    last = q.TextOnly(id="y", title="Y", stem=rich("The end."))
    fact = q.TrueFalse(id="t", title="T", stem=rich("A fact"), answer=True)
    path = _course(_quiz(publication, text, fact, last), tmp_path / "dist")
    tests = [d for d in _documents(path) if d.find(".//bbmd_assessmenttype") is not None]
    (test,) = [d for d in tests if d.findtext(".//bbmd_assessmenttype") == "Test"]
    stem = test.findtext(".//flow[@class='QUESTION_BLOCK']//mat_formattedtext")
    assert stem == "<div><p>Read this.</p></div><div><p>A fact</p></div>"
    assert test.findtext(".//rubric//mat_formattedtext") == "<p>Go</p><div><p>The end.</p></div>"


def test_a_formula_without_value_is_left_out_and_reported(publication: Publication) -> None:
    broken = q.Formula(
        id="f", title="F", stem=rich("[x]?"), expression="x +", variables=(q.Variable("x", 1, 2),)
    )
    fact = q.TrueFalse(id="t", title="T", stem=rich("A fact"), answer=True)
    output = build(_quiz(publication, broken, fact))
    assert ("question.formula", "only") in {(loss.feature, loss.item) for loss in output.losses}


def test_ids_survive_new_items_before_and_moves(publication: Publication, tmp_path: Path) -> None:
    def ids(path: Path) -> dict[str, str]:
        return {
            d.find("TITLE").get("value") or "": d.get("id") or ""
            for d in _documents(path)
            if d.tag in ("CONTENT", "FORUM", "LINK")
        }

    def questions(path: Path) -> dict[str, str]:
        return {
            item.get("title") or "": item.findtext("itemmetadata/bbmd_asi_object_id") or ""
            for d in _documents(path)
            for item in d.iter("item")
        }

    before = _course(publication, tmp_path / "1")
    new = items.Lesson(id="new", title="New", body=rich("New"), place=PLACE)
    first, second = publication.modules
    moved = (
        replace(first, items=(new, *first.items[1:])),
        replace(second, items=(*second.items, first.items[0])),
    )
    after = _course(replace(publication, modules=moved), tmp_path / "2")
    assert ids(before).items() <= ids(after).items()
    assert questions(before) == questions(after)
    files = [name for name in members(before) if name.startswith("csfiles/")]
    assert set(files) <= set(members(after))


def test_the_signature_is_written_only_on_request(publication: Publication, tmp_path: Path) -> None:
    signed = TARGET.build(publication, Context({"signature": True}, CONTEXT.timestamp, ""))
    found = members(written(signed, tmp_path / "signed")[COURSE])
    assert re.fullmatch(rb"[0-9a-f]{32}", found[".bb-package-sig"])
    plain = members(written(build(publication), tmp_path / "plain")[COURSE])
    assert ".bb-package-sig" not in plain


def test_vendor_options_reach_the_manifest(publication: Publication, tmp_path: Path) -> None:
    options = {"vendor_id": "abc", "vendor_name": "ABC", "vendor_url": "https://abc.example/"}
    output = TARGET.build(publication, Context(options, CONTEXT.timestamp, ""))
    manifest = members(written(output, tmp_path / "dist")[BLOCK])["WEB-INF/bb-manifest.xml"]
    assert b'<id value="abc"/>' in manifest
    assert b'<url value="https://abc.example/"/>' in manifest


def test_the_guide_says_plainly_what_building_blocks_are(publication: Publication) -> None:
    guide = build(publication).guide
    assert guide is not None
    (block,) = (step for step in guide.steps if step.file.endswith(".war"))
    assert "1 January 2024" in block.do
    assert "never work in Ultra" in block.do
    named = {name for step in guide.steps for name in (step.file, *step.files) if name}
    made = {artefact.path.removeprefix("blackboard/") for artefact in build(publication).artefacts}
    assert named <= made


def test_a_video_in_collaborate_is_a_link_to_its_recording(
    publication: Publication, tmp_path: Path
) -> None:
    address = "https://eu.collaborate.example/recording/4711"
    caption = items.Captions(language="en", label="English", file="talk.vtt", kind="captions")
    video = items.Video(
        id="talk",
        title="Talk",
        body=rich("Watch the wrist."),
        media="talk.mp4",
        captions=(caption,),
        collaborate=address,
        transcript=rich("What is said."),
        place=PLACE,
    )
    module = replace(publication.modules[0], items=(video,))
    output = build(replace(publication, modules=(module,)))
    (content,) = (
        document
        for document in _documents(written(output, tmp_path)[COURSE])
        if document.tag == "CONTENT" and document.find("TITLE[@value='Talk']") is not None
    )
    shown = {name: content.find(name) for name in ("CONTENTHANDLER", "RENDERTYPE", "URL")}
    assert {name: each.get("value") for name, each in shown.items() if each is not None} == {
        "CONTENTHANDLER": "resource/x-bb-externallink",
        "RENDERTYPE": "URL",
        "URL": address,
    }
    body = content.findtext("BODY/TEXT") or ""
    assert "Watch the wrist." in body
    assert "What is said." in body
    assert "<video" not in body
    assert ("video.captions", "talk") in {(loss.feature, loss.item) for loss in output.losses}
