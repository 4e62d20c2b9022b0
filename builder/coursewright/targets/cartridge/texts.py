"""HTML of pages, topics and questions, with addresses that every importer resolves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from coursewright.markup import html
from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.item_links import with_item_links
from coursewright.targets.plain_html import Formula, open_details, with_formulas, with_styles
from coursewright.targets.references import resolve
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["ASSETS", "PAGES", "Texts"]

ASSETS, PAGES = "assets", "pages"
_PAGE_KINDS = (
    items.Lesson,
    items.NotebookPage,
    items.Video,
    items.Audio,
    items.Lab,
    items.Assignment,
)
_TRANSCRIPT = re.compile(
    r'<details class="transcript"><summary>(.*?)</summary>(.*?)</details>', re.DOTALL
)
_ItemT = TypeVar("_ItemT", bound=items.Item[Rich])


class Texts:
    """Texts of one kind of member.

    base: how a file at the package's root is addressed from it. escaped: whether all but ASCII is
    escaped, since Moodle reads topics and questions without a charset.
    """

    def __init__(self, publication: Publication, base: str, *, escaped: bool) -> None:
        """Know every item that can be linked to."""
        self._escaped = escaped
        self._items = {item.id: item for item in publication.items()}
        self._base = base

    def html(self, written: str) -> str:
        """Return compiled HTML as platforms keep it."""
        linked = with_formulas(with_item_links(written, self._link), _formula)
        # Below the page's title; other text that opens at a click stands below a part of it.
        plain = open_details(_TRANSCRIPT.sub(r"<h2>\1</h2>\2", linked))
        text = with_styles(resolve(plain, self.address))
        return text.encode("ascii", "xmlcharrefreplace").decode() if self._escaped else text

    def rich(self, text: Rich) -> Rich:
        """Return the text with its HTML as platforms keep it."""
        return Rich(self.html(text.html), text.text)

    def linked(self, item: _ItemT) -> _ItemT:
        """Return the item with links to items in its body resolved."""
        body = Rich(with_item_links(item.body.html, self._link), item.body.text)
        return replace(item, body=body)

    def address(self, kind: str, key: str, fragment: str) -> str:
        """Return the address of an asset, as `resolve` wants it."""
        return f"{self._base}{ASSETS}/{key}{fragment}" if kind == "asset" else f"#{key}"

    def _link(self, key: str, place: str) -> str:
        match self._items.get(key):
            case items.Link(url=url):
                return url
            case items.File(file=path):
                return f"{self._base}{ASSETS}/{path}"
            case item if isinstance(item, _PAGE_KINDS):
                return f"{self._base}{PAGES}/{key}.html{place}"
        return ""


def _formula(formula: Formula) -> str:
    # The delimiters that MathJax looks for on most platforms; without it the LaTeX is readable.
    return html(r"\[{}\]" if formula.block else r"\({}\)", formula.tex)
