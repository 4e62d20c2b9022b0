"""The bundle: every upload artefact in its folder, and a plan that names each of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from coursewright_packaging.archive import Archive, Content, Member
from coursewright_packaging.coursera.docx import docx_archive
from coursewright_packaging.coursera.lab_image import Lab, image_archive, learner_files
from coursewright_packaging.coursera.quizzes import document_lines, numbered, quiz_yaml
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.rubrics import Outcome
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["PLAN", "Activity", "Bundle", "File", "Metadata", "Placed", "Quiz", "Reading", "archive"]

PLAN = "upload-plan.json"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a thing belongs. item: its title; kind: Coursera's name of the item type."""

    module: str
    item: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A page to paste. html: a whole, plain page."""

    id: str
    placed: Placed
    html: bytes


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz to import."""

    id: str
    placed: Placed
    entries: tuple[q.Question[Rich] | q.Draw, ...]
    settings: q.QuizSettings


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload: a video, captions, a download. path: below its folder in the bundle."""

    path: str
    placed: Placed
    content: Content
    do: str


@dataclass(frozen=True, slots=True)
class Activity:
    """An xAPI activity id (IRI) of an item."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """`course_metadata`, in the requester's form."""

    duration: str
    difficulty: str
    prerequisites: tuple[str, ...]
    learning_outcomes: tuple[str, ...]
    assessment_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Everything that goes up. scorm: the SCORM package, named as its file."""

    course: str
    title: str
    language: str
    metadata: Metadata
    readings: tuple[Reading, ...]
    quizzes: tuple[Quiz, ...]
    banks: Mapping[str, Sequence[q.Question[Rich]]]
    labs: tuple[tuple[Lab, Placed], ...]
    files: tuple[File, ...]
    outcomes: tuple[Outcome, ...]
    activities: tuple[Activity, ...]
    scorm: tuple[str, Content] | None


@dataclass(frozen=True, slots=True)
class _Step:
    file: str
    module: str
    item: str
    kind: str
    do: str


def archive(bundle: Bundle) -> Archive:
    """Return the bundle."""
    members: list[Member] = []
    steps: list[_Step] = []
    for member, placed, do in _uploads(bundle):
        members.append(member)
        steps.append(_Step(member.name, placed.module, placed.item, placed.kind, do))
    for name, value in _facts(bundle):
        members.append(Member(name, _json(value)))
        steps.append(_Step(name, "", "", "course settings", "Enter these facts by hand."))
    plan = {"version": 1, "course": bundle.course, "steps": [asdict(step) for step in steps]}
    return Archive((*members, Member(PLAN, _json(plan))))


def _uploads(bundle: Bundle) -> Iterator[tuple[Member, Placed, str]]:
    for reading in bundle.readings:
        member = Member(f"readings/{reading.id}.html", reading.html)
        yield member, reading.placed, "Make a reading; open this page and paste its content."
    for quiz in bundle.quizzes:
        yield from _quiz(quiz, bundle)
    for lab, placed in bundle.labs:
        yield from _lab(lab, placed)
    for file in bundle.files:
        yield Member(file.path, file.content), file.placed, file.do
    if bundle.scorm:
        name, content = bundle.scorm
        everywhere = Placed("", bundle.title, "SCORM")
        yield (
            Member(f"scorm/{name}", content),
            everywhere,
            "Keep it; upload where SCORM is offered.",
        )


def _quiz(quiz: Quiz, bundle: Bundle) -> Iterator[tuple[Member, Placed, str]]:
    questions = numbered(quiz.entries, bundle.banks)
    if not questions:
        return
    lines = document_lines(questions, quiz.settings)
    document = Member(f"quizzes/docx/{quiz.id}.docx", docx_archive(lines))
    yield document, quiz.placed, "Make an assignment; import the document (Replace to revise it)."
    text = Member(f"quizzes/yaml/{quiz.id}.yaml", quiz_yaml(questions, quiz.settings))
    yield text, quiz.placed, "Only if the document is refused: single-choice questions as YAML."


def _lab(lab: Lab, placed: Placed) -> Iterator[tuple[Member, Placed, str]]:
    image = Member(f"lab-images/{lab.id}.zip", image_archive(lab))
    yield image, placed, "Lab Manager > Upload Build Files; then publish the lab's version."
    for path, content in learner_files(lab):
        member = Member(f"learner-files/{lab.id}/{path}", content)
        yield member, placed, "Upload into the lab's mounted folder, or use those of the image."


def _facts(bundle: Bundle) -> Iterator[tuple[str, object]]:
    metadata = bundle.metadata
    yield (
        "course_metadata.json",
        {
            "course_metadata": {
                "duration": metadata.duration,
                "difficulty": metadata.difficulty,
                "prerequisites": list(metadata.prerequisites),
                "learning_outcomes": list(metadata.learning_outcomes),
                "assessment_type": metadata.assessment_type,
            }
        },
    )
    objectives = [
        {"id": o.id, "title": o.title, "description": o.description, "bloom": o.bloom}
        for o in bundle.outcomes
    ]
    yield "learning-objectives.json", {"version": 1, "objectives": objectives}
    if bundle.activities:
        yield "xapi-activities.json", [_activity(a, bundle.language) for a in bundle.activities]


def _activity(activity: Activity, language: str) -> dict[str, object]:
    definition: dict[str, object] = {"name": {language: activity.name}}
    if activity.description:
        definition["description"] = {language: activity.description}
    return {"id": activity.id, "definition": definition}


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
