"""The structure of a PDF: its tags, ISO 32000-1, 14.7 and 14.8."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coursewright.documents.facts import Heading, Picture, Table

__all__ = ["Structure", "read_structure"]

_MOST = 200_000
_DEEPEST = 500
_HEADINGS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}


@dataclass(slots=True)
class Structure:
    """What the tags say. order: pages and marks of content, in the order of reading.

    figures: pages with a picture that has a text.
    """

    exists: bool = False
    beyond: str = ""
    language: str = ""
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    order: list[tuple[int, int]] = field(default_factory=list)
    figures: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Node:
    element: Any
    page: int
    depth: int
    table: int


class _Walk:
    """One pass over the tree, in the order of reading."""

    def __init__(self, pdf: Any, root: Any) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        roles = root.get("/RoleMap")
        self._roles = {str(k): str(v) for k, v in roles.items()} if roles is not None else {}
        self._seen: set[tuple[int, int]] = set()
        self.headings: list[Heading] = []
        self.pictures: list[Picture] = []
        self.tables: list[int] = []  # pages
        self.headed: set[int] = set()  # tables by their number
        self.structure = Structure(exists=True)

    def run(self, root: Any) -> Structure:
        pending = [_Node(each, 0, 0, -1) for each in reversed(list(_kids(root)))]
        count = 0
        while pending:
            node = pending.pop()
            count += 1
            if count > _MOST or node.depth > _DEEPEST:
                return Structure(beyond=f"its tags are more than {_MOST:,}, or too deep")
            pending += reversed(list(self._visit(node)))
        made = self.structure
        made.headings, made.pictures = tuple(self.headings), tuple(self.pictures)
        made.tables = tuple(
            Table(number in self.headed, _at(page)) for number, page in enumerate(self.tables)
        )
        return made

    def _visit(self, node: _Node) -> Iterator[_Node]:
        import pikepdf

        element = node.element
        if isinstance(element, int):
            self.structure.order.append((node.page, int(element)))
            return
        if not isinstance(element, pikepdf.Dictionary) or element.objgen in self._seen:
            return
        if element.objgen != (0, 0):
            self._seen.add(element.objgen)
        page = self._page(element) or node.page
        if "/MCID" in element:
            self.structure.order.append((page, int(element["/MCID"])))
            return
        if "/S" not in element:
            return
        table = self._note(element, self._role(str(element["/S"])), page, node.table)
        for each in _kids(element):
            yield _Node(each, page, node.depth + 1, table)

    def _note(self, element: Any, role: str, page: int, table: int) -> int:
        """Keep what an element is; return the number of the table that it stands in."""
        page = page or self._first_page(element)
        if role in _HEADINGS:
            level = _HEADINGS[role]
            text = _string(element, "/ActualText") or _string(element, "/T")
            self.headings.append(Heading(level, text, _at(page)))
        elif role == "Figure":
            alt = _string(element, "/Alt") or _string(element, "/ActualText")
            self.pictures.append(Picture("", alt, _at(page)))
            if alt:
                self.structure.figures.add(page)
        elif role == "Table":
            self.tables.append(page)
            return len(self.tables) - 1
        elif role == "TH" and table >= 0:
            self.headed.add(table)
        if not self.structure.language:
            self.structure.language = _string(element, "/Lang") if role == "Document" else ""
        return table

    def _role(self, name: str) -> str:
        for _ in range(len(self._roles)):
            if name not in self._roles or name.lstrip("/") in _HEADINGS:
                break
            name = self._roles[name]
        return name.lstrip("/")

    def _page(self, element: Any) -> int:
        page = element.get("/Pg")
        return self._pages.get(page.objgen, 0) if page is not None else 0

    def _first_page(self, element: Any) -> int:
        """Return the page of the first part below that says one."""
        import pikepdf

        for _ in range(_DEEPEST):
            below = [each for each in _kids(element) if isinstance(each, pikepdf.Dictionary)]
            if not below:
                return 0
            element = below[0]
            if page := self._page(element):
                return page
        return 0


def read_structure(pdf: Any) -> Structure:
    """Return what the tags of an open PDF say."""
    import pikepdf

    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/K" not in root:
        return Structure()
    return _Walk(pdf, root).run(root)


def _kids(element: Any) -> Iterator[Any]:
    import pikepdf

    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids


def _string(element: Any, name: str) -> str:
    value = element.get(name)
    return " ".join(str(value).split()) if value is not None else ""


def _at(page: int) -> str:
    return f"page {page}" if page else ""
