"""From an element of a compiled page back to the line that its author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from coursewright.audit.model import Finding, Page

__all__ = ["Sources", "course_sources"]

_SHORTEST = 4
_ATTRIBUTES = re.compile(r'\s(?:src|href|alt|title|aria-label|id|poster)="([^"]+)"')
_TAGS = re.compile(r"<[^>]+>")


@dataclass(slots=True)
class Sources:
    """The course's files by item. root: what paths are told from. files: paths by item id."""

    root: Path
    files: Mapping[str, str]
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def locate(self, page: Page, finding: Finding) -> str:
        """Return `file:line`, the file alone when the line is not sure, or an empty text.

        A line is sure when it is the only one that holds what the element shows or names.
        """
        path = self.files.get(page.item) or self.files.get(page.item.removeprefix("item-"), "")
        if not path:
            return ""
        lines = self._lines(path)
        for words in _words(finding.html):
            hits = [number for number, line in enumerate(lines, 1) if words in line]
            if len(hits) == 1:
                return f"{path}:{hits[0]}"
        return path

    def _lines(self, path: str) -> list[str]:
        if path not in self._texts:
            try:
                text = (self.root / path).read_text("utf-8", "replace")
            except OSError:
                text = ""
            self._texts[path] = text.splitlines()
        return self._texts[path]


def _words(html: str) -> Iterator[str]:
    """Yield what an author may have written of an element, the most telling first."""
    inner = unescape(_TAGS.sub("\n", html)).split("\n")
    texts = sorted((part.strip(" …") for part in inner), key=len, reverse=True)
    yield from (text for text in texts if len(text) >= _SHORTEST)
    for value in _ATTRIBUTES.findall(html.partition(">")[0]):
        plain = unescape(value)
        yield from (v for v in (plain, unquote(plain).rpartition("/")[2]) if len(v) >= _SHORTEST)


def course_sources(content: Path) -> Callable[[Page, Finding], str]:
    """Return what finds lines in the course in `content`; nothing is found when there is none."""
    if not (content / "course.yaml").is_file():
        return Sources(content, {}).locate
    from coursewright.load import load_course

    course = load_course(content).course
    items = course.items() if course else ()
    return Sources(content, {item.id: item.place.path for item in items}).locate
