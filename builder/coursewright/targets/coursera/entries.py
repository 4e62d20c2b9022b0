"""A Publication as entries: modules, lessons, items and files, in the order of the course."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.targets.base import Context
from coursewright.targets.coursera.pages import PASTED, Pages
from coursewright.targets.coursera.settings import item_settings, module_settings
from coursewright.targets.coursera.submit import with_submit_button
from coursewright_packaging.coursera.bundle import Entry, File, Page, Part, Placed, Quiz
from coursewright_packaging.coursera.lab_image import Lab
from coursewright_packaging.coursera.numbering import numbered
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Entries"]

_BASE_IMAGE = "quay.io/jupyter/minimal-notebook:python-3.11"
_KINDS = {
    items.Lesson: "reading",
    items.NotebookPage: "reading",
    items.Discussion: "discussion prompt",
    items.Assignment: "peer review",
    items.Link: "reading",
    items.Tool: "plugin",
    items.File: "reading",
    items.Video: "video",
    items.Audio: "reading",
    items.Lab: "lab",
    items.Heading: "lesson",
}
_BY_HAND = {
    items.Heading: "Begin a lesson of this name; what follows in the module belongs to it.",
    items.Quiz: "Make an assignment by hand; nothing of it can be imported.",
}


class Entries:
    """Maps one publication."""

    def __init__(self, publication: Publication, context: Context) -> None:
        """context: `base_image` of its options names what lab images are built on, `course_slug`
        the course that notebooks are handed in to.
        """
        self._pieces = context.pieces
        self._publication = publication
        self._embedded = context.embedded
        self._base = str(context.options.get("base_image", _BASE_IMAGE))
        self._slug = str(context.options.get("course_slug", ""))
        self._pages = Pages(publication, context.stylesheet)
        self._assets = {asset.path: asset for asset in publication.assets}
        self._banks = {bank.id: bank.questions for bank in publication.banks}

    def all(self) -> Iterator[Entry]:
        """Yield every entry but the course's own."""
        for module in self._publication.modules:
            yield Entry(
                placed=Placed(module.title, "", "module", _module_id(module)),
                do="Make the module.",
                settings=module_settings(module, self._publication),
            )
            for item in module.items:
                yield self._item(module, item)
        yield from self._shared()

    def _item(self, module: Module[Rich], item: items.Item[Rich]) -> Entry:
        return Entry(
            placed=Placed(module.title, item.title, _kind(item), item.id, _module_id(module)),
            do=_BY_HAND.get(type(item), "Make the item by hand."),
            parts=tuple(self._parts(item)),
            settings=item_settings(item, self._publication),
        )

    def _parts(self, item: items.Item[Rich]) -> Iterator[Part]:
        match item:
            case items.Quiz():
                questions = numbered(item.questions, self._banks)
                if questions:
                    yield Quiz(item.id, questions, item.settings)
            case items.Lab():
                files = tuple(self._released(item))
                yield Lab(item.id, item.title, item.notebook, files, item.requirements, self._base)
            case items.Video() | items.Audio():
                yield from self._media(item)
        page = self._pieces.of("page", item.id, partial(self._pages.page, item))
        if page:
            yield Page(item.id, page, PASTED[type(item)])
        if isinstance(item, items.File):
            content = self._assets[item.file].file
            yield File(f"downloads/{item.file}", content, "Attach the file to the reading.")

    def _released(self, lab: items.Lab[Rich]) -> Iterator[tuple[str, bytes]]:
        for file in lab.release:
            if lab.coursera and file.path == lab.notebook:
                yield file.path, with_submit_button(file.content, self._slug, lab.coursera)
            else:
                yield file.path, file.content

    def _media(self, item: items.Video[Rich] | items.Audio[Rich]) -> Iterator[File]:
        folder, suffix = f"videos/{item.id}", item.media.rpartition(".")[2]
        media = self._assets[item.media].file
        sound = isinstance(item, items.Audio)
        do = "Attach it to a reading." if sound else "Upload it as a video."
        yield File(f"{folder}/{item.id}.{suffix}", media, do)
        for track in item.captions:
            do = f"Upload it as {track.kind} in {track.language} ({track.label})."
            name = f"{folder}/{item.id}.{track.language}.vtt"
            yield File(name, self._assets[track.file].file, do)
        if item.transcript:
            text = item.transcript.text.encode()
            do = "Compare it with the transcript that the platform makes."
            yield File(f"{folder}/transcript.txt", text, do)

    def _shared(self) -> Iterator[Entry]:
        for asset in self._publication.assets:
            file = File(
                f"files/{asset.path}", asset.file, "Upload it where a reading refers to it."
            )
            yield Entry(placed=Placed("", asset.title, "file", f"file:{asset.path}"), parts=(file,))
        standard = f"{self._publication.info.id}-scorm2004.zip"  # not those for Moodle
        for name, content in self._embedded.items():
            if name != standard:
                continue
            do = "Keep it; upload where SCORM is offered."
            placed = Placed("", self._publication.info.title, "SCORM", f"scorm:{name}")
            yield Entry(placed=placed, parts=(File(f"scorm/{name}", content, do),))


def _module_id(module: Module[Rich]) -> str:
    """Return the id of a module, which no item has."""
    return f"module:{module.id}"


def _kind(item: items.Item[Rich]) -> str:
    """Return Coursera's name of the item type."""
    if isinstance(item, items.Quiz):
        return "graded assignment" if item.settings.graded else "practice assignment"
    return _KINDS[type(item)]
