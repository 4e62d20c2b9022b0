"""A publication with every item kind, and helpers to pack it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from scorm2004_questions import choice, every_question, rich, truth

from coursewright.model import items
from coursewright.model.course import (
    Asset,
    Completion,
    CourseInfo,
    GradeStep,
    Group,
    LatePolicy,
    Module,
    Publication,
)
from coursewright.model.source import Place
from coursewright.targets.base import Context, Output
from coursewright.targets.scorm2004 import TARGET
from coursewright_packaging.archive import Archive, write_archive
from coursewright_packaging.scorm2004 import write
from coursewright_packaging.scorm2004.contents import contents
from coursewright_packaging.scorm2004.course import ScormCourse
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.rubrics import Criterion, Outcome, Rating, Rubric
from coursewright_packaging.vocabulary.text import EMPTY, Rich

NOON = 1_755_777_600  # 2025-08-21T12:00:00Z
PLACE = Place("course.yaml", 1, 1)
PLAIN = "body { color: CanvasText; }\n"
PACKAGE = "scorm2004/demo-scorm2004.zip"
PARAGRAPH = "A paragraph that makes the page longer than a screen. " * 12


def _first_module() -> Module[Rich]:
    lesson = (
        '<h2 id="why">Why</h2><p>See <a href="cw:item/basics">the test</a>, '
        '<a href="cw:item/everything">everything</a> and <a href="cw:item/site">a site</a>.</p>'
        '<p><img src="cw:asset/images/pic.png" alt="A dot" /></p>'
    )
    return Module(
        id="one",
        title="One & only",
        place=PLACE,
        items=(
            items.Lesson(
                id="intro",
                title="Begin <here>",
                body=Rich(lesson, "Why"),
                requirement=items.Requirement("view"),
                minutes=5,
                place=PLACE,
            ),
            items.Quiz(
                id="basics",
                title="Basics",
                body=rich("Two questions."),
                questions=(choice(), truth()),
                settings=q.QuizSettings(attempts=3, pass_mark=0.7),
                requirement=items.Requirement("score", 0.7),
                group="work",
                place=PLACE,
            ),
        ),
    )


def _second_module() -> Module[Rich]:
    return Module(
        id="two",
        title="Two",
        place=PLACE,
        prerequisites=("one",),
        sequential=True,
        items=(
            items.Lesson(
                id="long",
                title="Long",
                body=Rich(f"<p>{PARAGRAPH}</p>" * 12, "Long"),
                requirement=items.Requirement("view"),
                place=PLACE,
            ),
            items.Heading(id="practice", title="Practice", body=EMPTY, place=PLACE),
            items.NotebookPage(
                id="notebook",
                title="Notebook",
                body=rich("Cells"),
                notebook="nb/one.ipynb",
                requirement=items.Requirement("done"),
                place=PLACE,
            ),
            items.Video(
                id="video",
                title="Video",
                body=rich("Watch"),
                media="media/talk.mp4",
                poster="images/pic.png",
                captions=(items.Captions("en", "English", "media/talk.vtt"),),
                transcript=rich("Hello"),
                place=PLACE,
            ),
            items.Audio(
                id="audio",
                title="Audio",
                body=rich("Listen"),
                media="media/talk.mp3",
                transcript=rich("Hello"),
                place=PLACE,
            ),
            items.Lab(
                id="lab",
                title="Lab",
                body=rich("Do it"),
                folder="lab",
                notebook="notebook.ipynb",
                rubric="rubric",
                group="work",
                hints=(("part_1", ("Think", "Look")),),
                release=(items.LabFile("notebook.ipynb", b"{}\n"), items.LabFile("a/B.py", b"\n")),
                place=PLACE,
            ),
        ),
    )


def _third_module() -> Module[Rich]:
    return Module(
        id="three",
        title="Three",
        place=PLACE,
        prerequisites=("two",),
        require="one",
        items=(
            items.Quiz(
                id="everything",
                title="Everything",
                body=EMPTY,
                questions=(*every_question(), q.Draw("draw-1", "bank", 2, 3.0)),
                requirement=items.Requirement("submit"),
                settings=q.QuizSettings(shuffle_questions=True, shuffle_options=True, time_limit=9),
                group="work",
                place=PLACE,
            ),
            items.Discussion(
                id="talk", title="Talk", body=rich("Say"), mode="graded", points=5.0, place=PLACE
            ),
            items.Assignment(
                id="essay", title="Essay", body=rich("Write"), rubric="rubric", place=PLACE
            ),
            items.Tool(
                id="tool",
                title="Tool",
                body=EMPTY,
                url="https://lab.example.org/launch",
                points=10.0,
                place=PLACE,
            ),
            items.Link(
                id="site", title="Site", body=EMPTY, url="https://example.org/?a=1&b=2", place=PLACE
            ),
            items.File(id="file", title="Sheet", body=EMPTY, file="files/sheet.pdf", place=PLACE),
        ),
    )


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63606060"
    "0000000400012736a3890000000049454e44ae426082"
)
_ASSETS = {
    "images/pic.png": _PIXEL,
    "nb/one.ipynb": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n',
    "media/talk.mp4": b"mp4",
    "media/talk.mp3": b"mp3",
    "media/talk.vtt": b"WEBVTT\n",
    "files/sheet.pdf": b"%PDF-1.7\n",
    "data/makefile": b"all:\n",
}


def _asset(folder: Path, path: str, content: bytes) -> Asset:
    source = folder / path
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(content)
    name = path.rpartition("/")[2]
    digest = hashlib.sha256(content).hexdigest()
    return Asset(path, source, digest, len(content), "", name, path)


def make_publication(folder: Path) -> Publication:
    """Return a publication with everything. folder: where its assets are written."""
    bank = tuple(
        q.TrueFalse(id=f"bank-{n}", title=f"B{n}", stem=rich(f"Bank {n}"), answer=True)
        for n in range(3)
    )
    ratings = (Rating("good", "Good", 7.0, "All of it"), Rating("none", "None", 0.0))
    return Publication(
        info=CourseInfo(
            id="demo",
            title="Demo “course”",
            place=PLACE,
            version="1.2.0",
            groups=(Group("work", "Work", 60.0, drop_lowest=1),),
            grading_scheme=(GradeStep("A", 0.9),),
            late_policy=LatePolicy(10.0),
            completion=Completion(minimum_score=0.5, certificate=True),
        ),
        modules=(_first_module(), _second_module(), _third_module()),
        assets=tuple(_asset(folder, path, content) for path, content in _ASSETS.items()),
        outcomes=(Outcome("o1", "Explain"),),
        rubrics=(Rubric("rubric", "Rubric", (Criterion("c1", "Code", 7.0, ratings),)),),
        banks=(q.Bank("bank", "Bank", bank),),
    )


def build(
    publication: Publication,
    edition: str = "4th",
    stylesheet: str = PLAIN,
    profile: str = "standard",
) -> Output:
    """Return what the target makes."""
    options = {"edition": edition, "profile": profile}
    return TARGET.build(publication, Context(options, NOON, stylesheet))


def moodle_packages(folder: Path, stylesheet: str = PLAIN) -> tuple[dict[str, bytes], ...]:
    """Return the members of the sample's packages for Moodle: of one SCO, and of SCORM 1.2."""
    made = build(make_publication(folder / "source"), "4th", stylesheet, "moodle").artefacts
    assert [each.path.removeprefix("scorm2004/") for each in made] == [
        "demo-scorm2004.zip",
        "demo-moodle-scorm2004.zip",
        "demo-moodle-scorm12.zip",
    ]
    archives = [each.content for each in made[1:] if isinstance(each.content, Archive)]
    return tuple(members(each, folder / f"made-{n}") for n, each in enumerate(archives))


def members(archive: Archive, folder: Path) -> dict[str, bytes]:
    """Return the members of the archive as they come out of the written zip."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "package.zip"
    write_archive(path, archive, timestamp=NOON)
    with zipfile.ZipFile(path) as written:
        return {name: written.read(name) for name in written.namelist()}


def packed(course: ScormCourse, folder: Path) -> dict[str, bytes]:
    """Return the members of a course's package, as they come out of the written zip."""
    return members(write.package(course, contents(course)), folder)


def package(folder: Path, edition: str = "4th", stylesheet: str = PLAIN) -> dict[str, bytes]:
    """Return the members of the sample's package."""
    (artefact,) = build(make_publication(folder / "source"), edition, stylesheet).artefacts
    assert artefact.path == PACKAGE
    assert isinstance(artefact.content, Archive)
    return members(artefact.content, folder)
