"""A document that everybody can read, for courses that attach one."""

from __future__ import annotations

import io
from functools import cache

__all__ = ["plain_pdf"]


@cache
def plain_pdf() -> bytes:
    """Return a tagged PDF of one page, the same bytes each time."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(
        b"/H1 <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (Sheet) Tj ET EMC"
    )
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tag = Dictionary(Type=Name.StructElem, S=Name.H1, P=tree, Pg=page.obj, K=0)
    tree.K = Array([pdf.make_indirect(tag)])
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("en")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = "Sheet to fill in"
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
