"""One target, from the Publication to verified files in the staging folder; runs in a worker."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursewright.leaks.gate import LeakGate
from coursewright.model.course import Publication
from coursewright.model.secrets import Leak
from coursewright.result import Packaged, StagedFile
from coursewright.targets.base import Artefact, Context, Output, Target, Tree
from coursewright.targets.registry import load_target
from coursewright_packaging.archive import Archive, write_archive
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file

__all__ = ["Job", "package"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs. folder: the staged `dist/`; gate: looks for secrets."""

    target: str
    publication: Publication
    context: Context
    folder: Path
    gate: LeakGate


def package(job: Job) -> Packaged:
    """Map, write, verify and search one target."""
    target = load_target(job.target)
    output = target.build(job.publication, job.context)
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


def _write_file(path: Path, name: str, content: Archive | Path | bytes, job: Job) -> StagedFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Archive):
        written = write_archive(path, content, timestamp=job.context.timestamp)
        return StagedFile(name, written.sha256, written.size, written.members)
    if isinstance(content, bytes):
        path.write_bytes(content)
        return StagedFile(name, hashlib.sha256(content).hexdigest(), len(content))
    return _copy(path, name, content)


def _copy(path: Path, name: str, source: Path) -> StagedFile:
    shutil.copyfile(source, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return StagedFile(name, digest, path.stat().st_size)


def _leaks(artefact: Artefact, job: Job) -> Iterator[Leak]:
    return job.gate.scan(job.folder / artefact.path, artefact.path)


def _verify(artefact: Artefact, job: Job) -> tuple[Diagnostic, ...]:
    path = job.folder / artefact.path
    if not artefact.is_archive and path.suffix != ".txt":
        return ()
    # The writer has just computed the checksums; unpacking media again would prove nothing.
    return verify_file(path, artefact.path, checksums=False).diagnostics
