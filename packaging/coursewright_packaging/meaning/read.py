"""Read what a package of any kind means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from lxml import etree

from coursewright_packaging import reading
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.verify import formats

__all__ = ["Meaning", "NotReadable", "read_meaning"]

# By the module that recognises the format: the one that reads it.
_READERS = {
    "scorm2004.verify": "scorm2004.entries",
    "scorm12.verify": "scorm2004.entries",
    "qti.verify": "qti.entries",
    "canvas.verify": "canvas.entries",
    "commoncartridge.verify": "commoncartridge.entries",
    "blackboard.verify_building_block": "blackboard.block_entries",
    "blackboard.verify_course": "blackboard.entries",
    "coursera.verify": "coursera.entries",
}
# What reading raises when a stranger's document has another shape than its format.
_BROKEN = (
    etree.LxmlError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    reading.TooLarge,
    *reading.UNREADABLE,
)
_ROOT = __name__.partition(".")[0]


class NotReadable(PackagingError):
    """The file is no package that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a package is and holds.

    kind: as `verify` calls it. entries: each with an id of its own. doubled: things that have one
    id, by that; the second one is called `id (2)` among the entries, and so on.
    """

    kind: str
    entries: tuple[Entry, ...]
    doubled: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)


class _Reader(Protocol):
    def entries(self, reader: reading.Reader) -> Iterator[Entry]:
        """Yield the things of the package, each after what is around it."""


def read_meaning(path: Path) -> Meaning:
    """Return what the package at `path` means.

    Raises NotReadable for what is no sound package of a kind that is compared, OSError when the
    file cannot be read.
    """
    archive = reading.zip_file(path)
    if isinstance(archive, str):
        raise NotReadable(f"{path}: {archive}")
    with archive:
        reader, found = reading.open_archive(archive, str(path), checksums=False)
        if found:
            raise NotReadable(f"{path}: {found[0].member or 'the archive'}: {found[0].message}")
        return _meaning(reader, path)


def _meaning(reader: reading.Reader, path: Path) -> Meaning:
    names = frozenset(reader.names)
    for kind in formats():
        if kind.recognise(names, reader.read):
            module = str(getattr(kind, "__name__", "")).removeprefix(f"{_ROOT}.")
            if module not in _READERS:
                raise NotReadable(f"{path}: a {kind.KIND} is not compared by meaning")
            source = cast(_Reader, import_module(f"{_ROOT}.{_READERS[module]}"))
            try:
                return _told_apart(kind.KIND, source.entries(reader))
            except _BROKEN as error:
                text = f"{path}: a part cannot be read ({error}); `coursewright verify` says more"
                raise NotReadable(text) from error
    raise NotReadable(f"{path}: no manifest of a known kind of package stands in it")


def _told_apart(kind: str, entries: Iterable[Entry]) -> Meaning:
    same: dict[str, list[Entry]] = {}
    apart: list[Entry] = []
    for entry in entries:
        known = same.setdefault(entry.id, [])
        known.append(entry)
        apart.append(replace(entry, id=f"{entry.id} ({len(known)})") if known[1:] else entry)
    doubled = {key: tuple(each) for key, each in same.items() if len(each) > 1}
    return Meaning(kind, tuple(apart), doubled)
