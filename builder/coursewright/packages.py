"""Targets, from the Publication to verified files in the staging folder; runs in a worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from coursewright.check.rules import TOLD_AT_THE_LINE
from coursewright.engine.cache import Cache
from coursewright.engine.hashing import digest_text
from coursewright.engine.last_build import LastBuild
from coursewright.leaks.gate import LeakGate
from coursewright.model.course import Publication
from coursewright.model.secrets import Leak
from coursewright.result import Packaged, StagedFile
from coursewright.shelf import Shelf
from coursewright.targets.base import Artefact, Context, Loss, Output, Target, Tree
from coursewright.targets.kept import ItemKeys, Kept
from coursewright.targets.registry import load_target
from coursewright_packaging.archive import (
    Archive,
    Content,
    HashedFile,
    content_digest,
    write_archive,
)
from coursewright_packaging.archive import Written as WrittenArchive
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file

__all__ = ["Finished", "Job", "Staged", "Written", "finish", "packaged", "write"]

_LARGE = 1 << 20  # bytes; what is smaller is not worth another worker's time


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs.

    targets: names, in order. folder: the staged `dist/`. aside: folder for targets that nobody
    asked for, but that another embeds. timestamp: seconds since 1970. gate: looks for secrets.
    cache, last: where finished archives are known and found again. salt: stands for all that an
    archive depends on beside its members. keys, shelf: what pieces depend on, and where they lie.
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
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Made:
    """One artefact: its files, what is wrong with them, and what they give away."""

    files: tuple[StagedFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    leaks: tuple[Leak, ...] = ()


@dataclass(frozen=True, slots=True)
class Staged:
    """An artefact on disk. key: that of an archive in the cache, else empty.

    folder: what `path` is relative to. known: whether `made` is what the last build found, so that
    nothing is left to do. embedded: SHA-256 of other public artefacts, finished by themselves.
    """

    folder: Path
    path: str
    public: bool
    key: str
    made: Made
    known: bool
    embedded: frozenset[str] = frozenset()

    @property
    def at(self) -> Path:
        """Return where it stands."""
        return self.folder / self.path


@dataclass(frozen=True, slots=True)
class Written:
    """What one target has written. inside: what it embeds and nobody asked for beside it."""

    target: str
    title: str
    losses: tuple[Loss, ...]
    staged: tuple[Staged, ...]
    inside: tuple[Staged, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Verified artefacts, by where they are staged.

    cleared: SHA-256 of all content that the gate found clean so far.
    """

    made: tuple[tuple[Path, Made], ...]
    cleared: frozenset[str]


def write(job: Job) -> tuple[tuple[Written, ...], tuple[tuple[Staged, ...], ...]]:
    """Map and write each target of the job; return what stands there, and what is to be finished.

    A part of the latter is a large artefact, or many small ones.
    """
    written: dict[str, Written] = {}
    for name in job.targets:
        written[name] = _target(name, job, written)
    wanted = tuple(written[name] for name in job.targets)
    return wanted, tuple(_parts([s for each in wanted for s in (*each.staged, *each.inside)]))


def finish(job: Job, staged: tuple[Staged, ...]) -> Finished:
    """Verify and search what was written."""
    made = tuple((each.at, _finish(each, job)) for each in staged)
    return Finished(made, frozenset(job.gate.cleared))


def packaged(written: Written, finished: Iterable[Finished]) -> Packaged:
    """Return what a target has left behind. finished: at least all of its artefacts."""
    made = dict(pair for each in finished for pair in each.made)
    own = [made[staged.at] for staged in written.staged]
    every = [*own, *(made[staged.at] for staged in written.inside)]
    return Packaged(
        written.target,
        written.title,
        tuple(file for each in own for file in each.files),
        written.losses,
        tuple(diagnostic for each in every for diagnostic in each.diagnostics),
        tuple(leak for each in every for leak in each.leaks),
    )


def _parts(staged: Sequence[Staged]) -> Iterator[tuple[Staged, ...]]:
    """Yield what workers may finish apart, the large ones first."""
    small = []
    for each in staged:
        if any(file.size > _LARGE for file in each.made.files):
            yield (each,)
        else:
            small.append(each)
    if small:
        yield tuple(small)


