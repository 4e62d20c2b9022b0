"""What learners never see: labs as authored, the bundle of the lab service, Coursera's graders."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.bundle.coursera_grader import coursera_grader
from coursewright.bundle.write import runtime_bundle
from coursewright.compile.hints import is_python
from coursewright.model.course import Publication
from coursewright.model.items import Lab
from coursewright.targets.base import Artefact, Context, Output, Target
from coursewright.theme import paper_stylesheet
from coursewright_packaging.archive import Archive
from coursewright_packaging.coursera.grader_image import grader_archive

__all__ = ["TARGET"]


def _build(publication: Publication, _context: Context) -> Output:
    if not publication.private:
        return Output((), (), None)
    name = f"private/{publication.info.id}"
    labs = Artefact(f"{name}-instructor.zip", Archive(publication.private), public=False)
    bundle = Artefact(f"{name}-runtime.zip", runtime_bundle(publication), public=False)
    return Output((labs, bundle, *_graders(publication, name)), (), None)


def _graders(publication: Publication, name: str) -> Iterator[Artefact]:
    """Yield a grader image for each lab that the engine can run."""
    for item in publication.items():
        if isinstance(item, Lab) and _is_python(item):
            grader = coursera_grader(publication, item, paper_stylesheet())
            path = f"{name}-coursera-grader-{item.id}.zip"
            yield Artefact(path, grader_archive(grader), public=False)


def _is_python(lab: Lab[object]) -> bool:
    books = (file.content for file in lab.release if file.path in lab.notebooks)
    return any(is_python(book.decode()) for book in books)


TARGET = Target("private", "Instructors only", _build)
