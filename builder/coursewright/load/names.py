"""What a file's name says: its place, its kind, and the id and title that it gives by default."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursewright_packaging.names import slug

__all__ = ["ItemName", "default_id", "item_name", "plain_title", "without_number"]

_NUMBER = re.compile(r"^(\d+)[-_. ]+(?=.)")
_KINDS = (
    "quiz",
    "video",
    "audio",
    "discussion",
    "assignment",
    "tool",
    "link",
    "file",
    "heading",
)
_SUFFIXES = {f".{kind}.{suffix}": kind for kind in _KINDS for suffix in ("yaml", "yml", "md")}
_PLAIN = {".md": "lesson", ".ipynb": "notebook"}


@dataclass(frozen=True, slots=True)
class ItemName:
    """kind: of item, `file` for anything else with a number. stem: without number and ending."""

    kind: str
    stem: str
    number: int


def item_name(name: str) -> ItemName | None:
    """Return what the file name says, `None` when it is no item (no number in front)."""
    match = _NUMBER.match(name)
    if not match:
        return None
    rest = name[match.end() :]
    for suffix, kind in {**_SUFFIXES, **_PLAIN}.items():
        if rest.endswith(suffix) and rest != suffix:
            return ItemName(kind, rest.removesuffix(suffix), int(match[1]))
    return ItemName("file", rest.rpartition(".")[0] or rest, int(match[1]))


def without_number(name: str) -> str:
    """Return a folder's name without the number in front."""
    return _NUMBER.sub("", name)


def default_id(*parts: str) -> str:
    """Return the id that names give: never a position, always beginning with a letter."""
    joined = "-".join(slug(part) for part in parts if part)
    return joined if joined[:1].isalpha() else f"x-{joined}"


def plain_title(stem: str) -> str:
    """Return a readable title made of a file's name."""
    words = re.sub(r"[-_.]+", " ", stem).strip()
    return words[:1].upper() + words[1:] if words else stem