def _target(name: str, job: Job, written: dict[str, Written]) -> Written:
    target = load_target(name)
    for other in target.embeds:
        if other not in written:
            written[other] = _target(other, replace(job, folder=job.aside), written)
    embedded = dict(pair for other in target.embeds for pair in _archives(written[other]))
    aside = [written[other].staged for other in target.embeds if other not in job.targets]
    output = _built(target, embedded, job)
    artefacts = [*output.artefacts, *_guide(target, output, job.publication)]
    losses = output.losses
    del output
    inside = chain(*(written[other].staged for other in target.embeds))
    searched = frozenset(file.sha256 for s in inside if s.public for file in s.made.files)
    staged = _staged(artefacts, job, searched)
    return Written(name, target.title, losses, staged, tuple(chain(*aside)))


def _built(target: Target, embedded: Mapping[str, HashedFile], job: Job) -> Output:
    """Return what the target makes; of single items, what it made before where that still holds."""
    course, options = job.publication.info.id, job.publication.info.targets.get(target.name, {})
    around = digest_text(job.salt, job.stylesheet)
    kept = Kept(job.keys, around, job.shelf.pieces(course, target.name))
    context = Context(options, job.timestamp, job.stylesheet, embedded, kept)
    output = target.build(job.publication, context)
    if kept.changed:
        job.shelf.keep(course, target.name, kept.used)
    kept.forget()  # what is written goes from memory piece by piece
    return output


def _archives(written: Written) -> Iterator[tuple[str, HashedFile]]:
    for staged in written.staged:
        for file in staged.made.files:
            if file.members:
                path = staged.at
                yield path.name, HashedFile(path, file.sha256)


def _staged(pending: list[Artefact], job: Job, embedded: frozenset[str]) -> tuple[Staged, ...]:
    """Write the artefacts; each one's content goes when it is on disk, or all fill the memory."""
    return tuple(
        replace(_stage(pending.pop(0), job), embedded=embedded) for _ in range(len(pending))
    )


def _guide(target: Target, output: Output, publication: Publication) -> Iterator[Artefact]:
    if output.guide is None:
        return
    from coursewright.targets.by_hand import by_hand
    from coursewright.theme.pages import render_guide

    titles = {item.id: item.title for item in publication.items()}
    page = render_guide(target.title, output.guide, by_hand(output.losses, titles))
    yield Artefact(f"{target.name}/upload.html", page.encode())


def _stage(artefact: Artefact, job: Job) -> Staged:
    """Write the artefact, unless the last build has made the very same."""
    content = artefact.content
    if not isinstance(content, Archive):
        files = tuple(_write(artefact, job))
        return Staged(job.folder, artefact.path, artefact.public, "", Made(files), known=False)
    key = digest_text("artefact", job.salt, artefact.path, content_digest(content))
    entry = job.cache.get(key)
    if entry and isinstance(entry[0], Made) and _linked(entry[0], job):
        return Staged(job.folder, artefact.path, artefact.public, key, entry[0], known=True)
    files = tuple(_write(artefact, job))
    return Staged(job.folder, artefact.path, artefact.public, key, Made(files), known=False)


def _finish(staged: Staged, job: Job) -> Made:
    """Verify and search what was written; what the last build has made was."""
    if staged.known:
        return staged.made
    made = staged.made
    if staged.public:
        members = (member for file in made.files for member in file.members)
        passed = job.gate.settled(members, staged.embedded)
        leaks = tuple(job.gate.scan(staged.at, staged.path, passed))
        made = Made(made.files, _verify(staged), leaks)
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
        written = _write_archive(path, name, content, job)
        return StagedFile(name, written.sha256, written.size, written.members)
    sha256 = content_digest(content)
    if not job.last.link(name, sha256, path):
        if isinstance(content, HashedFile):
            shutil.copyfile(content.path, path)
        else:
            path.write_bytes(content)
    return StagedFile(name, sha256, path.stat().st_size)


def _write_archive(path: Path, name: str, content: Archive, job: Job) -> WrittenArchive:
    """Write an archive; of a large one, what the last build has packed already is copied."""
    layout = job.shelf.layout(name, job.salt)
    with job.last.archive(name, layout) if layout else nullcontext() as earlier:
        written = write_archive(path, content, timestamp=job.timestamp, earlier=earlier)
    if written.size > _LARGE:
        job.shelf.keep_layout(name, job.salt, written.layout)
    return written


def _verify(staged: Staged) -> tuple[Diagnostic, ...]:
    path = staged.at
    if not staged.key and path.suffix != ".txt":
        return ()
    # The writer has just computed the checksums; unpacking media again would prove nothing.
    found = verify_file(path, staged.path, checksums=False).diagnostics
    return tuple(each for each in found if each.rule not in TOLD_AT_THE_LINE)
