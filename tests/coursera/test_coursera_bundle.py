"""The Coursera bundle of a course with everything in it, and of the same with one thing wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from courses import documented_course, run, write_files
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file
from packages import apply_fault, compare_tree, faults, members, pack

HERE = Path(__file__).parent
CASES = faults(HERE / "faults.yaml")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("coursera")
    documented_course(folder / "content", lab=True)
    done = run("build", "coursera", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "dist" / "coursera" / "tea-for-engineers-coursera.zip").read_bytes()


def _found(bundle: bytes, folder: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    path = folder / "bundle.zip"
    path.write_bytes(bundle)
    verified = verify_file(path, path.name)
    return verified.kind, verified.diagnostics


def test_the_bundle_holds_what_it_held(bundle: bytes, regen: bool) -> None:
    files = {
        # The SCORM package inside has golden trees of its own.
        name: content
        for name, content in _flat(members(bundle)).items()
        if not name.endswith("-scorm2004.zip")
    }
    compare_tree(files, HERE / "golden", regen=regen)


def _flat(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the members, those of documents and lab images instead of these archives."""
    flat: dict[str, bytes] = {}
    for name, content in files.items():
        if name.startswith(("lab-images/", "quizzes/docx/")):
            for inner, data in members(content).items():
                # What else a document needs is python-docx's template, no text of ours.
                if name.startswith("lab-images/") or inner == "word/document.xml":
                    flat[f"{name}!/{inner}"] = data
        else:
            flat[name] = content
    return flat


def test_the_bundle_is_known_and_clean(bundle: bytes, tmp_path: Path) -> None:
    assert _found(bundle, tmp_path) == ("Coursera bundle", ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['what']}")
def test_a_fault_is_caught_by_its_rule(
    case: Mapping[str, Any], bundle: bytes, tmp_path: Path
) -> None:
    changed = pack(apply_fault(case, members(bundle)))
    _, found = _found(changed, tmp_path)
    assert case["rule"] in {each.rule for each in found}, [each.message for each in found]


def test_both_layouts_of_a_quiz_ask_the_same(bundle: bytes) -> None:
    files = members(bundle)
    (name,) = [name for name in files if name.startswith("quizzes/docx/") and "check" in name]
    document = Document(io.BytesIO(files[name]))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "How warm for green tea?" in lines
    assert "*A: 75 °C" in lines
    rows = yaml.safe_load(files[name.replace("docx", "yaml")])
    asked = {row["prompt"] for row in rows}
    assert "How warm for green tea?" in asked
    assert asked <= set(lines)


def test_outcomes_are_the_learning_objectives(bundle: bytes) -> None:
    objectives = json.loads(members(bundle)["learning-objectives.json"])
    assert "Brew a cup" in json.dumps(objectives)


def test_readings_link_to_readings_and_keep_the_text_of_all_else(bundle: bytes) -> None:
    page = members(bundle)["readings/brewing-water.html"].decode()
    assert '<a href="judging-work.html">how it is judged</a>' in page
    assert "<span>the quiz</span>" in page


def test_a_pair_is_asked_apart_from_its_question(bundle: bytes) -> None:
    name = "quizzes/docx/brewing-check.docx"
    document = Document(io.BytesIO(members(bundle)[name]))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert not [line for line in lines if "temperature.Green" in line]


def test_the_slug_leads_to_the_courses_id(bundle: bytes, tmp_path: Path) -> None:
    plain = json.loads(members(bundle)["upload-plan.json"])["steps"][0]["settings"]
    assert "course_slug" not in plain
    documented_course(tmp_path / "content")
    course = tmp_path / "content" / "course.yaml"
    text = course.read_text("utf-8")
    option = "targets:\n  coursera: {course_slug: tea-slug}"
    course.write_text(text.replace("targets:", option, 1), "utf-8")
    done = run("build", "coursera", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "dist" / "coursera"
    slugged = (folder / "tea-for-engineers-coursera.zip").read_bytes()
    settings = json.loads(members(slugged)["upload-plan.json"])["steps"][0]["settings"]
    assert settings["course_slug"] == "tea-slug"
    assert settings["course_id"].endswith("?q=slug&slug=tea-slug")
    guide = (folder / "upload.html").read_text("utf-8")
    assert settings["course_id"] in guide.replace("&amp;", "&")


def test_a_lab_that_names_its_item_has_a_submit_button(tmp_path: Path) -> None:
    book = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    facts = "id: tea\ntitle: Tea\ntargets: {coursera: {course_slug: tea-slug}}\n"
    told = "coursera: {graded_item_id: ml06H, launcher_item_id: hQF8A, part_id: p1}\n"
    files: dict[str, str | bytes] = {
        "course.yaml": facts,
        "01-brewing/lab-1/metadata.yml": f"title: Lab\n{told}",
        "01-brewing/lab-1/notebook.ipynb": json.dumps(book),
    }
    write_files(tmp_path / "content", files)
    done = run("build", "coursera", "cartridge", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "dist" / "coursera").glob("*.zip")
    bundle = members(path.read_bytes())
    (image,) = (data for name, data in bundle.items() if name.startswith("lab-images/"))
    books = {**bundle, **members(image)}
    named = [json.loads(data) for name, data in books.items() if name.endswith(".ipynb")]
    assert [book["metadata"].get("coursera") for book in named] == 2 * [
        {
            "course_slug": "tea-slug",
            "graded_item_id": "ml06H",
            "launcher_item_id": "hQF8A",
            "part_id": "p1",
        }
    ]
    (cartridge,) = (tmp_path / "dist" / "cartridge").glob("*.imscc")
    assert b"tea-slug" not in b"".join(members(cartridge.read_bytes()).values())
