"""Finished packages as learners meet them: unzipped, and every page in what its platform gives it.

SCOs run in a frame below a page with both SCORM interfaces. What Canvas and Blackboard keep as
HTML has no page of its own, so it stands in a neutral one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from lxml import html as lxml_html
from markupsafe import Markup

from coursewright.audit.canvas_player import put_players, read_tracks
from coursewright.audit.trees import parse_page, read_xml
from coursewright.errors import UsageFault
from coursewright.theme.pages import template

__all__ = ["ENDINGS", "unpack"]

ENDINGS = (".zip", ".imscc", ".war")
_TOO_LARGE = 2 << 30
_CANVAS = "course_settings/"
_FILES = "$IMS-CC-FILEBASE$/"
_EMBEDDED = re.compile(r"@X@EmbeddedFile\.requestUrlStub@X@bbcswebdav/(xid-[\d_]+)")
_SCRIPTS = Path(__file__).resolve().parent / "scripts"


def unpack(path: Path, folder: Path) -> None:
    """Unpack a package into `folder` and put its pages where their platform would.

    Raises UsageFault when it is no sound archive.
    """
    if problem := _unpacked(path, folder):
        raise UsageFault(f"`{path.name}` cannot be opened: {problem}")
    for inner in sorted(folder.rglob("*.zip")):
        target = inner.with_name(f"{inner.name}.d")
        if not _unpacked(inner, target):  # what is damaged in there stays as it is
            _stage(target)
    _stage(folder)


def _unpacked(path: Path, folder: Path) -> str:
    """Unpack a sound archive into `folder`, or return what is wrong with it."""
    from coursewright_packaging.reading import UNREADABLE, open_archive, zip_file

    archive = zip_file(path)
    if isinstance(archive, str):
        return archive
    with archive:
        _, found = open_archive(archive, path.name, checksums=False)
        if found:
            return found[0].message
        if sum(member.file_size for member in archive.infolist()) > _TOO_LARGE:
            raise UsageFault(
                "the package holds more than 2 GB; name a folder with its pages instead"
            )
        folder.mkdir(parents=True)
        try:
            archive.extractall(folder)
        except UNREADABLE as error:
            return str(error)
    return ""


def _stage(folder: Path) -> None:
    """Give every page what its platform puts around it."""
    for name in _scos(folder / "imsmanifest.xml"):
        _frame(folder, name)
    for name, title, body in (*_canvas_pages(folder), *_blackboard_texts(folder)):
        _host(folder / name, title, body)
    for name, title, body, styles in _cartridge_pages(folder):
        _host(folder / name, title, body, styles)


def _scos(manifest: Path) -> Iterator[str]:
    """Yield the pages that a SCORM package launches."""
    root = read_xml(manifest)
    if root is None:
        return
    for resource in root.iter("{*}resource"):
        # SCORM 1.2 spells the attribute `scormtype`, SCORM 2004 `scormType`.
        if "sco" in resource.attrib.values() and (href := resource.get("href")):
            yield str(href).partition("?")[0]


def _frame(folder: Path, name: str) -> None:
    page = folder / name
    if not page.is_file() or not page.resolve().is_relative_to(folder.resolve()):
        return
    framed = template("audit_sco").render(src=page.name, api=Markup(_script("scorm_api.js")))
    page.with_name(f"{page.name}.framed.html").write_text(framed, "utf-8")


def _cartridge_pages(folder: Path) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield pages of a Common Cartridge that have no landmark: name, title, HTML, style sheets.

    Platforms show them inside of a page of their own.
    """
    root = read_xml(folder / "imsmanifest.xml")
    if root is None or "/imsccv1p" not in str(root.tag) or (folder / _CANVAS).is_dir():
        return
    for path in sorted(folder.rglob("*.html")):
        page = parse_page(path.read_bytes())
        if page is None or page.find(".//main") is not None:
            continue
        styles = tuple(map(str, page.xpath("//link[@rel='stylesheet']/@href")))
        title = page.findtext(".//title") or path.stem
        yield path.relative_to(folder).as_posix(), title, _inside(page), styles


def _canvas_pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the pages that Canvas keeps as texts: name, title, HTML."""
    if not (folder / _CANVAS).is_dir():
        return
    tracks = read_tracks(folder)
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        page = parse_page(path.read_bytes())
        if name.startswith("web_resources/") or page is None:
            continue
        put_players(page, folder, tracks)
        up = "../" * (len(PurePosixPath(name).parts) - 1)
        body = _inside(page).replace(_FILES, f"{up}web_resources/")
        yield name, page.findtext(".//title") or path.stem, _without_query(body)


def _without_query(body: str) -> str:
    return re.sub(r"(\.\w{2,5})\?canvas_download=1", r"\1", body)


def _blackboard_texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the texts of a Blackboard archive: name to give, title, HTML."""
    for path in sorted(folder.glob("res*.dat")):
        root = read_xml(path)
        if root is None or root.tag != "CONTENT":
            continue
        title = root.find("TITLE")
        text = root.findtext("BODY/TEXT") or ""
        if text.strip():
            shown = str(title.get("value")) if title is not None else path.stem
            yield f"{path.stem}.html", shown, _EMBEDDED.sub(lambda m: _file(folder, m[1]), text)


def _file(folder: Path, number: str) -> str:
    found = (p for p in sorted(folder.glob(f"csfiles/**/__{number}.*")) if p.suffix != ".xml")
    path = next(found, None)
    return path.relative_to(folder).as_posix() if path else f"csfiles/{number}"


def _host(path: Path, title: str, body: str, styles: tuple[str, ...] = ()) -> None:
    """Write the neutral page around a body, as it stands below the platform's own title."""
    headless = re.search(r"<h1\b", body) is None
    page = template("audit_host").render(
        title=title, body=Markup(body), heading=headless, styles=styles
    )
    path.write_text(page, "utf-8")


def _inside(page: lxml_html.HtmlElement) -> str:
    body = page.find("body")
    if body is None:
        return ""
    children = (lxml_html.tostring(child, encoding="unicode") for child in body)
    return str(Markup.escape(body.text or "")) + "".join(children)


@cache
def _script(name: str) -> str:
    return (_SCRIPTS / name).read_text("utf-8")
