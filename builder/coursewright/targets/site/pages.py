"""The pages: home, and one per item."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from coursewright import theme
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.lab_notes import lab_hints
from coursewright.targets.references import resolve
from coursewright.targets.site.contents import Contents, Entry, Part
from coursewright.targets.site.facts import facts, terms
from coursewright.targets.site.outline import outline
from coursewright.targets.site.questions import shown_questions
from coursewright.theme.pages import template
from coursewright_packaging.archive import Member
from coursewright_packaging.pieces import Pieces
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Pages"]

_SHORTEST_OUTLINE = 2  # headings; fewer need no list


class Pages:
    """Writes the pages of one publication."""

    def __init__(self, publication: Publication, contents: Contents, pieces: Pieces) -> None:
        """Write the pages that `contents` lists. pieces: gives back pages made before."""
        info = publication.info
        self._publication = publication
        self._contents = contents
        self._pieces = pieces
        self._words = theme.strings(info.language)
        self._rubrics = {rubric.id: rubric for rubric in publication.rubrics}
        self._outcomes = {outcome.id: outcome.title for outcome in publication.outcomes}
        interface = theme.interface_language(info.language)
        self._frame = {
            "lang": info.language,
            "dir": theme.direction(info.language),
            "site": info,
            "say": self._words,
            # Words in another language than the page's say so.
            "ours": {"lang": interface, "dir": "ltr"} if interface else {},
            "total": len(contents.pages),
        }

    def members(self) -> Iterator[Member]:
        """Yield the home page and one page per item."""
        yield Member("index.html", self._home().encode())
        for part in self._contents.parts:
            for entry in part.entries:
                if entry.href:
                    make = partial(self._page, part, entry)
                    yield Member(entry.href, self._pieces.of("page", entry.item.id, make))

    def _home(self) -> str:
        pages = self._contents.pages
        return template("home").render(
            **self._frame,
            root="",
            current=None,
            outcomes=self._publication.outcomes,
            parts=self._contents.parts,
            first=pages[0].href if pages else "",
        )

    def _page(self, part: Part, entry: Entry) -> bytes:
        before, after = self._contents.around(entry)
        page = template("item_page").render(
            **self._frame,
            **self._material(entry.item),
            root="../",
            current=entry,
            part=part,
            # Only the open module lists its items: a list of all items on every page would make
            # the site grow with the square of the course.
            parts=self._contents.parts,
            before=before,
            after=after,
        )
        return page.encode()

    def _material(self, item: items.Item[Rich]) -> dict[str, Any]:
        body = _html(item.body)
        headings = outline(body)
        return {
            "item": item,
            "facts": list(facts(item, self._words)),
            "terms": list(terms(item, self._words)),
            "towards": [self._outcomes[name] for name in item.teaches if name in self._outcomes],
            "elsewhere": isinstance(item, items.Assignment | items.Discussion),
            "outline": headings if len(headings) >= _SHORTEST_OUTLINE else [],
            "body": body,
            "media": _media(item),
            "transcript": _html(getattr(item, "transcript", None)),
            "questions": self._questions(item),
            "rubric": self._rubrics.get(getattr(item, "rubric", "")),
            "files": list(_files(item)),
            "hints": lab_hints(item, self._words) if isinstance(item, items.Lab) else "",
            "go": item.url if isinstance(item, items.Tool | items.Link) else "",
        }

    def _questions(self, item: items.Item[Rich]) -> list[dict[str, Any]]:
        if not isinstance(item, items.Quiz):
            return []
        return shown_questions(item, _html, self._words)


def _html(text: Rich | None) -> Markup:
    return Markup(resolve(text.html, _address) if text else "")


def _address(kind: str, key: str, fragment: str) -> str:
    return f"{key}.html{fragment}" if kind == "item" else f"../assets/{key}{fragment}"


def _media(item: items.Item[Rich]) -> dict[str, Any] | None:
    if not isinstance(item, items.Video | items.Audio):
        return None
    poster = item.poster if isinstance(item, items.Video) else ""
    return {
        "audio": isinstance(item, items.Audio),
        "src": _address("asset", item.media, ""),
        "poster": _address("asset", poster, "") if poster else "",
        "tracks": [
            {
                "kind": track.kind,
                "src": _address("asset", track.file, ""),
                "language": track.language,
                "label": track.label,
            }
            for track in item.captions
        ],
    }


def _files(item: items.Item[Rich]) -> Iterator[dict[str, str]]:
    match item:
        case items.File(file=path) | items.NotebookPage(notebook=path):
            yield {"href": _address("asset", path, ""), "name": path.rpartition("/")[2]}
        case items.Lab(id=lab, release=files):
            for file in files:
                yield {"href": f"../labs/{lab}/{file.path}", "name": file.path}
