"""Search the finished bytes of an artefact, archives in archives included."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO

from ahocorasick_rs import AhoCorasick

from coursewright.engine.hashing import digest_text
from coursewright.leaks.containers import HEAD, embedded, expanded, is_compressed, is_tape, spooled
from coursewright.leaks.containers import members as tape_members
from coursewright.leaks.haystack import readings
from coursewright.leaks.keys import key_like
from coursewright.leaks.needles import collapse, needles
from coursewright.leaks.rules import NO_KEY, NO_SOLUTION
from coursewright.leaks.sieve import Sieve
from coursewright.model.secrets import Leak, Secret
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.reading import UNREADABLE

__all__ = ["LeakGate", "report"]

_CHUNK = 8 << 20
_OVERLAP = 64 << 10  # longer than any line, in any escape
_NESTED = (b"PK\x03\x04", b"PK\x05\x06")
_DEEPEST = 6  # archives in archives; what lies deeper, or unpacks to more, is read as it is
_LARGEST = 1 << 30
_SHOWN = 12
_KEY_SHOWN = 6
_NOWHERE = "\0"  # no artefact is called so
_NAMED = 3


@dataclass(frozen=True)
class LeakGate:
    """Looks for needles.

    known: SHA-256 of files that the author published on purpose. cleared: SHA-256 of content that
    was searched and holds none of the needles; searching adds to it.
    """

    needles: Mapping[str, Secret]
    known: frozenset[str] = frozenset()
    cleared: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, secrets: Iterable[Secret], public: Iterable[str], known: Iterable[str] = ()
    ) -> LeakGate:
        """Return the gate for these secrets; `public` text is what learners read anyway."""
        return cls(dict(needles(secrets, public)), frozenset(known))

    @cached_property
    def digest(self) -> str:
        """Return what stands for everything that the gate looks for and passes over."""
        return digest_text(*sorted(self.needles), "known", *sorted(self.known))

    def scan(self, path: Path, shown: str) -> Iterator[Leak]:
        """Yield each secret line in the file or folder `path`.

        shown: how the artefact is called. Raises OSError when it cannot be read.
        """
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            name = f"{shown}/{file.relative_to(path).as_posix()}" if path.is_dir() else shown
            with file.open("rb") as stream:
                yield from self._stream(stream, name, ())

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(secret.text for secret in self.needles.values())

    @cached_property
    def _lines(self) -> AhoCorasick:
        return AhoCorasick(sorted(self.needles))

    def _stream(
        self, stream: BinaryIO, path: str, members: tuple[str, ...], depth: int = 0
    ) -> Iterator[Leak]:
        head = stream.read(HEAD)
        stream.seek(0)
        if depth < _DEEPEST:
            if head[:4] in _NESTED:
                inside = self._archive(stream, path, members, depth)
                if inside is not None:
                    yield from inside
                    return
            elif is_compressed(head):
                content = spooled(expanded(stream, head))
                yield from self._stream(content, path, members, depth + 1)
            elif is_tape(head):
                for name, data in tape_members(stream):
                    inner = (*members, name)
                    yield from self._leaks(self._search(name.encode()), path, inner)
                    yield from self._stream(io.BytesIO(data), path, inner, depth + 1)
            stream.seek(0)
        yield from self._bytes(stream, path, members, depth)

    def _bytes(
        self, stream: BinaryIO, path: str, members: tuple[str, ...], depth: int
    ) -> Iterator[Leak]:
        digest = _digest(stream)
        if digest in self.cleared:
            return
        stream.seek(0)
        secrets: dict[str, Secret] = {}
        inner: list[Leak] = []
        pieces = False
        for chunk in _chunks(stream):
            # Media holds text in its comments only, and nobody escapes those.
            if digest not in self.known or self._sieve.stands_plainly(chunk):
                secrets |= self._search(chunk)
                for piece in embedded(chunk) if depth < _DEEPEST else ():
                    pieces = True
                    inner += self._stream(io.BytesIO(piece), path, members, depth + 1)
        # What may stand here may be a leak elsewhere, so only what holds nothing at all is clean.
        if not secrets and not pieces:
            self.cleared.add(digest)
        yield from dict.fromkeys((*self._leaks(secrets, path, members), *inner))

    def _leaks(
        self, found: Mapping[str, Secret], path: str, members: tuple[str, ...]
    ) -> Iterator[Leak]:
        for line in sorted(found):
            if not path.startswith(found[line].spared or _NOWHERE):
                yield Leak(found[line], path, "!".join(members))

    def _archive(
        self, stream: BinaryIO, path: str, members: tuple[str, ...], depth: int
    ) -> list[Leak] | None:
        """Return what an archive gives away, `None` when it cannot be unpacked."""
        found: list[Leak] = []
        try:
            with zipfile.ZipFile(stream) as archive:
                infos = sorted(archive.infolist(), key=lambda info: info.filename)
                found += self._leaks(self._search(archive.comment), path, members)
                if members and sum(info.file_size for info in infos) > _LARGEST:
                    return None
                for info in infos:
                    found += self._member(archive, info, path, (*members, info.filename), depth)
        except UNREADABLE:
            return None
        return found

    def _member(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        path: str,
        names: tuple[str, ...],
        depth: int,
    ) -> Iterator[Leak]:
        told = info.filename.encode("utf-8", "replace") + b"\n" + info.comment + b"\n" + info.extra
        yield from self._leaks(self._search(told), path, names)
        with archive.open(info) as member:
            yield from self._stream(_spooled(member, info.file_size), path, names, depth + 1)

    def _search(self, data: bytes) -> dict[str, Secret]:
        """Return what stands in `data`, by the text that was found."""
        keys = {key.text: key for key in key_like(data)}
        return keys | self._lines_in(data)

    def _lines_in(self, data: bytes) -> dict[str, Secret]:
        if not self.needles or not self._sieve.may_hold(data):
            return {}
        lines = (
            line
            for text in readings(data)
            for line in self._lines.find_matches_as_strings(collapse(text), overlapping=True)
        )
        return {line: self.needles[line] for line in lines}


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    tail = b""
    while block := stream.read(_CHUNK):
        yield tail + block
        tail = block[-_OVERLAP:]


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_CHUNK):
        digest.update(block)
    return digest.hexdigest()


def _spooled(member: IO[bytes], size: int) -> BinaryIO:
    if size <= _CHUNK:
        return io.BytesIO(member.read())
    import shutil
    import tempfile

    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the last reference
    shutil.copyfileobj(member, copy, _CHUNK)
    copy.seek(0)
    return copy


def report(leaks: Iterable[Leak]) -> Iterator[Diagnostic]:
    """Yield one diagnostic a secret line, at the first place where it was found."""
    places: dict[Secret, list[Leak]] = {}
    for leak in leaks:
        places.setdefault(leak.secret, []).append(leak)
    for secret, found in places.items():
        first = found[0]
        if not secret.lab:
            message = f"a key ({secret.place}), `{secret.text[:_KEY_SHOWN]}…`, stands in it"
            yield NO_KEY.at(first.path, message + _elsewhere(found[1:]), member=first.member)
            continue
        message = (
            f"a line of {secret.place} ({secret.lab}), beginning `{secret.text[:_SHOWN]}…`, "
            f"stands in it{_elsewhere(found[1:])}"
        )
        yield NO_SOLUTION.at(first.path, message, member=first.member)


def _elsewhere(leaks: list[Leak]) -> str:
    names = [f"{each.path}!{each.member}" if each.member else each.path for each in leaks]
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more places" if len(names) > _NAMED else ""
    return f"; also in {', '.join(names[:_NAMED])}{more}"
