"""The one value that the readers of all formats yield."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a package: a module, page, quiz, bank, rubric, file, or the course itself.

    id: what the platform recognises it by when the package is imported again.
    kind: its name for people. parent: id of the thing around it, empty at the top; siblings come
    in the package's order. facts: what it says, by a name for people (`text`, `points`,
    `due`), each as it is or as a digest.
    """

    id: str
    kind: str
    title: str
    parent: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
