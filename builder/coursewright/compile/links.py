"""Resolve the links of rendered fragments, reporting those that lead nowhere."""

from __future__ import annotations

import difflib
import re
import urllib.parse
from collections.abc import Mapping, Sequence
from html import escape

from coursewright.compile import rules
from coursewright.compile.assets import AssetStore
from coursewright.compile.cells import place_in_file
from coursewright.compile.fragment import Fragment, Link
from coursewright.load.names import kind_of
from coursewright.load.paths import resolved, suggestion
from coursewright.load.rules import FILE_STAYS_IN_COURSE
from coursewright.markup import Markup, html
from coursewright.model.course import Course
from coursewright.model.items import Audio, Item, Lab, Video
from coursewright.model.source import Source
from coursewright.theme import strings
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.names import slug
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["LinkTable"]

_TRACK = (
    '<track kind="{track.kind}" src="cw:asset/{file}" srclang="{track.language}"'
    ' label="{track.label}" />'
)
_PLAYER = (
    '<figure class="{kind}">'
    '<{kind} controls="controls" preload="metadata" src="cw:asset/{media}"{poster}>'
    "{tracks}</{kind}>"
    '<figcaption class="player-caption"><a href="cw:item/{item.id}">{item.title}</a></figcaption>'
    "</figure>"
)
_SOUND = '<audio controls="controls" preload="none" aria-label="{}" src="cw:asset/{}"></audio>'
_MOST = 8  # anchors that are named
_PLACE = re.compile(r'"cw-link:(\d+)"|<!--cw-link:(\d+)-->')


