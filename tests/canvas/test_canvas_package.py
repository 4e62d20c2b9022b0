"""The Canvas package of a course with everything in it, and of the same with one thing wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from courses import SMALL, documented_course, run, write_files
from coursewright_packaging.canvas import verify as canvas
from coursewright_packaging.commoncartridge.ids import Ids
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.qti.documents import canvas_document, profile_document
from coursewright_packaging.verify import verify_file
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich
from packages import apply_fault, compare_tree, faults, members, pack

HERE = Path(__file__).parent
CASES = faults(HERE / "faults.yaml")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("canvas")
    documented_course(folder / "content", lab=True)
    done = run("build", "canvas", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "dist" / "canvas" / "tea-for-engineers.imscc").read_bytes()


def _found(package: bytes, folder: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    path = folder / "course.imscc"
    path.write_bytes(package)
    verified = verify_file(path, path.name)
    return verified.kind, verified.diagnostics


def test_the_package_holds_what_it_held(package: bytes, regen: bool) -> None:
    compare_tree(members(package), HERE / "golden", regen=regen)


def test_the_package_is_known_and_clean(package: bytes, tmp_path: Path) -> None:
    assert _found(package, tmp_path) == ("Canvas course package", ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['what']}")
def test_a_fault_is_caught_by_its_rule(
    case: Mapping[str, Any], package: bytes, tmp_path: Path
) -> None:
    changed = pack(apply_fault(case, members(package)))
    _, found = _found(changed, tmp_path)
    assert case["rule"] in {each.rule for each in found}, [each.message for each in found]


def test_every_rule_of_its_own_has_a_fault() -> None:
    own = {rule.id for rule in canvas.RULES if rule.id.startswith("canvas-")}
    assert own <= {case["rule"] for case in CASES}


def test_without_its_flag_it_is_a_plain_cartridge(package: bytes, tmp_path: Path) -> None:
    files = members(package)
    plain = re.sub(rb"canvas_export\.txt", b"export.txt", files["imsmanifest.xml"])
    kind, _ = _found(pack(files | {"imsmanifest.xml": plain}), tmp_path)
    assert kind == "Common Cartridge"


def test_every_kind_of_item_is_in_a_module(package: bytes) -> None:
    root = etree.fromstring(members(package)["course_settings/module_meta.xml"])
    kinds = {element.text for element in root.iter("{*}content_type")}
    assert kinds == {
        "WikiPage",
        "Quizzes::Quiz",
        "Assignment",
        "DiscussionTopic",
        "ContextExternalTool",
        "ExternalUrl",
        "Attachment",
        "ContextModuleSubHeader",
    }


TEXT = st.text(
    st.sampled_from("aZ09 &<>\"'[]{}()$%#\\/é日ש🎈\u202e\u0301-_"), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))


@settings(max_examples=60, deadline=None)
@given(stem=TEXT, answers=st.lists(TEXT, min_size=2, max_size=5, unique=True), title=TEXT)
def test_any_text_stands_in_both_dialects(stem: str, answers: list[str], title: str) -> None:
    options = tuple(
        q.Option(f"o{n}", Rich(html.escape(text), text), correct=n == 0)
        for n, text in enumerate(answers)
    )
    question: q.Question[Rich] = q.MultipleChoice(
        id="q1", title=title, stem=Rich(f"<p>{html.escape(stem)}</p>", stem), options=options
    )
    limits = q.QuizSettings()
    for document in (
        canvas_document("quiz", "Quiz", (question,), limits, {}),
        profile_document("quiz", "Quiz", (question,), limits),
    ):
        root = etree.fromstring(document)
        texts = [element.text or "" for element in root.iter("{*}mattext")]
        shown = [html.unescape(re.sub("<[^>]*>", "", text)) for text in texts]
        assert stem in shown
        assert set(answers) <= set(shown)


def test_a_hostile_title_reaches_no_markup(tmp_path: Path) -> None:
    title = "]]> <script>alert(1)</script> & \" ' 日本語"
    page = f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\nText.\n"
    write_files(tmp_path / "content", {**SMALL, "01-first/03-title.md": page})
    done = run("build", "all", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = members((tmp_path / "dist" / "canvas" / "small.imscc").read_bytes())
    root = etree.fromstring(files["course_settings/module_meta.xml"])
    assert title in {element.text for element in root.iter("{*}title")}


def test_the_viewer_of_commons_finds_what_it_looks_for(package: bytes) -> None:
    """Instructure's viewer reads quizzes, pages, files and assignments by where they lie."""
    files = members(package)
    root = etree.fromstring(files["imsmanifest.xml"])
    resources = {each.get("identifier"): each for each in root.iter("{*}resource")}

    def listed(resource: etree._Element) -> list[str]:
        return [file.get("href", "") for file in resource.iter("{*}file")]

    quizzes = [each for each in resources.values() if each.get("type", "").startswith("imsqti_")]
    assert quizzes
    for quiz in quizzes:
        identifier = quiz.get("identifier", "")
        assert listed(quiz) == [f"{identifier}/assessment_qti.xml"]
        (depends,) = quiz.iter("{*}dependency")
        meta = listed(resources[depends.get("identifierref")])
        assert f"non_cc_assessments/{identifier}.xml.qti" in meta
    content = [each for each in resources.values() if each.get("type") == "webcontent"]
    for each in content:
        assert each.get("href", "").startswith(("wiki_content/", "web_resources/"))
    settings_files = [name for name in files if name.endswith("/assignment_settings.xml")]
    assert settings_files
    for name in settings_files:
        folder = name.rpartition("/")[0]
        (page,) = [each for each in files if each.startswith(f"{folder}/") and "html" in each]
        assert b"<title>Assignment: " in files[page]


