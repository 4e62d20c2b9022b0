"""What packages leave for the next build in the user's own cache: pieces and archive layouts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from coursewright.engine.cache import Cache
from coursewright.engine.hashing import digest_text
from coursewright_packaging.earlier import Layout

__all__ = ["Shelf"]

_TOGETHER = 64  # pieces in an entry: all in one would be copied as a whole to be written


@dataclass(frozen=True, slots=True)
class Shelf:
    """One set of pieces for each target of a course in one `dist/`; a new set replaces the old.

    cache: the user's own. place: the `dist/`.
    """

    cache: Cache
    place: str

    def pieces(self, course: str, target: str) -> dict[str, object]:
        """Return what was kept last, by key; what is missing or damaged is not there."""
        name = self._name(course, target)
        entry = self.cache.get(name)
        count = entry[0] if entry and isinstance(entry[0], int) else 0
        found: dict[str, object] = {}
        for number in range(count):
            part = self.cache.get(digest_text(name, str(number)))
            if part and isinstance(part[0], dict):
                found.update(part[0])
        return found

    def keep(self, course: str, target: str, pieces: Mapping[str, object]) -> None:
        """Keep the pieces in place of those that were there."""
        name, number = self._name(course, target), 0
        for number, part in enumerate(_parts(pieces), 1):
            self.cache.put(digest_text(name, str(number - 1)), part)
        self.cache.put(name, number)

    def layout(self, path: str, salt: str) -> Layout | None:
        """Return where things lie in the archive at `path` of the `dist/`, if it is known.

        salt: stands for the program, since another one may pack the same content otherwise.
        """
        entry = self.cache.get(self._layout(path, salt))
        return entry[0] if entry and isinstance(entry[0], Layout) else None

    def keep_layout(self, path: str, salt: str, layout: Layout) -> None:
        """Keep the layout of an archive that will stand at `path`."""
        self.cache.put(self._layout(path, salt), layout)

    def _layout(self, path: str, salt: str) -> str:
        return digest_text("layout", self.place, path, salt)

    def _name(self, course: str, target: str) -> str:
        return digest_text("pieces", course, target, self.place)


def _parts(pieces: Mapping[str, object]) -> Iterator[dict[str, object]]:
    rest = iter(pieces.items())
    while part := dict(islice(rest, _TOGETHER)):
        yield part
