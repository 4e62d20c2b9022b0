"""Read a PowerPoint file: PresentationML and DrawingML, ECMA-376, part 1, clauses 19 to 21."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from coursewright.documents.facts import Facts, Heading, Picture, Table
from coursewright.documents.parts import Parts, attribute, is_on, walk
from coursewright_packaging.xml import Element, local

__all__ = ["read_slides"]

_TITLES = ("title", "ctrTitle")
_SHAPES = ("sp", "pic", "graphicFrame", "cxnSp")
_DATES = ("dt", "ftr", "sldNum")


@dataclass(slots=True)
class _Slides:
    """What reading collects."""

    headings: list[Heading] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    disorder: list[str] = field(default_factory=list)
    untitled: list[str] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    words: int = 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """A shape with text. top, bottom, left, right: English metric units, `None` if inherited."""

    title: bool
    box: tuple[int, int, int, int] | None


def read_slides(parts: Parts) -> Facts:
    """Return the facts of a PowerPoint file."""
    main = parts.main()
    presentation = parts.root(main)
    if presentation is None or local(presentation) != "presentation":
        return Facts(unreadable="it holds no presentation")
    targets = parts.related(main)
    ids = [_relation(each) for each in _slide_ids(presentation)]
    slides = [parts.root(targets[id][1]) for id in ids if id in targets]
    read = _Slides()
    for number, slide in enumerate((each for each in slides if each is not None), 1):
        _slide(slide, f"slide {number}", read)
    return Facts(
        title=parts.title(),
        language=next(iter(read.languages), ""),
        pages=len(slides),
        words=read.words,
        headings=tuple(read.headings),
        pictures=tuple(read.pictures),
        tables=tuple(read.tables),
        disorder=tuple(read.disorder),
        untitled=tuple(read.untitled),
        doubled=tuple(read.doubled),
    )


def _slide_ids(presentation: Element) -> Iterator[Element]:
    for each in presentation:
        if local(each) == "sldIdLst":
            yield from each


def _relation(entry: Element) -> str:
    """Return the `r:id` of an entry, which has an `id` without a namespace, too."""
    named = (str(value) for name, value in entry.items() if str(name).endswith("}id"))
    return next(named, "")


def _slide(slide: Element, at: str, read: _Slides) -> None:
    tree = next((each for each in walk(slide) if local(each) == "spTree"), None)
    shapes: list[_Shape] = []
    title = ""
    for each in [] if tree is None else _shapes(tree, read, at):
        text = _text(each)
        read.words += len(text.split())
        kind = _placeholder(each)
        if kind in _TITLES:
            title = title or text
        if text and kind not in _DATES:
            shapes.append(_Shape(kind in _TITLES, _box(each)))
        _parts(each, at, read)
    read.languages += filter(None, (attribute(e, "lang") for e in walk(slide)))
    read.disorder += _disorder(shapes, at)
    if not title:
        read.untitled.append(at)
        return
    if other := next((h.at for h in read.headings if h.text.casefold() == title.casefold()), ""):
        read.doubled.append((f"{at}: the title is that of {other}", title))
    read.headings.append(Heading(1, title, at))


def _shapes(tree: Element, read: _Slides, at: str) -> Iterator[Element]:
    """Yield the shapes in the order of reading, those of groups in their place."""
    for each in tree:
        if not isinstance(each.tag, str):
            continue
        if local(each) == "grpSp":
            described = _named(each)
            if described is not None and attribute(described, "descr"):
                name, alt = attribute(described, "name"), attribute(described, "descr")
                read.pictures.append(Picture(name, alt, at))
                yield from (one for one in _shapes(each, read, at) if local(one) == "sp")
            else:
                yield from _shapes(each, read, at)
        elif local(each) in _SHAPES:
            yield each
        elif local(each) == "AlternateContent":
            for choice in each:
                if local(choice) == "Choice":
                    yield from _shapes(choice, read, at)
                    break


def _named(shape: Element) -> Element | None:
    """Return the properties that hold name and text of a shape itself."""
    for each in shape:
        if isinstance(each.tag, str) and local(each).startswith("nv"):
            return next((one for one in each if local(one) == "cNvPr"), None)
    return None


def _text(shape: Element) -> str:
    lines: list[str] = []
    for each in walk(shape):
        if local(each) == "p":
            lines.append("".join(one.text or "" for one in walk(each) if local(one) == "t"))
    return " ".join(" ".join(lines).split())


def _placeholder(shape: Element) -> str:
    for each in shape:
        if isinstance(each.tag, str) and local(each).startswith("nv"):
            place = next((one for one in walk(each) if local(one) == "ph"), None)
            return "" if place is None else attribute(place, "type") or "obj"
    return ""


def _parts(shape: Element, at: str, read: _Slides) -> None:
    table = next((each for each in walk(shape) if local(each) == "tbl"), None)
    if table is not None:
        properties = next((each for each in table if local(each) == "tblPr"), None)
        marks = (attribute(properties, name) for name in ("firstRow", "firstCol"))
        read.tables.append(Table(any(mark in ("1", "true") for mark in marks), at))
    elif local(shape) in ("pic", "graphicFrame"):
        named = _named(shape)
        inside = [] if named is None else walk(named)
        if not any(local(each) == "decorative" and is_on(each) for each in inside):
            picture = Picture(attribute(named, "name"), attribute(named, "descr"), at)
            read.pictures.append(picture)


def _box(shape: Element) -> tuple[int, int, int, int] | None:
    frame = next((each for each in walk(shape) if local(each) == "xfrm"), None)
    inside = {} if frame is None else {local(each): each for each in frame}
    numbers = [
        attribute(inside.get(part), name)
        for part, name in (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy"))
    ]
    if not all(number.lstrip("-").isdecimal() and len(number) < 15 for number in numbers):
        return None
    x, y, wide, high = map(int, numbers)
    return x, y, x + wide, y + high


def _disorder(shapes: list[_Shape], at: str) -> Iterator[str]:
    before = next((number for number, each in enumerate(shapes) if each.title), 0)
    if before:
        yield f"{at}: the title is read after {before} other {'part' if before == 1 else 'parts'}"
        return
    for number, (first, second) in enumerate(itertools.pairwise(shapes), 1):
        if first.box and second.box and not first.title and _is_above(second.box, first.box):
            yield f"{at}: part {number + 1} stands above part {number}, but is read after it"
            return


def _is_above(second: tuple[int, int, int, int], first: tuple[int, int, int, int]) -> bool:
    overlap = min(second[2], first[2]) - max(second[0], first[0])
    return second[3] <= first[1] and 2 * overlap > min(second[2] - second[0], first[2] - first[0])