def test_scores_are_dropped_by_rules(package: bytes) -> None:
    root = etree.fromstring(members(package)["course_settings/assignment_groups.xml"])
    quizzes, work = root
    rules = [[child.text for child in rule] for rule in quizzes.iter("{*}rule")]
    kept = Ids("tea-for-engineers").of("assignment", "brewing-check")
    assert rules == [["drop_lowest", "1"], ["never_drop", kept]]
    assert not list(work.iter("{*}rule"))


def test_mastery_in_a_rubric_is_that_of_its_outcome(package: bytes) -> None:
    root = etree.fromstring(members(package)["course_settings/rubrics.xml"])
    found = {
        criterion.findtext("{*}description"): criterion.findtext("{*}mastery_points")
        for criterion in root.iter("{*}criterion")
    }
    assert found == {"Taste": "52.5", "Method": None}


def test_a_bank_is_aligned_with_what_all_its_questions_assess(tmp_path: Path) -> None:
    documented_course(tmp_path / "content")
    bank = tmp_path / "content" / "banks" / "leaves.yaml"
    text = bank.read_text("utf-8")
    bank.write_text(text.replace("    answer:", "    outcomes: [brew]\n    answer:"), "utf-8")
    assert run("build", "canvas", cwd=tmp_path).returncode == 0
    package = (tmp_path / "dist" / "canvas" / "tea-for-engineers.imscc").read_bytes()
    root = etree.fromstring(members(package)["course_settings/learning_outcomes.xml"])
    aligned = {
        (each.findtext("{*}content_type"), each.findtext("{*}content_id")): each
        for each in root.iter("{*}alignment")
    }
    key = ("AssessmentQuestionBank", Ids("tea-for-engineers").of("bank", "leaves"))
    assert aligned[key].findtext("{*}mastery_score") == "0.75"


def test_a_lab_opens_in_the_lab_service_under_its_own_id(tmp_path: Path) -> None:
    documented_course(tmp_path / "content", lab=True)
    course = tmp_path / "content" / "course.yaml"
    service = "targets:\n  canvas: {lab_url: 'https://labs.example.org/launch'}\n"
    course.write_text(course.read_text("utf-8").replace("targets:\n", service), "utf-8")
    done = run("build", "canvas", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = members((tmp_path / "dist" / "canvas" / "tea-for-engineers.imscc").read_bytes())
    lab, ids = "lab-1-cups", Ids("tea-for-engineers")
    settings_name = f"{ids.of('assignment', lab)}/assignment_settings.xml"
    assignment = etree.fromstring(files[settings_name])
    assert assignment.findtext("{*}submission_types") == "external_tool"
    assert assignment.findtext("{*}external_tool_url") == "https://labs.example.org/launch"
    link = etree.fromstring(files[f"lti_resource_links/{ids.of('tool-link', lab)}.xml"])
    values = {each.get("name"): each.text for each in link.iter("{*}property")}
    assert values["coursewright_item_id"] == lab
    assert values["lookup_uuid"] == assignment.findtext("{*}resource_link_lookup_uuid")
