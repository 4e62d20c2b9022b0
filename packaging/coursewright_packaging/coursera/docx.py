"""Documents of plain paragraphs, made by python-docx, the same bytes for the same lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from functools import cache

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.errors import PackagingError

__all__ = ["docx_archive"]

_BODY = "word/document.xml"
# Parts of python-docx's template that plain paragraphs do without, as they do without all styles
# but the default ones, which are 340 kB a document.
_DECORATION = (
    "/customXml",
    "/fontTable",
    "/numbering",
    "/stylesWithEffects",
    "/theme",
    "/thumbnail",
    "/webSettings",
)


def docx_archive(lines: Iterable[str]) -> Archive:
    """Return a `.docx` with one paragraph per line."""
    members = [Member(name, data) for name, data in _template() if name != _BODY]
    return Archive((*members, Member(_BODY, _body(lines))))


@cache
def _template() -> tuple[tuple[str, bytes], ...]:
    # python-docx takes 20 ms to open its template; forty quizzes share it.
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(_DECORATION)]:
            del rels[name]
    for style in list(document.styles):
        if not style.element.get(qn("w:default")):
            style.delete()
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _body(lines: Iterable[str]) -> bytes:
    from docx.oxml import OxmlElement, parse_xml
    from lxml import etree

    template = dict(_template())[_BODY]
    document = parse_xml(template)
    body = document.find("{*}body")
    if body is None:
        raise PackagingError("python-docx's template has no body")
    for line in lines:
        paragraph, run, text = (OxmlElement(name) for name in ("w:p", "w:r", "w:t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
        paragraph.append(run)
        body.insert(len(body) - 1, paragraph)  # before the section's properties
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8", standalone=True))
