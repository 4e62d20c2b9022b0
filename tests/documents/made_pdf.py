"""PDFs made at test time: tagged pages of blocks, in which each test changes one thing."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

__all__ = ["Block", "made_pdf"]


@dataclass(frozen=True)
class Block:
    """One tagged piece of text. role: empty for text without a tag. artifact: marked as one."""

    role: str
    text: str
    y: int
    x: int = 72
    alt: str = ""
    artifact: bool = False


PAGES = (
    (Block("H1", "Tea", 700), Block("P", "Pour water.", 660), Block("H2", "Leaves", 600)),
    (Block("P", "Wait for three minutes.", 700), Block("Figure", "(a cup)", 500, alt="A cup")),
)


def made_pdf(
    pages: tuple[tuple[Block, ...], ...] = PAGES,
    *,
    title: str = "How to make tea",
    show_title: bool = True,
    language: str = "en",
    tagged: bool = True,
    roles: dict[str, str] | None = None,
    picture_only: bool = False,
    table: tuple[str, ...] = (),
    order: tuple[int, ...] = (),
    encryption: pikepdf.Encryption | None = None,
    bomb: int = 0,
) -> bytes:
    """Return a PDF. table: roles of the cells of one row. order: of blocks, as tags have them.

    bomb: megabytes of a stream.
    """
    pdf = pikepdf.new()
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    kids: list[Any] = []
    for blocks in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        kids += _tags(pdf, page, blocks, document, order)
        if picture_only:
            _picture(pdf, page)
    if table:
        kids.append(_table(pdf, document, table))
    kids.append(document)  # a tag below itself is read once
    document.K = Array(kids)
    tree.K = document
    if roles:
        tree.RoleMap = Dictionary({f"/{name}": Name(f"/{to}") for name, to in roles.items()})
    if tagged:
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    _facts(pdf, title, show_title, language)
    if bomb:
        _bomb(pdf, bomb)
    target = io.BytesIO()
    pdf.save(target, deterministic_id=encryption is None, encryption=encryption or False)
    return target.getvalue()


def _facts(pdf: pikepdf.Pdf, title: str, show_title: bool, language: str) -> None:
    if language:
        pdf.Root.Lang = String(language)
    if title:
        pdf.docinfo["/Title"] = title
    if show_title:
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _tags(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    blocks: tuple[Block, ...],
    document: Any,
    order: tuple[int, ...],
) -> list[Any]:
    content, made = [], []
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    for number, block in enumerate(blocks):
        text = f"BT /F1 12 Tf 1 0 0 1 {block.x} {block.y} Tm ({_escaped(block.text)}) Tj ET"
        if block.artifact:
            content.append(f"/Artifact BMC {text} EMC")
        elif not block.role:
            content.append(text)
        else:
            content.append(f"/{block.role} <</MCID {number}>> BDC {text} EMC")
            tag = Dictionary(
                Type=Name.StructElem,
                S=Name(f"/{block.role}"),
                P=document,
                Pg=page.obj,
                K=number,
            )
            if block.alt:
                tag.Alt = String(block.alt)
            made.append(pdf.make_indirect(tag))
    page.obj.Contents = pdf.make_stream("\n".join(content).encode())
    return [made[each] for each in order] if order else made


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _picture(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    image = pdf.make_stream(
        b"\0\0\0",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(I1=image))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I1 Do Q")


def _table(pdf: pikepdf.Pdf, document: Any, cells: tuple[str, ...]) -> Any:
    table = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=document))
    row = Dictionary(Type=Name.StructElem, S=Name.TR, P=table)
    row.K = Array([Dictionary(Type=Name.StructElem, S=Name(f"/{cell}")) for cell in cells])
    table.K = Array([row])
    table.Pg = pdf.pages[0].obj
    return table


def _bomb(pdf: pikepdf.Pdf, megabytes: int) -> None:
    packed = zlib.compressobj(9)
    # Two flushes part what follows from what stands before, so that one megabyte can be repeated.
    first = packed.compress(b" ") + packed.flush(zlib.Z_FULL_FLUSH)
    again = packed.compress(b" " * (1 << 20)) + packed.flush(zlib.Z_FULL_FLUSH)
    data = first + again * megabytes  # without an end, as bombs may be
    stream = pikepdf.Stream(pdf, b"")
    stream.write(data, filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
