"""What a file's name says: its place, its kind, and the id and title that it gives by default."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache

from coursewright_packaging.names import slug

__all__ = [
    "YAML_ENDINGS",
    "ItemName",
    "default_id",
    "has_number",
    "item_name",
    "kind_of",
    "meant_ending",
    "plain_title",
    "without_number",
]

YAML_ENDINGS = (".yaml", ".yml")

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
_ENDINGS = {**_SUFFIXES, **_PLAIN}
_OTHER_MARKDOWN = (".markdown", ".mdown", ".mkd")
_LAST_WORD = re.compile(r"(?:^|[-_. ])([a-z]+)\.(ya?ml)$")
_DOTTED_WORD = re.compile(r"\.([a-z]+)\.(md)$")
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class ItemName:
    """kind: of item, `file` for anything else with a number. stem: without number and ending."""

    kind: str
    stem: str
    number: int


@cache
def item_name(name: str) -> ItemName | None:
    """Return what the file name says, `None` when it is no item (no number in front)."""
    match = _NUMBER.match(name)
    if not match:
        return None
    rest = name[match.end() :]
    kind = kind_of(rest)
    stem = rest.removesuffix(_ending(rest)) if kind else rest.rpartition(".")[0] or rest
    return ItemName(kind or "file", stem, int(match[1]))


def kind_of(name: str) -> str:
    """Return the kind of item that the ending of a file's name says, empty for none."""
    return _ENDINGS.get(_ending(name), "")


@cache
def _ending(name: str) -> str:
    endings = (each for each in _ENDINGS if name.endswith(each) and name != each)
    return next(endings, "")


def meant_ending(name: str) -> str:
    """Return the ending of an item that `name` was probably to have, empty for none.

    A name whose ending says its kind already has none.
    """
    small = name.lower()
    word = _LAST_WORD.search(small) or _DOTTED_WORD.search(small)
    near = difflib.get_close_matches(word[1], _KINDS, n=1, cutoff=_NEAR) if word else []
    if word and near:
        ending = f".{near[0]}.{word[2]}"
    elif small.endswith(_OTHER_MARKDOWN):
        ending = ".md"
    else:
        ending = next((each for each in _PLAIN if small.endswith(each)), "")
    return "" if name.endswith(ending) else ending


def has_number(name: str) -> bool:
    """Return whether the name begins with a number that says its place."""
    return _NUMBER.match(name) is not None


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
