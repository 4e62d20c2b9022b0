"""Word files made at test time, in which each test changes one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

__all__ = ["changed", "made_word", "picture", "table", "text_box"]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def made_word(
    fill: Callable[[Document], object] | None = None,
    *,
    title: str = "How to make tea",
    language: str = "en-GB",
    headings: tuple[tuple[str, int], ...] = (("Tea", 1), ("Leaves", 2)),
) -> bytes:
    """Return a Word file. fill: adds to it."""
    document = docx.Document()
    document.core_properties.title = title
    for mark in document.styles.element.iter(qn("w:lang")):
        if language:
            mark.set(qn("w:val"), language)
        else:
            mark.getparent().remove(mark)
    for text, level in headings:
        document.add_heading(text, level)
        document.add_paragraph("Pour water on the leaves and wait.")
    if fill:
        fill(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def picture(document: Document, alt: str, *, decorative: bool = False) -> None:
    """Add a picture with a text."""
    shape = document.add_picture(io.BytesIO(PNG))
    named = shape._inline.docPr
    named.set("descr", alt)
    if decorative:
        uri = "http://schemas.microsoft.com/office/drawing/2017/decorative"
        extension = etree.SubElement(
            named, "{http://schemas.openxmlformats.org/drawingml/2006/main}extLst"
        )
        etree.SubElement(extension, f"{{{uri}}}decorative", val="1")


def table(document: Document, *, header: bool) -> None:
    """Add a table of two rows. header: whether the first is marked as one."""
    made = document.add_table(2, 2)
    for row, words in zip(made.rows, (("Tea", "Minutes"), ("green", "2")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    if header:
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def text_box(document: Document, *, floats: bool) -> None:
    """Add a text box, floating or in the line."""
    kind = "anchor" if floats else "inline"
    document.add_paragraph()._p.append(
        parse_xml(
            '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' xmlns:s="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<w:drawing><wp:{kind}><wp:docPr id="9" name="Box"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
            'wordprocessingShape"><s:wsp><s:txbx><w:txbxContent><w:p><w:r><w:t>Aside.</w:t>'
            f"</w:r></w:p></w:txbxContent></s:txbx></s:wsp></a:graphicData></a:graphic></wp:{kind}>"
            "</w:drawing></w:r>"
        )
    )


def changed(package: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return the package with each part changed, or left out for `None`."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
