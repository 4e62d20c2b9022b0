"""Resolve the links of rendered fragments, reporting those that lead nowhere."""

from __future__ import annotations

import difflib
import re
import urllib.parse
from collections.abc import Mapping
from html import escape

from coursewright.compile import rules
from coursewright.compile.assets import AssetStore
from coursewright.compile.fragment import Fragment, Link
from coursewright.markup import Markup, html
from coursewright.model.course import Course
from coursewright.model.items import Audio, Item, Lab, Video
from coursewright.model.source import Source
from coursewright_packaging.diagnostic import Diagnostic
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
_PLACE = re.compile(r'"cw-link:(\d+)"|<!--cw-link:(\d+)-->')


class LinkTable:
    """Where links can lead."""

    def __init__(self, course: Course, assets: AssetStore) -> None:
        """Know every item of the course by id and by file."""
        self._assets = assets
        self._items = {item.id: item for item in course.items()}
        self._files = {_file(item): item.id for item in course.items()}
        self._anchors: dict[str, frozenset[str]] = {}
        self.found: list[Diagnostic] = []

    def know(self, item: str, anchors: tuple[str, ...]) -> None:
        """Note the headings of an item's page, for links with a fragment."""
        self._anchors[item] = frozenset(anchors)

    def rich(self, fragment: Fragment, extras: Mapping[str, str] | None = None) -> Rich:
        """Return the fragment with its links resolved. extras: asset paths of made files."""

        def replace(match: re.Match[str]) -> str:
            link = fragment.links[int(match[1] or match[2])]
            if link.kind == "player":
                return self._player(fragment.path, link)
            if link.kind == "extra":
                return f'"cw:asset/{(extras or {})[link.target]}"'
            return f'"{escape(self._address(fragment.path, link))}"'

        return Rich(_PLACE.sub(replace, fragment.html), fragment.text)

    def _address(self, path: str, link: Link) -> str:
        target, hash_, anchor = link.target.partition("#")
        if link.kind == "image" and re.match(r"https?:", target):
            self._fault(path, link, "an image on another server would be missing offline")
            return link.target
        if target.startswith("id:"):
            return self._item(path, link, target[3:], hash_ + anchor)
        origin = _joined(path, urllib.parse.unquote(target))
        if origin in self._files:
            return self._item(path, link, self._files[origin], hash_ + anchor)
        asset = self._assets.add(origin)
        if asset is None:
            self._fault(path, link, f'"{link.target}" leads nowhere', self._near(origin, path))
            return "#"
        return f"cw:asset/{asset}"

    def _item(self, path: str, link: Link, name: str, fragment: str) -> str:
        if name not in self._items:
            near = difflib.get_close_matches(name, self._items, n=1)
            hint = f"did you mean `id:{near[0]}`?" if near else ""
            self._fault(path, link, f'no item has the id "{name}"', hint)
            return "#"
        anchors = self._anchors.get(name, frozenset())
        if fragment and fragment[1:] not in anchors:
            near = difflib.get_close_matches(fragment[1:], anchors, n=1)
            hint = f"did you mean `#{near[0]}`?" if near else ""
            self._fault(path, link, f'"{fragment}" is no heading of "{name}"', hint)
        return f"cw:item/{name}{fragment}"

    def _player(self, path: str, link: Link) -> str:
        target = link.target.removeprefix("id:")
        name = target if target in self._items else self._files.get(_joined(path, target), "")
        item = self._items.get(name)
        if not isinstance(item, (Video, Audio)):
            self._fault(path, link, f'"{link.target}" is no video or audio of the course')
            return ""
        return self._embedded(item)

    def _embedded(self, item: Video[Source] | Audio[Source]) -> str:
        media = self._assets.add(item.media) or ""
        tracks = "".join(
            html(_TRACK, track=track, file=self._track(track.file)) for track in item.captions
        )
        kind = "video" if isinstance(item, Video) else "audio"
        poster = self._assets.add(item.poster) if isinstance(item, Video) and item.poster else None
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
        return self._assets.add(origin) or ""

    def _near(self, origin: str, path: str) -> str:
        known = [*self._files, *(asset.origin for asset in self._assets.all())]
        near = difflib.get_close_matches(origin, known, n=1)
        return f'there is "{near[0]}"' if near else f"the path is relative to {path}"

    def _fault(self, path: str, link: Link, message: str, hint: str = "") -> None:
        self.found.append(rules.LINK_RESOLVES.at(path, message, line=link.line, hint=hint))


def _file(item: Item[Source]) -> str:
    return item.folder if isinstance(item, Lab) else item.place.path


def _joined(base: str, target: str) -> str:
    parts = base.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
