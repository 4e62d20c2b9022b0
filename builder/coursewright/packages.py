"""Targets, from the Publication to verified files in the staging folder; runs in a worker."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from coursewright.leaks.gate import LeakGate
from coursewright.model.course import Publication
from coursewright.model.secrets import Leak
from coursewright.result import Packaged, StagedFile
from coursewright.targets.base import Artefact, Context, Output, Target, Tree
from coursewright.targets.registry import load_target
from coursewright_packaging.archive import Archive, Content, HashedFile, write_archive
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file

__all__ = ["Job", "package"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs.

    targets: names, in order. folder: the staged `dist/`. aside: folder for targets that nobody
    asked for, but that another embeds. timestamp: seconds since 1970. gate: looks for secrets.
    """

    targets: tuple[str, ...]
    publication: Publication
    timestamp: int
    stylesheet: str
    folder: Path
    aside: Path
    gate: LeakGate


@dataclass(frozen=True, slots=True)
class _Finished:
    packaged: Packaged
    folder: Path


def package(job: Job) -> tuple[Packaged, ...]:
    """Map, write, verify and search each target of the job."""
    finished: dict[str, _Finished] = {}
    for name in job.targets:
        finished[name] = _target(name, job, finished)
    return tuple(finished[name].packaged for name in job.targets)


def _target(name: str, job: Job, finished: dict[str, _Finished]) -> _Finished:
    target = load_target(name)
    embedded: dict[str, HashedFile] = {}
    for other in target.embeds:
        if other not in finished:
            finished[other] = _target(other, replace(job, folder=job.aside), finished)
        embedded.update(_archives(finished[other]))
    options = job.publication.info.targets.get(name, {})
    context = Context(options, job.timestamp, job.stylesheet, embedded)
    return _Finished(_package(target, context, job), job.folder)


def _archives(finished: _Finished) -> Iterator[tuple[str, HashedFile]]:
    for file in finished.packaged.files:
        if file.members:
            path = finished.folder / file.path
            yield path.name, HashedFile(path, file.sha256)


def _package(target: Target, context: Context, job: Job) -> Packaged:
    output = target.build(job.publication, context)
    artefacts = (*output.artefacts, *_guide(target, output))
    files = tuple(file for artefact in artefacts for file in _write(artefact, job))
    public = [artefact for artefact in artefacts if artefact.public]
    found = tuple(d for artefact in public for d in _verify(artefact, job))
    leaks = tuple(leak for artefact in public for leak in _leaks(artefact, job))
    return Packaged(target.name, target.title, files, output.losses, found, leaks)


def _guide(target: Target, output: Output) -> Iterator[Artefact]:
    if output.guide is None:
        return
    from coursewright.theme.pages import render_guide

    page = render_guide(target.title, output.guide)
    yield Artefact(f"{target.name}/upload.html", page.encode())


def _write(artefact: Artefact, job: Job) -> Iterator[StagedFile]:
    path = job.folder / artefact.path
    content = artefact.content
    if isinstance(content, Tree):
        for member in content.members:
            name = f"{artefact.path}/{member.name}"
            yield _write_file(path / member.name, name, member.content, job)
    else:
        yield _write_file(path, artefact.path, content, job)


def _write_file(path: Path, name: str, content: Content, job: Job) -> StagedFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Archive):
        written = write_archive(path, content, timestamp=job.timestamp)
        return StagedFile(name, written.sha256, written.size, written.members)
    if isinstance(content, HashedFile):
        shutil.copyfile(content.path, path)
        return StagedFile(name, content.sha256, path.stat().st_size)
    path.write_bytes(content)
    return StagedFile(name, hashlib.sha256(content).hexdigest(), len(content))


def _leaks(artefact: Artefact, job: Job) -> Iterator[Leak]:
    return job.gate.scan(job.folder / artefact.path, artefact.path)


def _verify(artefact: Artefact, job: Job) -> tuple[Diagnostic, ...]:
    path = job.folder / artefact.path
    if not artefact.is_archive and path.suffix != ".txt":
        return ()
    # The writer has just computed the checksums; unpacking media again would prove nothing.
    return verify_file(path, artefact.path, checksums=False).diagnostics