class LinkTable:
    """Where links can lead."""

    def __init__(
        self, course: Course, assets: AssetStore, unread: frozenset[str] = frozenset()
    ) -> None:
        """Know every item of the course by id and by file.

        unread: kinds of things of which some could not be read; any id may be one of theirs.
        """
        self.assets = assets
        self._words = strings(course.info.language)
        self._unread = unread
        self._items = {item.id: item for item in course.items()}
        self._files = {path: item.id for item in course.items() for path in _files(item)}
        self._notebooks = {
            item.body.place.path: item.body.text for item in course.items() if item.body.notebook
        }
        self._anchors: dict[str, tuple[str, ...]] = {}
        self.found: list[Diagnostic] = []

    def know(self, item: str, anchors: tuple[str, ...]) -> None:
        """Note the headings of an item's page, for links with a fragment."""
        self._anchors[item] = anchors

    def rich(self, fragment: Fragment, extras: Mapping[str, str] | None = None) -> Rich:
        """Return the fragment with its links resolved. extras: asset paths of made files."""

        def replace(match: re.Match[str]) -> str:
            link = fragment.links[int(match[1] or match[2])]
            if link.kind == "player":
                return self._player(fragment.path, link)
            if link.kind == "recorded":
                file = self._address(fragment.path, link).removeprefix("cw:asset/")
                return html(_SOUND, self._words["code_structure"], file)
            if link.kind == "speech":
                file = (extras or {}).get(link.target, "")
                return html(_SOUND, self._words["code_structure"], file) if file else ""
            if link.kind == "extra":
                return f'"cw:asset/{(extras or {})[link.target]}"'
            if link.kind == "here":
                return f'"{escape(self._here(fragment, link))}"'
            return f'"{escape(self._address(fragment.path, link))}"'

        return Rich(_PLACE.sub(replace, fragment.html), fragment.text)

    def _here(self, fragment: Fragment, link: Link) -> str:
        anchor = urllib.parse.unquote(link.target[1:])
        if anchor and f'id="{escape(anchor)}"' not in fragment.html:
            item = self._items.get(self._files.get(fragment.path, ""))
            hint = _of_anchors(anchor, fragment.anchors, item.title if item else "")
            self._fault(fragment.path, link, f'"#{anchor}" is no heading of this page', hint)
        return link.target

    def _address(self, path: str, link: Link) -> str:
        target, hash_, anchor = urllib.parse.unquote(link.target).partition("#")
        if link.kind in ("image", "media", "recorded") and re.match(r"https?:", target):
            what = "an image" if link.kind == "image" else "a recording or poster"
            self._fault(path, link, f"{what} on another server would be missing offline")
            return link.target
        if target.startswith("id:"):
            return self._item(path, link, target[3:], hash_ + anchor)
        origin = resolved(path, target)
        if origin is None:
            message = f'"{target}" leads out of the course folder'
            hint = f"the path is relative to {path}" if target.startswith("/") else ""
            self._fault(path, link, message, hint, FILE_STAYS_IN_COURSE)
            return "#"
        if origin in self._files:
            return self._item(path, link, self._files[origin], hash_ + anchor)
        asset = self.assets.add(origin)
        if asset is None:
            self._lost(path, link, origin, target)
            return "#"
        return f"cw:asset/{asset}"

    def _lost(self, path: str, link: Link, origin: str, target: str) -> None:
        if not self.assets.withholds(origin):
            self._fault(path, link, f'"{target}" leads nowhere', self._near(origin, path))
        elif "item" not in self._unread or not kind_of(origin.rpartition("/")[2]):
            message = f'"{target}" is a file for authors, which is never published'
            self._fault(path, link, message, "Link to an item, or to a file of another kind.")

    def _item(self, path: str, link: Link, name: str, fragment: str) -> str:
        if name not in self._items:
            near = difflib.get_close_matches(name, self._items, n=1)
            hint = f"did you mean `id:{near[0]}`?" if near else ""
            if "item" not in self._unread:
                self._fault(path, link, f'no item has the id "{name}"', hint)
            return "#"
        anchors = self._anchors.get(name, ())
        if fragment and fragment[1:] not in anchors:
            hint = _of_anchors(fragment[1:], anchors, self._items[name].title)
            self._fault(path, link, f'"{fragment}" is no heading of "{name}"', hint)
        return f"cw:item/{name}{fragment}"

    def _player(self, path: str, link: Link) -> str:
        target = link.target.removeprefix("id:")
        origin = resolved(path, target) or ""
        name = target if target in self._items else self._files.get(origin, "")
        item = self._items.get(name)
        if not isinstance(item, (Video, Audio)):
            self._fault(path, link, f'"{link.target}" is no video or audio of the course')
            return ""
        return self._embedded(item)

    def _embedded(self, item: Video[Source] | Audio[Source]) -> str:
        media = self.assets.add(item.media) or ""
        tracks = "".join(
            html(_TRACK, track=track, file=self._track(track.file)) for track in item.captions
        )
        kind = "video" if isinstance(item, Video) else "audio"
        poster = self.assets.add(item.poster) if isinstance(item, Video) and item.poster else None
        shown = html(' poster="cw:asset/{}"', poster) if poster else ""
        return html(
            _PLAYER,
            kind=kind,
            media=media,
            poster=Markup(shown),
            tracks=Markup(tracks),
            item=item,
        )

    def _track(self, origin: str) -> str:
        return self.assets.add(origin) or ""

    def _near(self, origin: str, path: str) -> str:
        known = [
            *self._files,
            *self.assets.beside(path, origin),
            *(asset.origin for asset in self.assets.all()),
        ]
        return suggestion(origin, known, path) or f"the path is relative to {path}"

    def place(self, path: str, link: Link) -> tuple[int, int]:
        """Return line and column of a link in its file."""
        if link.cell:
            return place_in_file(self._notebooks[path], link.cell, link.line, link.column)
        return link.line, link.column

    def _fault(
        self, path: str, link: Link, problem: str, hint: str = "", rule: Rule = rules.LINK_RESOLVES
    ) -> None:
        line, column = self.place(path, link)
        message = f"cell {link.cell}: {problem}" if link.cell else problem
        self.found.append(rule.at(path, message, line=line, column=column, hint=hint))


def _of_anchors(anchor: str, anchors: Sequence[str], title: str) -> str:
    """Return what to do about a link to `anchor` on a page that has only `anchors`."""
    if near := difflib.get_close_matches(anchor, anchors, n=1):
        return f"did you mean `#{near[0]}`?"
    told = [f"a title is no anchor; leave `#{anchor}` out"] if anchor == slug(title, "part") else []
    shown = ", ".join(f"`#{each}`" for each in anchors[:_MOST])
    more = ", …" if len(anchors) > _MOST else ""
    told.append(f"headings of the page are {shown}{more}" if anchors else "the page has none")
    return "; ".join(told)


def _files(item: Item[Source]) -> tuple[str, ...]:
    """Return the paths by which a text can name an item."""
    if isinstance(item, Lab):
        return (item.folder, item.place.path, item.body.place.path)
    return (item.place.path,)
