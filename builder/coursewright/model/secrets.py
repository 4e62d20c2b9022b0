"""What no public file may hold, and where it was found nevertheless."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Leak", "Secret"]


@dataclass(frozen=True, slots=True)
class Secret:
    """One line of a solution, hidden test, mark scheme or instructor file.

    lab: id of the lab. place: where the author wrote it, for people. text: the line, stripped.
    marked: whether it stands between delimiters, which no public text may repeat; the line of an
    instructor's file may stand in what the author releases too. spared: beginnings of the paths of
    artefacts, below `dist/`, that hold it by design.
    """

    lab: str
    place: str
    text: str
    marked: bool = False
    spared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret line that was found. path: of the artefact; member: inside it, through archives."""

    secret: Secret
    path: str
    member: str
