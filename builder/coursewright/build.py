"""The order of a build: load, check, compile, package, verify, publish, report."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright import unchanged
from coursewright.engine.hashing import digest_text
from coursewright.engine.progress import Progress
from coursewright.engine.staging import Staging, open_staging
from coursewright.engine.workers import Engine
from coursewright.request import Request
from coursewright.workshop import (
    Workshop,
    on_this_machine,
    open_engine,
    open_workshop,
    own_cache,
    workshop_of,
)

if TYPE_CHECKING:
    from coursewright.examine import Examined
    from coursewright.leaks.gate import LeakGate
    from coursewright.media.examine import Examination
    from coursewright.media.profiles import Plan
    from coursewright.model.course import Publication
    from coursewright.result import Packaged, Result
    from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["build", "check", "media_check", "validate"]


def build(request: Request, progress: Progress) -> Result:
    """Build the request's targets into `request.out`; nothing is replaced when anything is wrong.

    Raises EnvironmentFault when the machine is at fault; mistakes of the author are in the result.
    """
    workshop = open_workshop(request)
    key = _key(request, workshop)
    if result := unchanged.find(key, request, workshop.cache, workshop.index):
        return result
    # The engine ends first, so that no worker writes while the staging folder is removed.
    with (
        open_staging(request.out) as staging,
        open_engine(workshop, request, progress) as engine,
    ):
        result = _build_anew(request, engine, workshop, staging)
    unchanged.remember(key, result, request.out, workshop.cache, workshop.index)
    return result


def check(request: Request, progress: Progress) -> Examined:
    """Return what the course is, with every mistake in it, weighed as the course says."""
    workshop = open_workshop(request)
    with (
        open_engine(workshop, request, progress) as engine,
        tempfile.TemporaryDirectory() as folder,
    ):
        from coursewright.examine import examine, with_documents

        examined = examine(request, engine, workshop.index, Path(folder))
        with on_this_machine(engine, workshop, request) as here:
            return with_documents(examined, here.map)


def validate(request: Request, progress: Progress) -> Examined:
    """Execute the course's notebooks and return how they went, with all else that is wrong."""
    workshop = open_workshop(request)
    with (
        open_engine(workshop, request, progress) as engine,
        tempfile.TemporaryDirectory() as folder,
    ):
        from coursewright.examine import examine
        from coursewright.reports.write import write_notebooks

        examined = examine(request, engine, workshop.index, Path(folder))
        write_notebooks(request.out, examined)
        return examined


def media_check(
    request: Request, files: Sequence[Path], plan: Plan, deep: bool, progress: Progress
) -> tuple[Examination | None, tuple[Diagnostic, ...]]:
    """Return what media files are and what is wrong: those of the course, or `files` and a plan.

    Nothing was examined when the course cannot be read.
    """
    from coursewright.load import load_course
    from coursewright.media.check import check_course_media, check_files

    here = replace(request, scheduler="")
    if files:
        workshop = workshop_of(request)
        with open_engine(workshop, here, progress) as engine:
            return check_files(files, plan, workshop.index, engine.map, deep=deep)
    workshop = open_workshop(request)
    with open_engine(workshop, here, progress) as engine:
        loaded = load_course(request.content, out=request.out, map_step=engine.map)
        if loaded.course is None:
            return None, loaded.diagnostics
        return check_course_media(loaded.course, workshop.index, engine.map, deep=deep)


def _key(request: Request, workshop: Workshop) -> str:
    """Hash the course's files in a thread, while this one loads what a build needs."""
    with ThreadPoolExecutor(1) as reader:
        key = reader.submit(unchanged.build_key, request, workshop.index, workshop.fingerprint)
        import coursewright.result  # noqa: F401 - the whole model, which any build needs

        return key.result()


def _preload(targets: tuple[str, ...]) -> Iterator[object]:
    """Import what packaging needs, a piece at a time, before the workers that inherit it begin."""
    from coursewright.targets.registry import load_target
    from coursewright_packaging.verify import formats

    for name in targets:
        yield load_target(name)
    yield from formats()


