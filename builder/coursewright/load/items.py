"""One reader per kind of item: from a file to a frozen item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coursewright.load.files import SourceFile, read_text
from coursewright.load.names import (
    YAML_ENDINGS,
    default_id,
    item_name,
    kind_of,
    plain_title,
)
from coursewright.load.questions import read_questions, read_quiz_settings
from coursewright.load.reading import (
    Entry,
    read_markdown,
    read_notebook,
    read_settings,
)
from coursewright.load.shelf import Shelf, common_keys, referred
from coursewright.model import items
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["read_item"]


def read_item(file: SourceFile, shelf: Shelf) -> items.Item[Source] | None:
    """Return the item of a numbered file; `None`, with diagnostics, when it cannot be used."""
    name = item_name(file.name)
    assert name is not None
    if not kind_of(file.name):
        return _plain_file(file, name.stem, shelf)
    entry = _read(file, name.kind, shelf.found)
    if entry is None:
        return None
    common = common_keys(entry, default_id(shelf.module, name.stem), name.stem)
    return _READERS[name.kind](entry, common, shelf)


def _read(file: SourceFile, kind: str, found: list[Diagnostic]) -> Entry | None:
    if kind == "notebook":
        return read_notebook(file, found)
    if file.name.endswith(".md"):
        return read_markdown(file, kind, found)
    return read_settings(file, kind, found)


def _lesson(_entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.Lesson(**common)


def _notebook(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.NotebookPage(
        **common, notebook=entry.file.path, execute=entry.data.get("execute", True)
    )


def _described(entry: Entry, key: str = "description") -> Source:
    """Return the text under `key`, or the body when the item is written in Markdown."""
    written = entry.body if entry.body and entry.body.text.strip() else None
    return entry.text(key) if key in entry.data or written is None else written


def _quiz(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.Quiz(
        **{**common, "body": _described(entry, "introduction")},
        questions=read_questions(entry, common["id"]),
        settings=read_quiz_settings(entry.data),
        group=entry.data.get("group", ""),
    )


def _captions(entry: Entry, shelf: Shelf) -> tuple[items.Captions, ...]:
    return tuple(
        items.Captions(
            track["language"],
            track.get("label", track["language"]),
            _caption_file(entry, ("captions", n, "file"), track["file"], shelf),
            track.get("kind", "captions"),
        )
        for n, track in enumerate(entry.data.get("captions", ()))
    )


def _caption_file(entry: Entry, key: tuple[str | int, ...], value: str, shelf: Shelf) -> str:
    path = referred(entry, key, value, shelf)
    if path in shelf.files:
        read_text(shelf.files[path], shelf.found)  # for what is wrong with its encoding
    return path


def _video(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    poster = entry.data.get("poster", "")
    return items.Video(
        **{**common, "body": _described(entry)},
        media=referred(entry, ("media",), entry.data["media"], shelf),
        captions=_captions(entry, shelf),
        poster=referred(entry, ("poster",), poster, shelf) if poster else "",
        collaborate=entry.data.get("collaborate", ""),
        described=_described_by(entry, shelf),
    )


def _described_by(entry: Entry, shelf: Shelf) -> items.Described | None:
    data = entry.data.get("audio_description")
    if data is None:
        return None
    file = data.get("file", "")
    path = referred(entry, ("audio_description", "file"), file, shelf) if file else ""
    return items.Described(path, data.get("not_needed", ""))


def _audio(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    return items.Audio(
        **{**common, "body": _described(entry)},
        media=referred(entry, ("media",), entry.data["media"], shelf),
        captions=_captions(entry, shelf),
    )


def _peer_review(data: Mapping[str, Any]) -> items.PeerReview | None:
    peer = data.get("peer_review")
    if peer is None:
        return items.PeerReview() if data.get("mode") == "peer-review" else None
    return items.PeerReview(
        peer.get("count", 2), peer.get("automatic", True), peer.get("anonymous", False)
    )


def _discussion(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    data = entry.data
    return items.Discussion(
        **common,
        mode=data.get("mode", "qa"),
        points=float(data.get("points", 0)),
        group=data.get("group", ""),
        rubric=data.get("rubric", ""),
        post_first=data.get("post_first", False),
        peer_review=_peer_review(data),
    )


def _assignment(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    data = entry.data
    attempts = data.get("attempts", "unlimited")
    return items.Assignment(
        **common,
        points=float(data.get("points", 100)),
        group=data.get("group", ""),
        submission=tuple(data.get("submission", ("upload",))),
        extensions=tuple(data.get("extensions", ())),
        attempts=None if attempts == "unlimited" else attempts,
        rubric=data.get("rubric", ""),
        portfolio=data.get("portfolio", False),
        peer_review=_peer_review(data),
    )


def _tool(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    data = entry.data
    points = data.get("points")
    return items.Tool(
        **{**common, "body": _described(entry)},
        url=data["url"],
        custom=tuple((name, _custom(value)) for name, value in data.get("custom", {}).items()),
        points=None if points is None else float(points),
        group=data.get("group", ""),
        new_tab=data.get("new_tab", False),
    )


def _custom(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _link(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    data = entry.data
    return items.Link(
        **{**common, "body": _described(entry)}, url=data["url"], new_tab=data.get("new_tab", True)
    )


def _file(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    return items.File(
        **{**common, "body": _described(entry)},
        file=referred(entry, ("file",), entry.data["file"], shelf),
    )


def _plain_file(file: SourceFile, stem: str, shelf: Shelf) -> items.Item[Source] | None:
    if file.name.lower().endswith(YAML_ENDINGS):
        return None  # probably an item with a misspelt ending
    place = Place(file.path)
    return items.File(
        id=default_id(shelf.module, stem),
        title=plain_title(stem),
        body=Source("", place),
        place=place,
        file=file.path,
    )


def _subheading(_entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.Heading(**common)


_READERS: Mapping[str, Callable[[Entry, dict[str, Any], Shelf], items.Item[Source]]] = {
    "lesson": _lesson,
    "notebook": _notebook,
    "quiz": _quiz,
    "video": _video,
    "audio": _audio,
    "discussion": _discussion,
    "assignment": _assignment,
    "tool": _tool,
    "link": _link,
    "file": _file,
    "heading": _subheading,
}
