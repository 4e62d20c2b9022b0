"""Search the finished bytes of an artefact, archives in archives included."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO

from coursewright.leaks.haystack import readings
from coursewright.leaks.needles import collapse, needles
from coursewright.leaks.rules import NO_SOLUTION
from coursewright.model.secrets import Leak, Secret
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["LeakGate", "report"]

_CHUNK = 8 << 20
_OVERLAP = 64 << 10  # longer than any line, in any escape
_NESTED = (b"PK\x03\x04", b"PK\x05\x06")
_SHOWN = 12
_NAMED = 3


@dataclass(frozen=True)
class LeakGate:
    """Looks for needles. known: SHA-256 of files that the author published on purpose."""

    needles: Mapping[str, Secret]
    known: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, secrets: Iterable[Secret], public: Iterable[str], known: Iterable[str] = ()
    ) -> LeakGate:
        """Return the gate for these secrets; `public` text is what learners read anyway."""
        return cls(dict(needles(secrets, public)), frozenset(known))

    def scan(self, path: Path, shown: str) -> Iterator[Leak]:
        """Yield each secret line in the file or folder `path`.

        shown: how the artefact is called. Raises OSError when it cannot be read.
        """
        if not self.needles:
            return
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            name = f"{shown}/{file.relative_to(path).as_posix()}" if path.is_dir() else shown
            with file.open("rb") as stream:
                yield from self._stream(stream, name, ())

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.needles, key=lambda line: (-len(line), line))
        return re.compile("|".join(re.escape(line) for line in longest_first))

    def _stream(self, stream: BinaryIO, path: str, members: tuple[str, ...]) -> Iterator[Leak]:
        start = stream.read(4)
        stream.seek(0)
        if start in _NESTED:
            yield from self._archive(stream, path, members)
            return
        if _digest(stream) in self.known:
            return
        stream.seek(0)
        found: dict[str, Secret] = {}
        for chunk in _chunks(stream):
            found.update(self._search(chunk))
        for line in sorted(found):
            yield Leak(found[line], path, "!".join(members))

    def _archive(self, stream: BinaryIO, path: str, members: tuple[str, ...]) -> Iterator[Leak]:
        with zipfile.ZipFile(stream) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                names = (*members, info.filename)
                for secret in self._search(info.filename.encode()).values():
                    yield Leak(secret, path, "!".join(names))
                with archive.open(info) as member:
                    data = _spooled(member, info.file_size)
                    yield from self._stream(data, path, names)

    def _search(self, chunk: bytes) -> dict[str, Secret]:
        found: dict[str, Secret] = {}
        for text in readings(chunk):
            for match in self._pattern.finditer(collapse(text)):
                found[match[0]] = self.needles[match[0]]
        return found


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
        message = (
            f"a line of {secret.place} (lab {secret.lab}), beginning `{secret.text[:_SHOWN]}…`, "
            f"stands in it{_elsewhere(found[1:])}"
        )
        yield NO_SOLUTION.at(first.path, message, member=first.member)


def _elsewhere(leaks: list[Leak]) -> str:
    names = [f"{each.path}!{each.member}" if each.member else each.path for each in leaks]
    if not names:
        return ""
    more = f" and {len(names) - _NAMED} more places" if len(names) > _NAMED else ""
    return f"; also in {', '.join(names[:_NAMED])}{more}"
