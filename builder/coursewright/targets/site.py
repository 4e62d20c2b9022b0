"""The course as a plain web site: one page per item, readable without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.targets.base import Artefact, Context, Output, Target, Tree
from coursewright.targets.references import resolve
from coursewright.theme.pages import template
from coursewright_packaging import vendor
from coursewright_packaging.archive import Member
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["TARGET"]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the contents; `href` is empty for a sub-heading."""

    item: items.Item[Rich]
    title: str
    href: str
    kind: str
    current: bool = False


def _build(publication: Publication, _context: Context) -> Output:
    site = _Site(publication)
    members = (*site.pages(), *_theme_files(site), *_assets(publication), *_lab_files(publication))
    return Output((Artefact("site", Tree(members)),), (), None)


TARGET = Target("site", "Web site", _build)


class _Site:
    """All pages of one publication."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._say = theme.strings(publication.info.language)
        self._modules = [
            (module, [self._entry(item) for item in module.items]) for module in publication.modules
        ]
        self._ways = [e for _, entries in self._modules for e in entries if e.href]
        self._rubrics = {rubric.id: rubric for rubric in publication.rubrics}

    def pages(self) -> Iterator[Member]:
        """Yield the home page and one page per item."""
        yield Member("index.html", self._home().encode())
        number = 0
        for module, entries in self._modules:
            for entry in entries:
                if entry.href:
                    yield Member(entry.href, self._item_page(module, entry, number).encode())
                    number += 1

    def documents(self) -> list[dict[str, Any]]:
        """Return what search looks through."""
        return [
            {
                "id": entry.item.id,
                "title": entry.title,
                "module": module.title,
                "href": entry.href,
                "text": entry.item.body.text,
            }
            for module, entries in self._modules
            for entry in entries
            if entry.href
        ]

    def _entry(self, item: items.Item[Rich]) -> _Entry:
        kind = type(item).__name__.lower()
        href = "" if isinstance(item, items.Heading) else f"items/{item.id}.html"
        return _Entry(item, item.title, href, self._say[kind])

    def _home(self) -> str:
        info = self._publication.info
        body = template("home").render(
            info=info,
            say=self._say,
            outcomes=self._publication.outcomes,
            facts=[fact for fact in (info.duration, info.difficulty) if fact],
            first=self._ways[0].href if self._ways else "",
            modules=[
                {"title": module.title, "summary": module.summary, "entries": entries}
                for module, entries in self._modules
            ],
        )
        return self._page(info.title, info.description, body, "", None, None, None)

    def _item_page(self, module: Module[Rich], entry: _Entry, number: int) -> str:
        before = self._ways[number - 1] if number else None
        after = self._ways[number + 1] if number + 1 < len(self._ways) else None
        body = template("item").render(self._item_values(module, entry))
        return self._page(entry.title, entry.item.summary, body, "../", entry, before, after)

    def _page(
        self,
        title: str,
        summary: str,
        body: str,
        root: str,
        current: _Entry | None,
        before: _Entry | None,
        after: _Entry | None,
    ) -> str:
        info = self._publication.info
        return template("page").render(
            lang=info.language,
            dir=theme.direction(info.language),
            title=title,
            summary=summary,
            site=info,
            say=self._say,
            root=root,
            modules=self._contents(current),
            body=Markup(body),
            before=before,
            after=after,
        )

    def _contents(self, current: _Entry | None) -> list[dict[str, Any]]:
        # Only the open module lists its items: a list of all items on every page would make the
        # site grow with the square of the course.
        return [
            {
                "title": module.title,
                "first": next((entry.href for entry in entries if entry.href), ""),
                "open": current in entries,
                "entries": [
                    {"title": e.title, "href": e.href, "current": e is current} for e in entries
                ]
                if current in entries
                else [],
            }
            for module, entries in self._modules
        ]

    def _item_values(self, module: Module[Rich], entry: _Entry) -> dict[str, Any]:
        item = entry.item
        return {
            "module": module,
            "item": item,
            "kind": entry.kind,
            "say": self._say,
            "facts": list(self._facts(item)),
            "body": _html(item.body),
            "media": _media(item),
            "transcript": _html(getattr(item, "transcript", None)),
            "questions": self._questions(item),
            "rubric": self._rubrics.get(getattr(item, "rubric", "")),
            "files": list(_files(item)),
            "hints": item.hints if isinstance(item, items.Lab) else (),
            "go": item.url if isinstance(item, (items.Tool, items.Link)) else "",
        }

    def _facts(self, item: items.Item[Rich]) -> Iterator[str]:
        if item.minutes:
            yield f"{item.minutes} {self._say['minutes']}"
        points = getattr(item, "points", None)
        if points:
            yield f"{points:g} {self._say['points']}"
        if item.dates.due:
            yield f"{self._say['due']} {item.dates.due:%Y-%m-%d %H:%M %Z}"

    def _questions(self, item: items.Item[Rich]) -> list[dict[str, Any]]:
        if not isinstance(item, items.Quiz):
            return []
        return [self._question(entry) for entry in item.questions]

    def _question(self, entry: q.Question[Rich] | q.Draw) -> dict[str, Any]:
        if isinstance(entry, q.Draw):
            stem = Markup("<p>{} {}</p>").format(entry.count, self._say["draw"])
            return {"stem": stem, "points": f"{entry.points * entry.count:g}", "choices": []}
        return {
            "stem": _html(entry.stem),
            "points": f"{entry.points:g}" if entry.points else "",
            "choices": [_html(choice) for choice in _choices(entry)],
        }


def _choices(question: q.Question[Rich]) -> Sequence[Rich]:
    match question:
        case q.MultipleChoice(options=options) | q.MultipleAnswer(options=options):
            return [option.text for option in options]
        case q.Matching(pairs=pairs):
            return [pair.prompt for pair in pairs]
        case q.Ordering(entries=entries):
            # By id, which tells nothing about the right order only when ids are the author's.
            return sorted((entry.text for entry in entries), key=lambda text: text.text)
        case _:
            return []


def _html(text: Rich | None) -> Markup:
    return Markup(resolve(text.html, _address) if text else "")


def _address(kind: str, key: str, fragment: str) -> str:
    return f"{key}.html{fragment}" if kind == "item" else f"../assets/{key}{fragment}"


def _media(item: items.Item[Rich]) -> dict[str, Any] | None:
    if not isinstance(item, (items.Video, items.Audio)):
        return None
    poster = item.poster if isinstance(item, items.Video) else ""
    return {
        "audio": isinstance(item, items.Audio),
        "src": f"../assets/{item.media}",
        "poster": f"../assets/{poster}" if poster else "",
        "tracks": [
            {
                "kind": c.kind,
                "src": f"../assets/{c.file}",
                "language": c.language,
                "label": c.label,
            }
            for c in item.captions
        ],
    }


def _files(item: items.Item[Rich]) -> Iterator[dict[str, str]]:
    if isinstance(item, items.File):
        yield {"href": f"../assets/{item.file}", "name": item.file.rpartition("/")[2]}
    elif isinstance(item, items.NotebookPage):
        yield {"href": f"../assets/{item.notebook}", "name": item.notebook.rpartition("/")[2]}
    elif isinstance(item, items.Lab):
        for file in item.release:
            yield {"href": f"../labs/{item.id}/{file.path}", "name": file.path}


def _theme_files(site: _Site) -> Iterator[Member]:
    yield Member("theme/site.css", theme.stylesheet().encode())
    yield Member("theme/scheme.js", theme.file("scripts/scheme.js"))
    yield Member("theme/site.js", theme.file("scripts/site.js"))
    yield Member("theme/minisearch.js", vendor.file("minisearch/dist/umd/index.js").read_bytes())
    yield Member("theme/minisearch-licence.txt", vendor.file("minisearch/LICENSE.txt").read_bytes())
    # A script and not JSON, because pages opened from disk may not fetch.
    documents = json.dumps(site.documents(), ensure_ascii=False, separators=(",", ":"))
    yield Member("theme/documents.js", f"window.courseDocuments = {documents};\n".encode())


def _assets(publication: Publication) -> Iterator[Member]:
    for asset in publication.assets:
        yield Member(f"assets/{asset.path}", asset.file)


def _lab_files(publication: Publication) -> Iterator[Member]:
    for item in publication.items():
        if isinstance(item, items.Lab):
            for file in item.release:
                yield Member(f"labs/{item.id}/{file.path}", file.content)
