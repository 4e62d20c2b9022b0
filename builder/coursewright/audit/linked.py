"""What a page is made of: its own bytes and every file that it, its styles and frames name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from coursewright.audit.trees import parse_page
from coursewright.engine.hashing import digest_text

__all__ = ["Linked", "folder_of"]

_LOADS = (
    "//link[contains(@rel, 'stylesheet')]/@href",
    "//script/@src",
    "//img/@src",
    "//iframe/@src",
    "//frame/@src",
    "//source/@src",
    "//video/@src",
    "//video/@poster",
    "//audio/@src",
    "//track/@src",
    "//embed/@src",
    "//object/@data",
    "//input/@src",
)
_SRCSET = "//img/@srcset | //source/@srcset"
_IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
_UP = re.compile(r"(?:\.\./)*")
_PAGES = (".html", ".htm", ".xhtml")
_HERE = "http://here/"


def folder_of(page: Path) -> Path:
    """Return the folder to serve so that a page finds what it loads from folders above its own."""
    try:
        addresses = _of_page(page.read_bytes())
    except OSError:
        return page.parent
    ups = max((len(_UP.findall(address)[0]) // 3 for address in addresses), default=0)
    return page.parents[min(ups, len(page.parents) - 1)]


@dataclass(slots=True)
class Linked:
    """Files of one folder, and what each of them names.

    root: the folder. digest: returns the digest of a file's content; OSError when there is none.
    """

    root: Path
    digest: Callable[[str], str]
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def files(self, page: str) -> list[str]:
        """Return the page and all that it loads, sorted, as paths relative to the root."""
        found = {page}
        pending = [page]
        while pending:
            for name in self._names(pending.pop()):
                if name not in found and (self.root / name).is_file():
                    found.add(name)
                    pending.append(name)
        return sorted(found)

    def page_digest(self, page: str) -> str:
        """Return the digest of the page's bytes and of all that it loads, by the names it uses.

        Where the page itself lies does not count, so that equal pages of two packages are equal.
        """
        return digest_text(*self._parts(page, "", set()))

    def _parts(self, name: str, called: str, above: set[str]) -> Iterator[str]:
        yield called
        try:
            yield self.digest(str(self.root / name))
        except OSError:
            yield "absent"
            return
        if name in above:
            return
        above.add(name)
        for address in self._addresses(name):
            if (target := _resolve(name, address)) is not None:
                yield from self._parts(target, address, above)

    def _names(self, name: str) -> Iterator[str]:
        for address in self._addresses(name):
            if (target := _resolve(name, address)) is not None:
                yield target

    def _addresses(self, name: str) -> tuple[str, ...]:
        if name not in self._named:
            self._named[name] = tuple(dict.fromkeys(self._read(name)))
        return self._named[name]

    def _read(self, name: str) -> Iterator[str]:
        ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - names, not paths
        try:
            if ending in _PAGES:
                yield from _of_page((self.root / name).read_bytes())
            elif ending == ".css":
                yield from _IN_STYLES.findall((self.root / name).read_text("utf-8", "replace"))
        except OSError:
            return


def _of_page(data: bytes) -> Iterator[str]:
    page = parse_page(data)
    if page is None:
        return
    for path in _LOADS:
        yield from map(str, page.xpath(path))
    for each in page.xpath(_SRCSET):
        yield from (part.split()[0] for part in str(each).split(",") if part.strip())
    for text in (*page.xpath("//style/text()"), *page.xpath("//@style")):
        yield from _IN_STYLES.findall(str(text))


def _resolve(page: str, address: str) -> str | None:
    """Return the path that an address means, `None` when it lies elsewhere."""
    whole = urljoin(_HERE + page, urldefrag(address)[0])
    if not whole.startswith(_HERE):
        return None
    path = unquote(urlsplit(whole).path).lstrip("/")
    return path if path and ".." not in path.split("/") else None
