"""Targets, from the Publication to verified files in the staging folder; runs in a worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from coursewright.engine.cache import Cache
from coursewright.engine.hashing import digest_text
from coursewright.engine.last_build import LastBuild
from coursewright.leaks.gate import LeakGate
from coursewright.model.course import Publication
from coursewright.model.secrets import Leak
from coursewright.result import Packaged, StagedFile
from coursewright.targets.base import Artefact, Context, Output, Target, Tree
from coursewright.targets.kept import ItemKeys, Kept
from coursewright.targets.registry import load_target
from coursewright_packaging.archive import (
    Archive,
    Content,
    HashedFile,
    content_digest,
    write_archive,
)
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file

__all__ = ["Done", "Job", "package"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs.

    targets: names, in order. folder: the staged `dist/`. aside: folder for targets that nobody
    asked for, but that another embeds. timestamp: seconds since 1970. gate: looks for secrets.
    cache, last: where finished archives are known and found again. salt: stands for all that an
    archive depends on beside its members. keys, shelf, place: what pieces depend on, the user's
    own cache, which holds them, and which `dist/` they are for.
    """

    targets: tuple[str, ...]
    publication: Publication
    timestamp: int
    stylesheet: str
    folder: Path
    aside: Path
    gate: LeakGate
    cache: Cache
    last: LastBuild
    salt: str
    keys: ItemKeys
    shelf: Cache
    place: str


@dataclass(frozen=True, slots=True)
class Made:
    """One artefact: its files, what is wrong with them, and what they give away."""

    files: tuple[StagedFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class _Staged:
    """An artefact on disk. key: that of an archive in the cache, else empty.

    known: whether `made` is what the last build found, so that nothing is left to do.
    """

    path: str
    public: bool
    key: str
    made: Made
    known: bool


@dataclass(frozen=True, slots=True)
class _Finished:
    packaged: Packaged
    folder: Path


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job. cleared: SHA-256 of all content that the gate found clean, now or before."""

    packaged: tuple[Packaged, ...]
    cleared: frozenset[str]


def package(job: Job) -> Done:
    """Map, write, verify and search each target of the job."""
    finished: dict[str, _Finished] = {}
    for name in job.targets:
        finished[name] = _target(name, job, finished)
    packaged = tuple(finished[name].packaged for name in job.targets)
    return Done(packaged, frozenset(job.gate.cleared))


def _target(name: str, job: Job, finished: dict[str, _Finished]) -> _Finished:
    target = load_target(name)
    embedded: dict[str, HashedFile] = {}
    for other in target.embeds:
        if other not in finished:
            finished[other] = _target(other, replace(job, folder=job.aside), finished)
        embedded.update(_archives(finished[other]))
    options = job.publication.info.targets.get(name, {})
    with _kept(name, job) as pieces:
        context = Context(options, job.timestamp, job.stylesheet, embedded, pieces)
        return _Finished(_package(target, context, job), job.folder)


@contextmanager
def _kept(target: str, job: Job) -> Iterator[Kept]:
    """Yield the pieces that the last build into this `dist/` made for the target, then keep them.

    The user's own cache holds them: there is one set for each target, which is replaced.
    """
    shelf = digest_text("pieces", target, job.publication.info.id, job.place)
    entry = job.shelf.get(shelf)
    known = entry[0] if entry and isinstance(entry[0], dict) else {}
    kept = Kept(job.keys, digest_text(job.salt, job.stylesheet), known)
    yield kept
    if kept.changed:
        job.shelf.put(shelf, kept.used)


def _archives(finished: _Finished) -> Iterator[tuple[str, HashedFile]]:
    for file in finished.packaged.files:
        if file.members:
            path = finished.folder / file.path
            yield path.name, HashedFile(path, file.sha256)


def _package(target: Target, context: Context, job: Job) -> Packaged:
    output = target.build(job.publication, context)
    losses, pending = output.losses, [*output.artefacts, *_guide(target, output)]
    del output
    # All are written before the first is verified, each one's content going when it is on disk:
    # together they would fill the memory.
    staged = [_stage(pending.pop(0), job) for _ in range(len(pending))]
    made = [_finish(each, job) for each in staged]
    return Packaged(
        target.name,
        target.title,
        tuple(file for each in made for file in each.files),
        losses,
        tuple(diagnostic for each in made for diagnostic in each.diagnostics),
        tuple(leak for each in made for leak in each.leaks),
    )


def _guide(target: Target, output: Output) -> Iterator[Artefact]:
    if output.guide is None:
        return
    from coursewright.theme.pages import render_guide

    page = render_guide(target.title, output.guide)
    yield Artefact(f"{target.name}/upload.html", page.encode())


def _stage(artefact: Artefact, job: Job) -> _Staged:
    """Write the artefact, unless the last build has made the very same."""
    content = artefact.content
    if not isinstance(content, Archive):
        files = tuple(_write(artefact, job))
        return _Staged(artefact.path, artefact.public, "", Made(files), known=False)
    key = digest_text("artefact", job.salt, artefact.path, content_digest(content))
    entry = job.cache.get(key)
    if entry and isinstance(entry[0], Made) and _linked(entry[0], job):
        return _Staged(artefact.path, artefact.public, key, entry[0], known=True)
    files = tuple(_write(artefact, job))
    return _Staged(artefact.path, artefact.public, key, Made(files), known=False)


def _finish(staged: _Staged, job: Job) -> Made:
    """Verify and search what was written; what the last build has made was."""
    if staged.known:
        return staged.made
    made = staged.made
    if staged.public:
        leaks = tuple(job.gate.scan(job.folder / staged.path, staged.path))
        made = Made(made.files, _verify(staged, job), leaks)
    if staged.key and not made.leaks:  # a shared cache is no place for solutions
        job.cache.put(staged.key, made)
    return made


def _linked(made: Made, job: Job) -> bool:
    (file,) = made.files
    path = job.folder / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    return job.last.link(file.path, file.sha256, path)


def _write(artefact: Artefact, job: Job) -> Iterator[StagedFile]:
    path = job.folder / artefact.path
    content = artefact.content
    if not isinstance(content, Tree):
        path.parent.mkdir(parents=True, exist_ok=True)
        yield _write_file(path, artefact.path, content, job)
        return
    for folder in sorted({(path / member.name).parent for member in content.members}):
        folder.mkdir(parents=True, exist_ok=True)
    for member in content.members:
        name = f"{artefact.path}/{member.name}"
        yield _write_file(path / member.name, name, member.content, job)


def _write_file(path: Path, name: str, content: Content, job: Job) -> StagedFile:
    if isinstance(content, Archive):
        written = write_archive(path, content, timestamp=job.timestamp)
        return StagedFile(name, written.sha256, written.size, written.members)
    sha256 = content_digest(content)
    if not job.last.link(name, sha256, path):
        if isinstance(content, HashedFile):
            shutil.copyfile(content.path, path)
        else:
            path.write_bytes(content)
    return StagedFile(name, sha256, path.stat().st_size)


def _verify(staged: _Staged, job: Job) -> tuple[Diagnostic, ...]:
    path = job.folder / staged.path
    if not staged.key and path.suffix != ".txt":
        return ()
    # The writer has just computed the checksums; unpacking media again would prove nothing.
    return verify_file(path, staged.path, checksums=False).diagnostics
