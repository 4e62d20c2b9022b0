"""Assets and released labs as files of Learn's content collection, and addresses of them."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.item_links import with_item_links
from coursewright.targets.references import resolve
from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.blackboard.course import CourseFile
from coursewright_packaging.blackboard.identifiers import Numbers
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Files"]


class Files:
    """The files of one publication, and HTML that addresses them as Learn does."""

    def __init__(self, publication: Publication) -> None:
        """Give every asset and every released lab its number."""
        numbers = Numbers()
        self._items = {item.id: item for item in publication.items()}
        self._assets = {
            asset.path: CourseFile(
                numbers.of("asset", asset.path),
                asset.title or PurePosixPath(asset.path).name,
                asset.file,
                asset.size,
            )
            for asset in publication.assets
        }
        self._labs = {
            item.id: _lab_file(item, numbers.of("lab", item.id))
            for item in self._items.values()
            if isinstance(item, items.Lab) and item.release
        }

    def all(self) -> tuple[CourseFile, ...]:
        """Return every file."""
        return (*self._assets.values(), *self._labs.values())

    def asset(self, path: str) -> CourseFile:
        """Return the file of an asset. Raises KeyError for an unknown path."""
        return self._assets[path]

    def lab(self, lab: items.Lab[Rich]) -> tuple[CourseFile, ...]:
        """Return the archive of a released lab, if there is anything in it."""
        return (self._labs[lab.id],) if lab.id in self._labs else ()

    def html(self, html: str) -> str:
        """Return a fragment whose addresses Learn understands.

        An imported course has no address for another item, so such a link keeps its text alone,
        unless the item is itself a link or a file.
        """
        if "cw:" not in html:
            return html
        return resolve(with_item_links(html, lambda key, _: self._item_address(key)), self._address)

    def rich(self, text: Rich) -> Rich:
        """Return a text whose HTML Learn understands."""
        return Rich(self.html(text.html), text.text) if "cw:" in text.html else text

    def _item_address(self, key: str) -> str:
        match self._items.get(key):
            case items.Link(url=url) | items.Tool(url=url):
                return url
            case items.File(file=path):
                return self._assets[path].address
        return ""

    def _address(self, kind: str, key: str, fragment: str) -> str:
        if kind == "item":
            return escape(self._item_address(key)) or f"#{key}"
        return f"{self._assets[key].address}{fragment}"


def _lab_file(lab: items.Lab[Rich], number: int) -> CourseFile:
    members = tuple(Member(file.path, file.content) for file in lab.release)
    # Unpacked size: how small the archive gets is known only when it is written.
    size = sum(len(file.content) for file in lab.release)
    return CourseFile(number, f"{lab.id}.zip", Archive(members), size)
