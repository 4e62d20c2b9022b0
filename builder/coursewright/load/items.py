"""One reader per kind of item: from a file to a frozen item."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from coursewright.load import rules
from coursewright.load.files import Folder, SourceFile
from coursewright.load.names import default_id, item_name, plain_title, without_number
from coursewright.load.questions import read_questions, read_quiz_settings
from coursewright.load.reading import (
    Entry,
    first_heading,
    read_markdown,
    read_notebook,
    read_settings,
)
from coursewright.model import items
from coursewright.model.source import Place, Source
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["Shelf", "is_lab", "read_item", "read_lab"]

_LAB_FILE = "metadata.yml"
_INSTRUCTOR_FOLDERS = ("tests", "solution", "solutions", "grader")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where items are read. module: id of the module; paths: every file of the course."""

    module: str
    paths: frozenset[str]
    found: list[Diagnostic]


def read_item(file: SourceFile, shelf: Shelf) -> items.Item[Source] | None:
    """Return the item of a numbered file; `None`, with diagnostics, when it cannot be used."""
    name = item_name(file.name)
    assert name is not None
    if name.kind == "file" and not file.name.endswith((".file.yaml", ".file.yml")):
        return _plain_file(file, name.stem, shelf)
    entry = _read(file, name.kind, shelf.found)
    if entry is None:
        return None
    common = _common(entry, default_id(shelf.module, name.stem), name.stem)
    return _READERS[name.kind](entry, common, shelf)


def _read(file: SourceFile, kind: str, found: list[Diagnostic]) -> Entry | None:
    if kind == "notebook":
        return read_notebook(file, found)
    if file.name.endswith(".md"):
        return read_markdown(file, kind, found)
    return read_settings(file, kind, found)


def _common(entry: Entry, name: str, stem: str) -> dict[str, Any]:
    data = entry.data
    body = entry.body or Source("", entry.place())
    return {
        "id": data.get("id", name),
        "title": data.get("title") or _heading(body) or plain_title(stem),
        "body": body,
        "place": entry.place(),
        "summary": data.get("summary", ""),
        "teaches": tuple(data.get("teaches", ())),
        "assesses": tuple(data.get("assesses", ())),
        "requirement": _requirement(data.get("requirement")),
        "minutes": data.get("minutes", 0),
    }


def _heading(body: Source) -> str:
    if not body.notebook:
        return first_heading(body.text)
    import json

    for cell in json.loads(body.text)["cells"]:
        if cell["cell_type"] == "markdown" and (title := first_heading("".join(cell["source"]))):
            return title
    return ""


def _requirement(value: Any) -> items.Requirement | None:
    if isinstance(value, Mapping):
        return items.Requirement("score", float(value["score"]))
    return None if value in (None, "optional") else items.Requirement(str(value))


def _reference(entry: Entry, key: tuple[str | int, ...], value: str, shelf: Shelf) -> str:
    path = _resolve(entry.file.path, value)
    if path in shelf.paths:
        return path
    if not path:
        message = f'"{value}" leads out of the course folder'
        shelf.found.append(_at(rules.FILE_STAYS_IN_COURSE, entry.place(*key), message))
        return path
    same_kind = [p for p in shelf.paths if PurePosixPath(p).suffix == PurePosixPath(path).suffix]
    near = difflib.get_close_matches(path, same_kind, n=1)
    hint = f'there is "{near[0]}"' if near else ""
    message = f'the file "{value}" does not exist'
    shelf.found.append(_at(rules.FILE_EXISTS, entry.place(*key), message, hint))
    return path


def _at(rule: Rule, place: Place, message: str, hint: str = "") -> Diagnostic:
    return rule.at(place.path, message, line=place.line, column=place.column, hint=hint)


def _resolve(base: str, value: str) -> str:
    """Return the path from the course folder, empty when it leads out of it."""
    parts: list[str] = []
    for part in PurePosixPath(PurePosixPath(base).parent, value).parts:
        if part != "..":
            parts.append(part)
        elif not parts:
            return ""
        else:
            parts.pop()
    return "" if parts[:1] == ["/"] else "/".join(parts)


