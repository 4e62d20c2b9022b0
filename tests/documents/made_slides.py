"""PowerPoint files made part by part at test time, in which each test changes one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

__all__ = ["made_slides", "picture", "table", "text", "title"]

_SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f'xmlns="{_PACKAGE}/relationships"'


def title(words: str, *, kind: str = "title", language: str = "en-GB") -> str:
    """Return a title."""
    return _shape(f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>', "", words, language)


def text(words: str, y: int, *, x: int = 0, language: str = "en-GB") -> str:
    """Return a text at a place."""
    box = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="1000" cy="100"/></a:xfrm>'
    return _shape("<p:nvPr/>", box, words, language)


def _shape(place: str, box: str, words: str, language: str) -> str:
    mark = f' lang="{language}"' if language else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Box"/><p:cNvSpPr/>{place}</p:nvSpPr>'
        f"<p:spPr>{box}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr{mark}/><a:t>{words}</a:t>"
        "</a:r></a:p></p:txBody></p:sp>"
    )


def picture(alt: str, *, decorative: bool = False, group: str | None = None) -> str:
    """Return a picture. group: text of a group around it."""
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><d:decorative xmlns:d='
        '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        if decorative
        else ""
    )
    made = (
        f'<p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture 3" descr="{alt}">{mark}</p:cNvPr>'
        "<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill/><p:spPr/></p:pic>"
    )
    if group is None:
        return made
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="Group" descr="{group}"/><p:cNvGrpSpPr/>'
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{made}</p:grpSp>"
    )


def table(*, header: bool) -> str:
    """Return a table. header: whether its first row is marked as headers."""
    first = ' firstRow="1"' if header else ""
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="Table"/>'
        "<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData>"
        f"<a:tbl><a:tblPr{first}/><a:tr><a:tc/><a:tc/></a:tr></a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def made_slides(
    *slides: Sequence[str], heading: str = "How to make tea", chart: str | None = None
) -> bytes:
    """Return a presentation of slides, each a sequence of shapes. chart: text of one on the last.

    heading: title of the whole.
    """
    shown = [[*slide] for slide in slides or ((title("Tea"), text("Pour.", 300)),)]
    if chart is not None:
        shown[-1].append(
            '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="7" name="Chart 7" '
            f'descr="{chart}"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            "<a:graphic/></p:graphicFrame>"
        )
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="r{n}"/>' for n in range(1, len(shown) + 1))
    listed = f"<p:presentation {_SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    core = (
        f'<c:coreProperties xmlns:c="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{heading}</dc:title>'
        "</c:coreProperties>"
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _related(
            ("r1", f"{_OFFICE}/officeDocument", "ppt/presentation.xml"),
            ("r2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core,
        "ppt/presentation.xml": listed,
        "ppt/_rels/presentation.xml.rels": _related(
            *((f"r{n}", f"{_OFFICE}/slide", f"slides/s{n}.xml") for n in range(1, len(shown) + 1))
        ),
    }
    for number, shapes in enumerate(shown, 1):
        tree = "".join(("<p:nvGrpSpPr/><p:grpSpPr/>", *shapes))
        parts[f"ppt/slides/s{number}.xml"] = (
            f"<p:sld {_SPACES}><p:cSld><p:spTree>{tree}</p:spTree></p:cSld></p:sld>"
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def _related(*relations: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{to}"/>' for id, kind, to in relations
    )
    return f"<Relationships {_RELATIONS}>{listed}</Relationships>"
