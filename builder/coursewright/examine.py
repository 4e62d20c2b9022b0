"""From the course folder to a Publication, and every mistake on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.diagnostics.registry import all_rules, weigh, weighable
from coursewright.engine.hashing import FileIndex
from coursewright.engine.steps import MapStep
from coursewright.engine.workers import Engine
from coursewright.execute.outcome import Executed
from coursewright.model.course import Asset, Course, Publication
from coursewright.model.items import Audio, Video
from coursewright.model.secrets import Secret
from coursewright.model.source import Place
from coursewright.request import Request
from coursewright_packaging.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from coursewright.media.examine import Examination
    from coursewright.prove.model import Proved

__all__ = ["Examined", "examine", "with_documents", "with_media"]


_NOTHING = Executed()


@dataclass(frozen=True, slots=True)
class Examined:
    """What a course is.

    publication: `None` when the course has errors. secrets: what no public file may hold.
    executed: how its notebooks went. proved: how its labs' solutions and releases were graded.
    media: what videos and audio files are, `None` when there are none or nobody has looked.
    files: what the course publishes as files, also when it has errors.
    """

    course: Course | None
    publication: Publication | None
    secrets: tuple[Secret, ...]
    diagnostics: tuple[Diagnostic, ...]
    executed: Executed = _NOTHING
    proved: tuple[Proved, ...] = ()
    media: Examination | None = None
    files: tuple[Asset, ...] = ()


def examine(
    request: Request,
    engine: Engine,
    index: FileIndex,
    workspace: Path,
    meanwhile: Iterator[object] | None = None,
) -> Examined:
    """Load, check and compile the course.

    index: digests of the course's files. workspace: folder for files that compiling makes; they
    must outlive the Publication. meanwhile: gone on with while
    workers compute.
    """
    from coursewright.load import load_course

    map_step = partial(engine.map, meanwhile=meanwhile)
    loaded = load_course(
        request.content, term=request.term or None, out=request.out, map_step=map_step
    )
    if loaded.course is None:
        return Examined(None, None, (), weigh(loaded.diagnostics))
    course = loaded.course
    from coursewright.check import check_course
    from coursewright.compile import compile_course

    executed = _NOTHING
    if request.notebooks and not _failed(loaded.diagnostics):
        from coursewright.execute.course import execute_course

        executed = execute_course(course, request, engine, index)
    compiled = compile_course(
        course,
        map_step=map_step,
        workspace=workspace,
        index=index,
        unread=loaded.unread,
        executed=executed.texts,
    )
    found = [
        *loaded.diagnostics,
        *_unlinked(loaded.strays, compiled.publication),
        *check_course(course, today=request.today, unread=loaded.unread),
        *compiled.diagnostics,
    ]
    proved: tuple[Proved, ...] = ()
    # What cannot be released as it is cannot be graded either.
    if request.notebooks and not _failed(found):
        from coursewright.prove.course import prove_course

        proved, faults = prove_course(course, compiled.publication, executed, request, engine)
        found += faults
    found += executed.diagnostics
    weighed = weigh(_as_course_says(course, loaded.rules_at, found))
    publication = None if _failed(weighed) else compiled.publication
    files = compiled.publication.assets
    return Examined(course, publication, compiled.secrets, weighed, executed, proved, files=files)


def _failed(found: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in found)


def with_media(examined: Examined, index: FileIndex, map_step: MapStep) -> Examined:
    """Return the course with its media examined, and without a publication if they have errors."""
    course = examined.course
    if course is None or not any(isinstance(item, Video | Audio) for item in course.items()):
        return examined
    from coursewright.media.examine import examine_media

    media = examine_media(course, index, map_step)
    found = _weighed(course, media.diagnostics)
    return replace(_with(examined, found), media=replace(media, diagnostics=found))


def with_documents(examined: Examined, map_step: MapStep) -> Examined:
    """Return the course with its documents examined, as `with_media` does its media."""
    from coursewright.documents.read import is_document

    if examined.course is None or not any(is_document(each.origin) for each in examined.files):
        return examined
    from coursewright.documents.examine import examine_documents

    found = examine_documents(examined.files, map_step)
    return _with(examined, _weighed(examined.course, found))


def _weighed(course: Course, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    if course.info.severities:
        from coursewright.check import apply_severities

        found = apply_severities(found, course.info.severities, weighable())
    return weigh(found)


def _with(examined: Examined, found: tuple[Diagnostic, ...]) -> Examined:
    """Return the course with more found in it, and without a publication if there are errors."""
    return replace(
        examined,
        publication=None if _failed(found) else examined.publication,
        diagnostics=weigh([*examined.diagnostics, *found]),
    )


def _unlinked(strays: Iterable[Diagnostic], publication: Publication) -> Iterator[Diagnostic]:
    """Yield what is said of files and folders that no text of the course links to."""
    linked = [asset.origin for asset in publication.assets]
    for stray in strays:
        if not any(
            origin == stray.path or origin.startswith(f"{stray.path}/") for origin in linked
        ):
            yield stray


def _as_course_says(
    course: Course, places: Mapping[str, Place], found: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    severities = course.info.severities
    if not severities:  # the rules of every format are heavy to gather
        return tuple(found)
    from coursewright.check import apply_severities, check_severities

    checked = check_severities(severities, places, all_rules(), weighable())
    return apply_severities([*found, *checked], severities, weighable())