def _lesson(_entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.Lesson(**common)


def _notebook(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.NotebookPage(**common, notebook=entry.file.path)


def _quiz(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    return items.Quiz(
        **{**common, "body": entry.text("introduction")},
        questions=read_questions(entry, common["id"]),
        settings=read_quiz_settings(entry.data),
        group=entry.data.get("group", ""),
    )


def _captions(entry: Entry, shelf: Shelf) -> tuple[items.Captions, ...]:
    return tuple(
        items.Captions(
            track["language"],
            track.get("label", track["language"]),
            _reference(entry, ("captions", n, "file"), track["file"], shelf),
            track.get("kind", "captions"),
        )
        for n, track in enumerate(entry.data.get("captions", ()))
    )


def _video(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    poster = entry.data.get("poster", "")
    return items.Video(
        **{**common, "body": entry.text("description")},
        media=_reference(entry, ("media",), entry.data["media"], shelf),
        captions=_captions(entry, shelf),
        poster=_reference(entry, ("poster",), poster, shelf) if poster else "",
    )


def _audio(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    return items.Audio(
        **{**common, "body": entry.text("description")},
        media=_reference(entry, ("media",), entry.data["media"], shelf),
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
        **{**common, "body": entry.text("description")},
        url=data["url"],
        custom=tuple((name, _custom(value)) for name, value in data.get("custom", {}).items()),
        points=None if points is None else float(points),
        group=data.get("group", ""),
        new_tab=data.get("new_tab", False),
    )


def _custom(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _link(entry: Entry, common: dict[str, Any], _shelf: Shelf) -> items.Item[Source]:
    body = entry.text("description")
    data = entry.data
    return items.Link(
        **{**common, "body": body}, url=data["url"], new_tab=data.get("new_tab", True)
    )


def _file(entry: Entry, common: dict[str, Any], shelf: Shelf) -> items.Item[Source]:
    return items.File(
        **{**common, "body": entry.text("description")},
        file=_reference(entry, ("file",), entry.data["file"], shelf),
    )


def _plain_file(file: SourceFile, stem: str, shelf: Shelf) -> items.Item[Source] | None:
    if file.name.endswith((".yaml", ".yml")):
        message = f"`{file.name}` has a number, but its ending is of no item"
        shelf.found.append(rules.FILE_IS_KNOWN.at(file.path, message))
        return None
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


def is_lab(folder: Folder) -> bool:
    """Return whether the folder is a lab's."""
    return folder.file(_LAB_FILE) is not None


def read_lab(folder: Folder, shelf: Shelf) -> items.Item[Source] | None:
    """Return the lab in `folder`; `None`, with diagnostics, when it cannot be used."""
    settings = folder.file(_LAB_FILE)
    assert settings is not None
    entry = read_settings(settings, "lab", shelf.found)
    if entry is None:
        return None
    name = str(PurePosixPath(entry.data.get("notebook", "notebook.ipynb")))
    file = folder.file(name)
    if file is None:
        place = entry.place("notebook")
        message = f'the notebook "{name}" does not exist in the lab\'s folder'
        found = rules.FILE_EXISTS.at(place.path, message, line=place.line, column=place.column)
        shelf.found.append(found)
        return None
    notebook = read_notebook(file, shelf.found)
    return None if notebook is None else _lab(folder, entry, notebook, shelf.found)


def _lab(
    folder: Folder, entry: Entry, notebook: Entry, found: list[Diagnostic]
) -> items.Item[Source]:
    data = entry.data
    stem = without_number(folder.name)
    common = _common(entry, default_id(stem), stem)
    assert notebook.body is not None
    title = data.get("title") or _heading(notebook.body) or plain_title(stem)
    below = [file.path.removeprefix(f"{folder.path}/") for file in folder.walk()]
    private = tuple(p for p in below if p.partition("/")[0] in _INSTRUCTOR_FOLDERS)
    return items.Lab(
        **{**common, "body": notebook.body, "title": title},
        folder=folder.path,
        notebook=notebook.file.name,
        points=float(data.get("points", 100)),
        group=data.get("group", ""),
        rubric=data.get("rubric", ""),
        companions=_companions(entry, below, {*private, notebook.file.name}, found),
        instructor_files=private,
        requirements=_requirements(folder, data.get("requirements", "requirements.txt")),
        criteria=tuple(
            items.Criterion(c["id"], c["title"], float(c["weight"]), c.get("manual", False))
            for c in data.get("grading", {}).get("criteria", ())
        ),
        hints=_hints(data.get("hints", {})),
    )


def _companions(
    entry: Entry, below: list[str], private: set[str], found: list[Diagnostic]
) -> tuple[str, ...]:
    """Return the files that learners get; a pattern that finds none is a mistake."""
    chosen: set[str] = set()
    for number, pattern in enumerate(entry.data.get("files", ())):
        matching = set(fnmatch.filter(below, pattern))
        chosen |= matching
        if not matching:
            message = f'"{pattern}" fits no file of the lab\'s folder'
            found.append(_at(rules.FILE_EXISTS, entry.place("files", number), message))
    if "files" not in entry.data:
        chosen |= set(fnmatch.filter(below, "starter_code/*"))
    return tuple(sorted(chosen - private - {_LAB_FILE}))


def _requirements(folder: Folder, name: str) -> tuple[str, ...]:
    file = folder.file(name)
    if file is None:
        return ()
    lines = file.absolute.read_text("utf-8", "replace").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _hints(data: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    levels = ("level_1", "level_2", "level_3")
    return tuple(
        (part, tuple(hints[level] for level in levels if level in hints))
        for part, hints in data.items()
    )
