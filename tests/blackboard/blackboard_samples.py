"""A publication with every item kind and every question type, and helpers to write it."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from coursewright.model import items
from coursewright.model.course import Asset, CourseInfo, GradeStep, Group, Module, Publication
from coursewright.model.source import Place
from coursewright.targets.base import Context, Output
from coursewright.targets.blackboard import TARGET
from coursewright_packaging.archive import Archive, write_archive
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.rubrics import Criterion, Outcome, Rating, Rubric
from coursewright_packaging.vocabulary.text import EMPTY, Rich

NOON = 1_755_777_600  # 2025-08-21T12:00:00Z
PLACE = Place("course.yaml", 1, 1)
NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'
CONTEXT = Context({}, NOON, "body { color: CanvasText; }\n")


def rich(text: str) -> Rich:
    """Return a paragraph."""
    return Rich(f"<p>{text}</p>", text)


def option(key: str, *, correct: bool = False, feedback: str = "") -> q.Option[Rich]:
    """Return an option whose text is its key."""
    return q.Option(key, rich(f"Option {key}"), correct, rich(feedback) if feedback else None)


PICTURED = Rich(
    '<p>Pick one</p><p><img src="cw:asset/images/pic.png" alt="A diagram" /></p>', "Pick one"
)


def every_question() -> tuple[q.Question[Rich], ...]:
    """Return one question of each type."""
    feedback = q.Feedback(rich("See chapter 1."), rich("Well done."), rich("Not yet."))
    right, wrong = option("a", correct=True, feedback="Yes, a."), option("b", feedback="No, b.")
    return (
        q.MultipleChoice(
            id="mc", title="One", stem=PICTURED, feedback=feedback, options=(right, wrong)
        ),
        q.MultipleAnswer(
            id="ma",
            title="Some",
            stem=rich("Pick some"),
            points=2.0,
            partial_credit=True,
            options=(right, wrong, option("c", correct=True)),
        ),
        q.TrueFalse(
            id="tf",
            title="Truth",
            stem=rich("Water is wet"),
            answer=True,
            true_feedback=rich("It is"),
        ),
        q.ShortAnswer(
            id="sa",
            title="Word",
            stem=rich("Capital of France"),
            accepted=(q.Accepted("Paris"), q.Accepted("Lutetia", rich("In Latin"))),
        ),
        q.Blanks(
            id="bl",
            title="Gaps",
            stem=rich("The [animal] gives [food]"),
            blanks=(
                q.Blank("animal", (q.Accepted("cow", rich("Moo")), q.Accepted("goat"))),
                q.Blank("food", (q.Accepted("milk"),)),
            ),
        ),
        q.Dropdowns(
            id="dd",
            title="Lists",
            stem=rich("[a] before [b]"),
            dropdowns=(
                q.Dropdown("a", (option("x", correct=True), option("y"))),
                q.Dropdown("b", (option("x"), option("y", correct=True), option("z"))),
            ),
        ),
        q.Matching(
            id="mt",
            title="Pairs",
            stem=rich("Match"),
            pairs=(
                q.Pair("p1", rich("France"), rich("Paris")),
                q.Pair("p2", rich("Italy"), rich("Rome")),
            ),
            distractors=(rich("Oslo"),),
        ),
        q.Ordering(
            id="or",
            title="Order",
            stem=rich("Sort"),
            entries=(option("first"), option("second"), option("third")),
        ),
        q.Numeric(
            id="nu",
            title="Number",
            stem=rich("Pi?"),
            answers=(q.NumericAnswer(3.13, 3.15, 3.14, 0.01),),
        ),
        q.Formula(
            id="fo",
            title="Sum",
            stem=rich("What is [x] times 2?"),
            expression="2*x + 1",
            variables=(q.Variable("x", 1, 9),),
            tolerance=0.5,
            sets=3,
        ),
        q.TextOnly(id="tx", title="Text", stem=rich("Now write."), points=0.0),
        q.Essay(id="es", title="Essay", stem=rich("Discuss"), model_answer=rich("A model")),
        q.FileUpload(id="fu", title="File", stem=rich("Hand in"), extensions=("pdf",)),
    )


def _items() -> tuple[items.Item[Rich], ...]:
    common = {"place": PLACE}
    lesson = (
        '<h2>Why</h2><p>See <a href="cw:item/quiz-1#top">the quiz</a> and <a class="x" '
        'href="cw:item/site">a site</a>.</p><p><img src="cw:asset/images/pic.png" alt="A" /></p>'
    )
    return (
        items.Lesson(id="lesson", title="A & B", body=Rich(lesson, "Why"), **common),
        items.Heading(id="heading", title="Practice", body=EMPTY, **common),
        items.NotebookPage(
            id="notebook", title="Notebook", body=rich("Cells"), notebook="nb/one.ipynb", **common
        ),
        items.Video(
            id="video",
            title="Video",
            body=rich("Watch"),
            media="media/talk.mp4",
            captions=(items.Captions("en", "English", "media/talk.vtt"),),
            transcript=rich("Hello"),
            **common,
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
            release=(
                items.LabFile("notebook.ipynb", NOTEBOOK),
                items.LabFile("src/index.jsp", b"<% %>"),
            ),
            **common,
        ),
        items.Quiz(
            id="quiz-1",
            title="Quiz",
            body=rich("Ten minutes."),
            questions=(*every_question(), q.Draw("draw-1", "bank", 2, 3.0)),
            settings=q.QuizSettings(
                attempts=2, time_limit=10, pass_mark=0.5, shuffle_questions=True, one_at_a_time=True
            ),
            group="work",
            **common,
        ),
        items.Discussion(
            id="talk", title="Talk", body=rich("Say"), mode="graded", points=5.0, **common
        ),
        items.Assignment(id="essay", title="Essay", body=rich("Write"), rubric="rubric", **common),
        items.Tool(
            id="tool",
            title="Tool",
            body=EMPTY,
            url="https://lab.example.org/launch",
            custom=(("lab_id", "lab"),),
            points=10.0,
            **common,
        ),
        items.Link(
            id="site", title="Site", body=EMPTY, url="https://example.org/?a=1&b=2", **common
        ),
        items.File(id="file", title="Sheet", body=EMPTY, file="files/sheet.pdf", **common),
        items.Video(
            id="recording",
            title="Recording",
            body=rich("Listen"),
            media="media/talk.mp4",
            captions=(items.Captions("en", "English", "media/talk.vtt"),),
            transcript=rich("Hello again"),
            collaborate="https://collaborate.example.org/recording/1",
            **common,
        ),
    )


def _assets(folder: Path) -> tuple[Asset, ...]:
    made = []
    for path in (
        "images/pic.png",
        "nb/one.ipynb",
        "media/talk.mp4",
        "media/talk.vtt",
        "files/sheet.pdf",
    ):
        source = folder / path
        source.parent.mkdir(parents=True, exist_ok=True)
        content = NOTEBOOK if path.endswith(".ipynb") else path.encode()
        source.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        name = path.rpartition("/")[2]
        made.append(Asset(path, source, digest, len(content), "", name, path))
    return tuple(made)


def make_publication(folder: Path) -> Publication:
    """Return a publication with everything. folder: where its assets are written."""
    every = _items()
    dates = items.Dates(due=datetime(2026, 1, 31, 23, 59, tzinfo=UTC))
    every = (*every[:5], replace(every[5], dates=dates), *every[6:])
    bank = tuple(
        q.TrueFalse(id=f"bank-{n}", title=f"B{n}", stem=rich(f"Bank {n}"), answer=n % 2 == 0)
        for n in range(3)
    )
    ratings = (Rating("good", "Good", 7.0, "All of it"), Rating("none", "None", 0.0))
    criteria = (
        Criterion("c1", "Code", 7.0, ratings),
        Criterion("c2", "Text", 7.0, ratings),
        Criterion("c3", "Style", 7.0, ratings),
    )
    return Publication(
        info=CourseInfo(
            id="demo",
            title="Demo “course”",
            place=PLACE,
            description="A course.",
            version="1.2.0",
            date=date(2025, 8, 21),
            groups=(Group("work", "Work", 60.0),),
            grading_scheme=(GradeStep("A", 0.9),),
        ),
        modules=(
            Module(id="one", title="One", place=PLACE, summary="First <part>", items=every[:6]),
            Module(id="two", title="Two", place=PLACE, items=every[6:], prerequisites=("one",)),
        ),
        assets=_assets(folder),
        outcomes=(Outcome("o1", "Explain"),),
        rubrics=(Rubric("rubric", "Rubric", criteria),),
        banks=(q.Bank("bank", "Bank", bank),),
    )


def build(publication: Publication) -> Output:
    """Return what the target makes."""
    return TARGET.build(publication, CONTEXT)


def written(output: Output, folder: Path) -> dict[str, Path]:
    """Write every artefact below `folder` and return the files by path in `dist/`."""
    files = {}
    for artefact in output.artefacts:
        path = folder / artefact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(artefact.content, Archive):
            write_archive(path, artefact.content, timestamp=NOON)
        else:
            assert isinstance(artefact.content, bytes)
            path.write_bytes(artefact.content)
        files[artefact.path] = path
    return files


def members(path: Path) -> dict[str, bytes]:
    """Return the members of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
