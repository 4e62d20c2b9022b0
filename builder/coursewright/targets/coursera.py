"""Coursera: a bundle of upload artefacts and the plan that says where each of them goes."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.targets.base import (
    Artefact,
    Context,
    Loss,
    Output,
    Target,
    UploadGuide,
    UploadStep,
)
from coursewright.targets.references import resolve
from coursewright.theme.pages import template
from coursewright_packaging.archive import Content
from coursewright_packaging.coursera import bundle as coursera
from coursewright_packaging.coursera.lab_image import Lab
from coursewright_packaging.coursera.quizzes import numbered
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["TARGET"]

_BASE_IMAGE = "quay.io/jupyter/minimal-notebook:python-3.11"
_READINGS = {
    items.Lesson: "reading",
    items.NotebookPage: "reading",
    items.Discussion: "discussion prompt",
    items.Assignment: "peer review",
    items.Link: "reading",
    items.Tool: "plugin",
}


def _build(publication: Publication, context: Context) -> Output:
    writer = _Writer(publication, context)
    path = f"coursera/{publication.info.id}-coursera.zip"
    artefact = Artefact(path, coursera.archive(writer.bundle()))
    return Output((artefact,), tuple(_losses(publication)), _guide(publication))


TARGET = Target("coursera", "Coursera Labs", _build, embeds=("scorm2004",))


class _Writer:
    """Maps one publication to the bundle."""

    def __init__(self, publication: Publication, context: Context) -> None:
        self._publication = publication
        self._context = context
        self._assets = {asset.path: asset for asset in publication.assets}
        self._rubrics = {rubric.id: rubric for rubric in publication.rubrics}

    def bundle(self) -> coursera.Bundle:
        """Return everything that goes up."""
        info = self._publication.info
        return coursera.Bundle(
            course=info.id,
            title=info.title,
            language=info.language,
            metadata=coursera.Metadata(
                duration=info.duration,
                difficulty=info.difficulty,
                prerequisites=info.prerequisites,
                learning_outcomes=("See learning-objectives.json",),
                assessment_type=info.assessment_type,
            ),
            readings=tuple(self._readings()),
            quizzes=tuple(self._quizzes()),
            banks={bank.id: bank.questions for bank in self._publication.banks},
            labs=tuple(self._labs()),
            files=tuple(self._files()),
            outcomes=self._publication.outcomes,
            activities=tuple(self._activities()),
            scorm=next(iter(self._context.embedded.items()), None),
        )

    def _placed(self) -> Iterator[tuple[Module[Rich], items.Item[Rich]]]:
        for module in self._publication.modules:
            for item in module.items:
                yield module, item

    def _readings(self) -> Iterator[coursera.Reading]:
        for module, item in self._placed():
            kind = _READINGS.get(type(item))
            if kind:
                placed = coursera.Placed(module.title, item.title, kind)
                yield coursera.Reading(item.id, placed, self._page(item))

    def _page(self, item: items.Item[Rich]) -> bytes:
        info = self._publication.info
        body = Markup(resolve(item.body.html, self._address))
        if isinstance(item, (items.Link, items.Tool)):
            body += Markup('<p><a href="{0}">{0}</a></p>').format(item.url)
        page = template("reading").render(
            lang=info.language,
            dir=theme.direction(info.language),
            title=item.title,
            stylesheet=Markup(self._context.stylesheet),
            body=body,
            rubric=self._rubrics.get(getattr(item, "rubric", "")),
            say=theme.strings(info.language),
        )
        return page.encode()

    def _address(self, kind: str, key: str, fragment: str) -> str:
        return f"{key}.html{fragment}" if kind == "item" else f"../files/{key}"

    def _quizzes(self) -> Iterator[coursera.Quiz]:
        for module, item in self._placed():
            if isinstance(item, items.Quiz):
                kind = "graded assignment" if item.settings.graded else "practice assignment"
                placed = coursera.Placed(module.title, item.title, kind)
                yield coursera.Quiz(item.id, placed, item.questions, item.settings)

    def _labs(self) -> Iterator[tuple[Lab, coursera.Placed]]:
        base = str(self._context.options.get("base_image", _BASE_IMAGE))
        for module, item in self._placed():
            if isinstance(item, items.Lab):
                files = tuple((file.path, file.content) for file in item.release)
                lab = Lab(item.id, item.title, item.notebook, files, item.requirements, base)
                yield lab, coursera.Placed(module.title, item.title, "lab")

    def _files(self) -> Iterator[coursera.File]:
        for module, item in self._placed():
            if isinstance(item, (items.Video, items.Audio)):
                yield from self._media(module, item)
            elif isinstance(item, items.File):
                placed = coursera.Placed(module.title, item.title, "reading")
                content = self._assets[item.file].file
                do = "Attach the file to a reading."
                yield coursera.File(f"downloads/{item.file}", placed, content, do)
        for asset in self._publication.assets:
            placed = coursera.Placed("", asset.title, "file")
            do = "Upload it where a reading refers to it."
            yield coursera.File(f"files/{asset.path}", placed, asset.file, do)

    def _media(
        self, module: Module[Rich], item: items.Video[Rich] | items.Audio[Rich]
    ) -> Iterator[coursera.File]:
        placed = coursera.Placed(module.title, item.title, "video")
        suffix = item.media.rpartition(".")[2]
        source: Content = self._assets[item.media].file
        yield coursera.File(
            f"videos/{item.id}/{item.id}.{suffix}", placed, source, "Upload it as a video."
        )
        for track in item.captions:
            name = f"videos/{item.id}/{item.id}.{track.language}.vtt"
            do = f"Upload it as {track.kind} in {track.language}."
            yield coursera.File(name, placed, self._assets[track.file].file, do)
        if item.transcript:
            text = item.transcript.text.encode()
            do = "Compare it with the transcript that the platform makes."
            yield coursera.File(f"videos/{item.id}/transcript.txt", placed, text, do)

    def _activities(self) -> Iterator[coursera.Activity]:
        base = self._publication.info.activity_base.rstrip("/")
        if base:
            for _, item in self._placed():
                if not isinstance(item, items.Heading):
                    yield coursera.Activity(f"{base}/{item.id}", item.title, item.summary)


def _losses(publication: Publication) -> Iterator[Loss]:
    for item in publication.items():
        if isinstance(item, items.Quiz):
            yield from _quiz_losses(item, publication)
        elif isinstance(item, items.Discussion) and item.points:
            yield Loss(
                "discussion.points",
                item.id,
                "Discussion prompts are not graded.",
                "A discussion prompt without points.",
            )
        elif isinstance(item, items.Lab):
            yield Loss(
                "lab.grading",
                item.id,
                "The grader image is a part of its own.",
                "The lab image and the learners' files.",
            )
    if any(module.prerequisites for module in publication.modules):
        yield Loss(
            "module.prerequisites",
            "",
            "Modules open by their dates.",
            "The upload plan keeps the order of the modules.",
        )


def _quiz_losses(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Loss]:
    banks = {bank.id: bank.questions for bank in publication.banks}
    for entry in quiz.questions:
        kind = type(entry).__name__.lower()
        if isinstance(entry, (q.Matching, q.Ordering, q.Blanks, q.Dropdowns)):
            yield Loss(
                f"question.{kind}",
                quiz.id,
                "The import knows no such question.",
                "One question for each pair, place or gap.",
            )
        elif isinstance(entry, q.Numeric):
            yield Loss(
                "question.numeric",
                quiz.id,
                "The import's text match knows no tolerance.",
                "A text match with the exact numbers.",
            )
        elif isinstance(entry, (q.Formula, q.Essay, q.FileUpload)):
            yield Loss(
                f"question.{kind}",
                quiz.id,
                "The import takes no such question.",
                "Left out; add a peer review or a programming assignment.",
            )
    if not numbered(quiz.questions, banks):
        yield Loss("quiz", quiz.id, "No question of it can be imported.", "No document.")


def _guide(publication: Publication) -> UploadGuide:
    file = f"{publication.info.id}-coursera.zip"
    steps = [
        UploadStep(file, "", "Unpack the bundle; upload-plan.json names every file in order."),
        UploadStep("", "Course > Settings", "Enter course_metadata.json and the objectives."),
        UploadStep("", "Course > Edit content", "Make modules and items as the plan lists them."),
        UploadStep("", "Item > Reading", "Paste each page of readings/."),
        UploadStep("", "Item > Video", "Upload videos/ with their captions."),
        UploadStep("", "Item > Assignment > Import", "Import each document of quizzes/docx/."),
        UploadStep("", "Lab Manager", "Upload each archive of lab-images/, then publish it."),
    ]
    introduction = (
        "Coursera imports no whole course. The plan says, for each file, to which item it belongs "
        "and what to do; publishing labs stays a step in the browser."
    )
    return UploadGuide("Upload this to Coursera", introduction, tuple(steps))