def _build_anew(request: Request, engine: Engine, workshop: Workshop, staging: Staging) -> Result:
    # Imported here, since a build with nothing changed ends before it.
    from coursewright.compile.rehearsal import rehearse
    from coursewright.examine import examine, with_documents, with_media

    engine.rehearse(rehearse)
    loads = _preload(request.targets)
    examined = examine(request, engine, workshop.index, staging.work, loads)
    with on_this_machine(engine, workshop, request) as here:
        examined = with_media(examined, workshop.index, here.map)
        examined = with_documents(examined, here.map)
    packaged: tuple[Packaged, ...] = ()
    if examined.publication:
        packaged = _package(request, engine, workshop, staging, examined)
    result = _judge(examined, packaged)
    if result.published:
        staging.publish(_sums(packaged), frozenset(request.targets))
    next(_reporters())(request, examined, result)
    return result


def _reporters() -> Iterator[Callable[[Request, Examined, Result], None]]:
    """Yield what writes reports; its libraries load while the workers package."""
    from coursewright.reports.write import write_reports

    yield write_reports


def _package(
    request: Request, engine: Engine, workshop: Workshop, staging: Staging, examined: Examined
) -> tuple[Packaged, ...]:
    from coursewright.engine.last_build import LastBuild
    from coursewright.leaks.gate import LeakGate
    from coursewright.leaks.public import public_hashes, public_texts
    from coursewright.packages import Job, finish, packaged, write
    from coursewright.shelf import Shelf
    from coursewright.targets.kept import ItemKeys
    from coursewright.targets.registry import groups
    from coursewright.theme import standalone_stylesheet

    publication = examined.publication
    assert publication is not None
    gate = LeakGate.of(examined.secrets, public_texts(publication), public_hashes(publication))
    gate.cleared.update(_cleared(gate, workshop))
    timestamp = _timestamp(request, publication)
    keys = ItemKeys(publication)
    jobs = [
        Job(
            targets=group,
            publication=publication,
            timestamp=timestamp,
            stylesheet=standalone_stylesheet(),
            folder=staging.new,
            aside=staging.work,
            gate=gate,
            cache=workshop.cache,
            last=LastBuild(request.out, workshop.index),
            salt=digest_text(workshop.fingerprint, str(timestamp), gate.digest),
            keys=keys,
            shelf=Shelf(own_cache(), str(request.out)),
        )
        for group in groups(request.targets)
    ]
    done = engine.run("packages", write, finish, jobs, meanwhile=_reporters())
    cleared = frozenset[str]().union(*(end.cleared for _, ends in done for end in ends))
    own_cache().put(_cleared_key(gate, workshop), cleared)
    return tuple(packaged(each, ends) for written, ends in done for each in written)


def _cleared(gate: LeakGate, workshop: Workshop) -> frozenset[str]:
    """Return what the last build with the same secrets found clean."""
    entry = own_cache().get(_cleared_key(gate, workshop))
    return entry[0] if entry and isinstance(entry[0], frozenset) else frozenset()


def _cleared_key(gate: LeakGate, workshop: Workshop) -> str:
    return digest_text("cleared", workshop.fingerprint, gate.digest)


def _timestamp(request: Request, publication: Publication) -> int:
    if request.epoch is not None:
        return request.epoch
    day = publication.info.date or date(1980, 1, 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _judge(examined: Examined, packaged: Sequence[Packaged]) -> Result:
    from coursewright.diagnostics.registry import weigh
    from coursewright.execute.environment import passed_digests
    from coursewright.leaks.gate import report
    from coursewright.result import Result

    found = [
        *examined.diagnostics,
        *(diagnostic for each in packaged for diagnostic in each.diagnostics),
        *report(leak for each in packaged for leak in each.leaks),
    ]
    named = examined.course.info.notebooks.environment if examined.course else ()
    passed = passed_digests(named, os.environ)
    result = Result(weigh(found), tuple(packaged), published=False, passed=passed)
    return replace(result, published=bool(packaged) and not result.failed)


def _sums(packaged: Sequence[Packaged]) -> dict[str, str]:
    return {file.path: file.sha256 for each in packaged for file in each.files}
