"""Write a bundle: every upload in its folder, and a plan that names each of them in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.coursera.bundle import (
    Activity,
    Bundle,
    Entry,
    File,
    Page,
    Part,
    Placed,
    Quiz,
)
from coursewright_packaging.coursera.docx import docx_archive
from coursewright_packaging.coursera.lab_image import Lab, image_archive, learner_files
from coursewright_packaging.coursera.quizzes import document_lines, quiz_yaml
from coursewright_packaging.pieces import FRESH, Pieces

__all__ = ["PLAN", "archive"]

PLAN = "upload-plan.json"


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to do, and the file that it needs, if any."""

    member: Member | None
    do: str


def archive(bundle: Bundle, pieces: Pieces = FRESH) -> Archive:
    """Return the bundle; its plan has the course first, then the entries in their order.

    pieces: gives back documents of quizzes, by their ids, that were made before.
    """
    members: list[Member] = []
    lines: list[dict[str, object]] = []
    for entry in (bundle.about, *_facts(bundle), *bundle.entries):
        steps = list(_steps(entry, pieces))
        members += (step.member for step in steps if step.member)
        lines += (_line(step, entry.placed) for step in steps)
        if entry.settings:
            lines[-len(steps)]["settings"] = entry.settings
    plan = {"version": 1, "course": bundle.course, "steps": lines}
    return Archive((*members, Member(PLAN, _json(plan))))


def _line(step: _Step, placed: Placed) -> dict[str, object]:
    file = step.member.name if step.member else ""
    return {"file": file, **asdict(placed), "do": step.do}


def _steps(entry: Entry, pieces: Pieces) -> Iterator[_Step]:
    if not entry.parts:
        yield _Step(None, entry.do)
    for part in entry.parts:
        yield from _uploads(part, pieces)


def _uploads(part: Part, pieces: Pieces) -> Iterator[_Step]:
    match part:
        case Page():
            yield _Step(Member(f"readings/{part.id}.html", part.html), part.do)
        case Quiz():
            yield from _quiz(part, pieces)
        case Lab():
            yield from _lab(part)
        case File():
            yield _Step(Member(part.path, part.content), part.do)


def _quiz(quiz: Quiz, pieces: Pieces) -> Iterator[_Step]:
    document, simple = pieces.of("quiz", quiz.id, partial(_documents, quiz))
    yield _Step(
        Member(f"quizzes/docx/{quiz.id}.docx", document),
        "Make an assignment; import the document (Replace to revise it).",
    )
    yield _Step(
        Member(f"quizzes/yaml/{quiz.id}.yaml", simple),
        "Only if the document is refused: single-choice questions as YAML.",
    )


def _documents(quiz: Quiz) -> tuple[Archive, bytes]:
    document = docx_archive(document_lines(quiz.questions, quiz.settings))
    return document, quiz_yaml(quiz.questions, quiz.settings)


def _lab(lab: Lab) -> Iterator[_Step]:
    yield _Step(
        Member(f"lab-images/{lab.id}.zip", image_archive(lab)),
        "Lab Manager > Upload Build Files; then publish the lab's version.",
    )
    for path, content in learner_files(lab):
        yield _Step(
            Member(f"learner-files/{lab.id}/{path}", content),
            "Upload into the lab's mounted folder, or use those of the image.",
        )


def _facts(bundle: Bundle) -> Iterator[Entry]:
    placed = Placed("", bundle.about.placed.item, "course settings")
    for name, value in _files(bundle):
        file = File(name, _json(value), "Enter these facts by hand.")
        yield Entry(placed=placed, parts=(file,))


def _files(bundle: Bundle) -> Iterator[tuple[str, object]]:
    yield "course_metadata.json", {"course_metadata": asdict(bundle.metadata)}
    objectives = [asdict(outcome) for outcome in bundle.outcomes]
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
