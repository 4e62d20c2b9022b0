"""Read a Word file: WordprocessingML, ECMA-376, part 1, clause 17."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursewright.accessible.lists import looks_like_a_list
from coursewright.documents.facts import Facts, Heading, Picture, Table
from coursewright.documents.parts import Parts, attribute, is_on, walk
from coursewright_packaging.xml import Element, local

__all__ = ["read_word"]

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OTHER = re.compile(r"title|subtitle|caption|toc|header|footer|quote|list", re.IGNORECASE)
_LONGEST_HEADING = 80
_PICTURED = ("picture", "chart", "diagram")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    above: str
    level: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    level: int
    bold: bool
    plain: bool
    listed: bool
    at: str


def read_word(parts: Parts) -> Facts:
    """Return the facts of a Word file."""
    main = parts.main()
    document = parts.root(main)
    if document is None or local(document) != "document":
        return Facts(unreadable="it holds no Word document")
    styles, language = _styles(parts, main)
    pages = _pages(document)
    paragraphs = [_paragraph(each, styles, pages) for each in walk(document) if local(each) == "p"]
    languages = (attribute(each, "val") for each in walk(document) if local(each) == "lang")
    return Facts(
        title=parts.title(),
        language=language or next(filter(None, languages), ""),
        pages=max(pages.values(), default=1),
        words=sum(len(each.text.split()) for each in paragraphs),
        headings=tuple(Heading(p.level, p.text, p.at) for p in paragraphs if p.level),
        pictures=tuple(_pictures(document, pages)),
        tables=tuple(_tables(document, pages)),
        disorder=tuple(_floating(document, pages)),
        bold=tuple(_bold(paragraphs)),
        listed=tuple(_listed(paragraphs)),
    )


def _styles(parts: Parts, main: str) -> tuple[dict[str, _Style], str]:
    """Return the styles by id, and the language of the whole text."""
    name = next((to for kind, to in parts.related(main).values() if kind == "styles"), "")
    root = parts.root(name)
    styles: dict[str, _Style] = {}
    language = ""
    for each in [] if root is None else root:
        if local(each) == "docDefaults":
            found = (attribute(one, "val") for one in walk(each) if local(one) == "lang")
            language = next(filter(None, found), "")
        elif local(each) == "style":
            inside = {local(one): one for one in walk(each)}
            named = attribute(inside.get("name"), "val")
            above = attribute(inside.get("basedOn"), "val")
            match = _HEADING.fullmatch(named)
            level = int(match[1]) if match else _level(inside.get("outlineLvl"))
            styles[attribute(each, "styleId")] = _Style(named, above, level)
    return styles, language


def _level(outline: Element | None) -> int:
    value = attribute(outline, "val")
    return int(value) + 1 if value.isascii() and value.isdigit() and int(value) < 9 else 0


def _pages(document: Element) -> dict[Element, int]:
    """Return the page of each paragraph, drawing and table as the last program laid them out."""
    breaks = {local(each) for each in walk(document)} & {"lastRenderedPageBreak"}
    page, found = 1, {}
    for each in walk(document):
        name = local(each)
        if name in ("p", "tbl", "drawing", "pict"):
            found[each] = page
        elif name == "lastRenderedPageBreak" or (
            name == "br" and not breaks and attribute(each, "type") == "page"
        ):
            page += 1
            _begins_page(each, found, page)
    return found


def _begins_page(mark: Element, found: dict[Element, int], page: int) -> None:
    """Let a paragraph that begins with the break stand on the new page."""
    run = mark.getparent()
    paragraph = None if run is None else run.getparent()
    first = run is not None and next(run.itersiblings("{*}r", preceding=True), None) is None
    if first and paragraph in found:
        found[paragraph] = page


def _paragraph(
    element: Element, styles: dict[str, _Style], pages: dict[Element, int]
) -> _Paragraph:
    properties = next((each for each in element if local(each) == "pPr"), None)
    inside = {} if properties is None else {local(each): each for each in properties}
    style, level = _inherited(attribute(inside.get("pStyle"), "val"), styles)
    runs = [each for each in element.iter("{*}r") if _text(each).strip()]
    in_table = any(local(each) == "tc" for each in element.iterancestors())
    return _Paragraph(
        _text(element).strip(),
        _level(inside.get("outlineLvl")) or level,
        bool(runs) and all(_is_bold(run) for run in runs),
        not in_table and not _OTHER.search(style),
        "numPr" in inside,
        f"page {pages[element]}",
    )


def _inherited(name: str, styles: dict[str, _Style]) -> tuple[str, int]:
    """Return the name of a style and the level of its headings, its own or one above it."""
    first = styles[name].name if name in styles else ""
    for _ in range(len(styles)):  # a style may be said to stand above itself
        if name not in styles:
            break
        if styles[name].level:
            return first, styles[name].level
        name = styles[name].above
    return first, 0


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in walk(element) if local(each) == "t")


def _is_bold(run: Element) -> bool:
    properties = next((each for each in run if local(each) == "rPr"), None)
    return properties is not None and is_on(
        next((each for each in properties if local(each) == "b"), None)
    )


def _pictures(document: Element, pages: dict[Element, int]) -> Iterator[Picture]:
    for each in walk(document):
        if local(each) == "drawing":
            yield from _drawing(each, f"page {pages[each]}")
        elif local(each) == "pict" and any(local(one) == "imagedata" for one in walk(each)):
            shape = next((one for one in walk(each) if local(one) == "shape"), None)
            yield Picture("", attribute(shape, "alt"), f"page {pages[each]}")


def _drawing(drawing: Element, at: str) -> Iterator[Picture]:
    parts = {local(each): each for each in reversed(list(walk(drawing)))}
    kind = attribute(parts.get("graphicData"), "uri").rpartition("/")[2]
    if kind in _PICTURED and not ("decorative" in parts and is_on(parts["decorative"])):
        named = parts.get("docPr")
        yield Picture(attribute(named, "name"), attribute(named, "descr"), at)


def _tables(document: Element, pages: dict[Element, int]) -> Iterator[Table]:
    for each in walk(document):
        if local(each) != "tbl":
            continue
        rows = [row for row in each if local(row) == "tr"]
        wide = any(sum(local(cell) == "tc" for cell in row) > 1 for row in rows)
        if len(rows) > 1 and wide:  # others arrange and say nothing
            yield Table(_is_header(rows[0]), f"page {pages[each]}")


def _is_header(row: Element) -> bool:
    for properties in row:
        if local(properties) == "trPr":
            return is_on(next((e for e in properties if local(e) == "tblHeader"), None))
    return False


def _floating(document: Element, pages: dict[Element, int]) -> Iterator[str]:
    for each in walk(document):
        if local(each) == "drawing":
            inside = {local(one) for one in walk(each)}
            if {"anchor", "txbxContent"} <= inside:
                yield f"page {pages[each]}: a text box floats beside the text that it belongs to"


def _bold(paragraphs: list[_Paragraph]) -> Iterator[tuple[str, str]]:
    for each, following in itertools.pairwise(paragraphs):
        short = len(each.text) <= _LONGEST_HEADING and not each.text.endswith((".", "!", "?", "…"))
        looks = each.bold and each.plain and short and not each.level and not each.listed
        if looks and following.text and not following.bold:
            yield each.text, each.at


def _listed(paragraphs: list[_Paragraph]) -> Iterator[str]:
    told = False
    for first, second in itertools.pairwise(paragraphs):
        typed = not first.listed and looks_like_a_list((first.text, second.text))
        if typed and not told:
            yield first.at
        told = typed
