"""The pages of a PDF: which text has a tag, and where it stands; ISO 32000-1, 9.4 and 14.6."""

from __future__ import annotations

import itertools
import zlib
from dataclasses import dataclass, field
from typing import Any

from coursewright.documents.facts import Facts
from coursewright.documents.pdf_structure import Structure

__all__ = ["read_pages"]

_MOST = 500_000  # operators of one page
_MOST_BYTES = 64 << 20  # content of one page
_LINE = 20.0  # points that a part must stand higher to be told
_SAME = 10.0  # points by which two left edges may differ
_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _Page:
    """What one page shows. places: where the text of each mark begins."""

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    texts: int = 0
    untagged: int = 0
    images: int = 0
    marks: list[int] = field(default_factory=list)  # -1 for others, -2 for artifacts
    stack: list[_Matrix] = field(default_factory=list)
    base: _Matrix = _UNIT
    line: _Matrix = _UNIT
    leading: float = 0.0


def read_pages(pdf: Any, structure: Structure) -> Facts:
    """Return what the pages of an open PDF show, held against its tags."""
    order: dict[int, list[int]] = {}
    for page, mark in structure.order:
        order.setdefault(page, []).append(mark)
    untagged, pictured, disorder, texts = [], [], [], 0
    for number, page in enumerate(pdf.pages, 1):
        if _unpacks_to_too_much(page):
            return Facts(beyond=f"page {number} unpacks to more than {_MOST_BYTES >> 20} MB")
        shown = _shown(page)
        texts += shown.texts
        if shown.untagged:
            untagged.append(f"page {number}")
        if shown.images and not shown.texts and number not in structure.figures:
            pictured.append(f"page {number}")
        if _is_disordered(order.get(number, []), shown.places):
            disorder.append(f"page {number}: a part is read after what stands below it")
    return Facts(
        words=texts,
        untagged=tuple(untagged),
        pictured=tuple(pictured),
        disorder=tuple(disorder),
    )


def _unpacks_to_too_much(page: Any) -> bool:
    """Return whether a content stream unpacks to more than is read, without unpacking all of it."""
    import pikepdf

    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    room = _MOST_BYTES
    for stream in streams:
        if isinstance(stream, pikepdf.Stream) and "FlateDecode" in str(stream.get("/Filter")):
            try:
                packed = stream.read_raw_bytes()
                room -= len(zlib.decompressobj().decompress(packed, max(room, 1)))
            except zlib.error:
                continue  # of another filter first; the process has bounds of its own
        if room <= 0:
            return True
    return False


def _shown(page: Any) -> _Page:
    import pikepdf

    read = _Page()
    for number, each in enumerate(pikepdf.parse_content_stream(page)):
        if number > _MOST:
            break
        _step(read, str(each.operator), list(each.operands), page)
    return read


def _step(read: _Page, operator: str, operands: list[Any], page: Any) -> None:
    if operator in ("BDC", "BMC"):
        read.marks.append(_mark(operands, page))
    elif operator == "EMC" and read.marks:
        read.marks.pop()
    elif operator == "q":
        read.stack.append(read.base)
    elif operator == "Q" and read.stack:
        read.base = read.stack.pop()
    elif operator == "Do" and _is_image(operands, page):
        read.images += 1
    elif operator in ("Tj", "TJ", "'", '"'):
        _text(read)
    else:
        _move(read, operator, operands)


def _move(read: _Page, operator: str, operands: list[Any]) -> None:
    if operator == "BT":
        read.line = _UNIT
        return
    if operator not in ("cm", "Tm", "Td", "TD", "T*", "TL"):
        return
    values = [float(each) for each in operands]
    if operator == "cm" and len(values) == 6:
        read.base = _times(_matrix(values), read.base)
    elif operator == "Tm" and len(values) == 6:
        read.line = _matrix(values)
    elif operator in ("Td", "TD") and len(values) == 2:
        read.line = _times((1.0, 0.0, 0.0, 1.0, values[0], values[1]), read.line)
        read.leading = -values[1] if operator == "TD" else read.leading
    elif operator == "T*":
        read.line = _times((1.0, 0.0, 0.0, 1.0, 0.0, -read.leading), read.line)
    elif operator == "TL" and values:
        read.leading = values[0]


def _text(read: _Page) -> None:
    read.texts += 1
    if -2 in read.marks:
        return
    mark = next((each for each in reversed(read.marks) if each >= 0), -1)
    if mark < 0:
        read.untagged += 1
        return
    at = _times(read.line, read.base)
    read.places.setdefault(mark, (at[4], at[5]))


def _mark(operands: list[Any], page: Any) -> int:
    """Return the number of a mark, -2 for what is an artifact, -1 for anything else."""
    import pikepdf

    if operands and str(operands[0]) == "/Artifact":
        return -2
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = _resource(page, "/Properties", str(properties))
    if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties:
        return int(properties["/MCID"])
    return -1


def _is_image(operands: list[Any], page: Any) -> bool:
    found = _resource(page, "/XObject", str(operands[0])) if operands else None
    return found is not None and str(found.get("/Subtype")) == "/Image"


def _resource(page: Any, kind: str, name: str) -> Any:
    resources = page.resources.get(kind)
    return resources.get(name) if resources is not None else None


def _matrix(values: list[float]) -> _Matrix:
    return values[0], values[1], values[2], values[3], values[4], values[5]


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        (e * h + f * j + m),
    )


def _is_disordered(marks: list[int], places: dict[int, tuple[float, float]]) -> bool:
    """Return whether a part is read after one that stands below it in the same column."""
    found = [places[mark] for mark in marks if mark in places]
    return any(
        second[1] > first[1] + _LINE and abs(second[0] - first[0]) < _SAME
        for first, second in itertools.pairwise(found)
    )
