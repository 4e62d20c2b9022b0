"""Search the finished bytes of an artefact, archives in archives included."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from ahocorasick_rs import AhoCorasick

from coursewright.engine.hashing import digest_text
from coursewright.leaks.containers import (
    HEAD,
    embedded,
    expanded,
    is_compressed,
    is_tape,
    spooled,
    texts_of_pictures,
)
from coursewright.leaks.containers import members as tape_members
from coursewright.leaks.haystack import readings
from coursewright.leaks.keys import key_like
from coursewright.leaks.needles import collapse, needles
from coursewright.leaks.rules import NO_KEY, NO_SOLUTION
from coursewright.leaks.sieve import Sieve
from coursewright.leaks.signs import Signs, signs
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


class _Place(NamedTuple):
    """Where bytes stand: an artefact, a member in it, and how many archives deep."""

    path: str
    members: tuple[str, ...] = ()
    depth: int = 0
    passed: Container[str] = ()  # members of this archive that need no look

    def inside(self, member: str) -> _Place:
        return _Place(self.path, (*self.members, member), self.depth + 1)

    def deeper(self) -> _Place:
        return _Place(self.path, self.members, self.depth + 1)


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

    def scan(self, path: Path, shown: str, passed: Container[str] = ()) -> Iterator[Leak]:
        """Yield each secret line in the file or folder `path`.

        shown: how the artefact is called. passed: names of an archive's members that need no look.
        Raises OSError when it cannot be read.
        """
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            name = f"{shown}/{file.relative_to(path).as_posix()}" if path.is_dir() else shown
            with file.open("rb") as stream:
                yield from self._stream(stream, _Place(name, passed=passed))

    def settled(self, members: Iterable[tuple[str, str]], elsewhere: Container[str]) -> set[str]:
        """Return the names of an archive's members that need no look of their own.

        members: names and SHA-256, as the archive was written. elsewhere: SHA-256 of artefacts that
        are searched by themselves. What was searched before needs none, and where nothing but keys
        is looked for, what the author published on purpose needs none either.
        """
        known = self.known if not self.needles else ()
        passed = (self.cleared, elsewhere, known)
        return {name for name, sha256 in members if any(sha256 in each for each in passed)}

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve(secret.text for secret in self.needles.values())

    @cached_property
    def _lines(self) -> AhoCorasick:
        return AhoCorasick(sorted(self.needles))

    def _stream(self, stream: BinaryIO, place: _Place) -> Iterator[Leak]:
        head = stream.read(HEAD)
        stream.seek(0)
        if place.depth < _DEEPEST:
            if head[:4] in _NESTED:
                inside = self._archive(stream, place)
                if inside is not None:
                    yield from inside
                    return
            elif is_compressed(head):
                yield from self._stream(spooled(expanded(stream, head)), place.deeper())
            elif is_tape(head):
                for name, data in tape_members(stream):
                    inner = place.inside(name)
                    yield from self._leaks(self._search(name.encode()), inner)
                    yield from self._stream(io.BytesIO(data), inner)
            stream.seek(0)
        yield from self._bytes(stream, place)

    def _bytes(self, stream: BinaryIO, place: _Place) -> Iterator[Leak]:
        digest = _digest(stream)
        if digest in self.cleared:
            return
        stream.seek(0)
        secrets: dict[str, Secret] = {}
        inner: list[Leak] = []
        hidden: Iterable[bytes]
        pieces = False
        for chunk in _chunks(stream):
            if digest in self.known and not self._stands_plainly(chunk):
                hidden = texts_of_pictures(chunk) if self.needles else ()
            else:
                found = signs(chunk)
                secrets |= self._search(chunk, found)
                hidden = embedded(chunk, found)
            for piece in hidden if place.depth < _DEEPEST else ():
                pieces = True
                inner += self._stream(io.BytesIO(piece), place.deeper())
        # What may stand here may be a leak elsewhere, so only what holds nothing at all is clean.
        if not secrets and not pieces:
            self.cleared.add(digest)
        yield from dict.fromkeys((*self._leaks(secrets, place), *inner))

    def _stands_plainly(self, chunk: bytes) -> bool:
        # Media holds text in its comments only, and nobody escapes those; pictures pack some.
        return bool(self.needles) and self._sieve.stands_plainly(chunk)

    def _leaks(self, found: Mapping[str, Secret], place: _Place) -> Iterator[Leak]:
        for line in sorted(found):
            if not place.path.startswith(found[line].spared or _NOWHERE):
                yield Leak(found[line], place.path, "!".join(place.members))

    def _archive(self, stream: BinaryIO, place: _Place) -> list[Leak] | None:
        """Return what an archive gives away, `None` when it cannot be unpacked."""
        found: list[Leak] = []
        try:
            with zipfile.ZipFile(stream) as archive:
                infos = sorted(archive.infolist(), key=lambda info: info.filename)
                found += self._leaks(self._search(archive.comment), place)
                if place.members and sum(info.file_size for info in infos) > _LARGEST:
                    return None
                found += self._beside(infos, place)
                for info in infos:
                    if info.filename not in place.passed:
                        with archive.open(info) as member:
                            content = _spooled(member, info.file_size)
                        found += self._stream(content, place.inside(info.filename))
        except UNREADABLE:
            return None
        return found

    def _beside(self, infos: Sequence[zipfile.ZipInfo], place: _Place) -> Iterator[Leak]:
        """Yield what names, comments and extra fields of a zip's members give away."""
        told = [_told(info) for info in infos]
        if self._search(b"\n".join(told)):
            for info, text in zip(infos, told, strict=True):
                yield from self._leaks(self._search(text), place.inside(info.filename))

    def _search(self, data: bytes, found: Signs | None = None) -> dict[str, Secret]:
        """Return what stands in `data`, by the text that was found. found: the signs in it."""
        keys = key_like(data, signs(data) if found is None else found)
        return {key.text: key for key in keys} | self._lines_in(data)

    def _lines_in(self, data: bytes) -> dict[str, Secret]:
        if not self.needles or not self._sieve.may_hold(data):
            return {}
        lines = (
            line
            for text in readings(data)
            for line in self._lines.find_matches_as_strings(collapse(text), overlapping=True)
        )
        return {line: self.needles[line] for line in lines}


def _told(info: zipfile.ZipInfo) -> bytes:
    """Return what a zip says of a member beside its content."""
    return b"\n".join((info.filename.encode("utf-8", "replace"), info.comment, info.extra))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    if isinstance(stream, io.BytesIO):
        yield stream.getvalue()
        return
    tail = b""
    while block := stream.read(_CHUNK):
        yield tail + block
        tail = block[-_OVERLAP:]


def _digest(stream: BinaryIO) -> str:
    if isinstance(stream, io.BytesIO):
        return hashlib.sha256(stream.getbuffer()).hexdigest()
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
