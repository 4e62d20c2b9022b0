"""What packages put on platforms that load no style sheet of ours stays within a telephone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from site_browser import Browser, served

pytestmark = pytest.mark.browser

_WIDTH = 390
# Platforms break long words themselves.
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Platform</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    '<body style="overflow-wrap: break-word">{}</body></html>'
)
# How pages address the files of their package, and where those lie in it.
_FILES = {
    "canvas/*.imscc": ("$IMS-CC-FILEBASE$/", r"web_resources/(.+)"),
    "cartridge/*.imscc": ("../assets/", r"assets/(.+)"),
    "blackboard/*-course.zip": (
        "@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/",
        r"csfiles/home_dir/.*__(xid-\d+_1)\.(?!.*xml).+",
    ),
}


def _lay_files(path: Path, pattern: str, folder: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if found := re.fullmatch(pattern, name):
                place = folder / found[1]
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(archive.read(name))


def _bodies(path: Path) -> Iterator[str]:
    """Yield the HTML of a package's pages, or of the items of a Blackboard course."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".html"):
                body = html.document_fromstring(archive.read(name)).find("body")
                yield etree.tostring(body, encoding="unicode", method="html")
            elif name.endswith(".dat"):
                content = etree.fromstring(archive.read(name))
                texts = (*content.iter("TEXT"), *content.iter("mat_formattedtext"))
                yield "<hr>".join(each.text or "" for each in texts)


@pytest.mark.parametrize("package", _FILES)
def test_no_page_is_wider_than_a_telephone(
    package: str, rich: Path, browser: Browser, tmp_path: Path
) -> None:
    path, (token, pattern) = next(rich.glob(package)), _FILES[package]
    _lay_files(path, pattern, tmp_path / "files")
    bodies = [body.replace(token, "files/") for body in _bodies(path) if body.strip()]
    assert len(bodies) > 5
    browser.resize(_WIDTH, 800, touch=True)
    wide = []
    with served(tmp_path) as address:
        for number, body in enumerate(bodies):
            (tmp_path / f"{number}.html").write_text(_PAGE.format(body), "utf-8")
            browser.open(f"{address}{number}.html")
            width = browser.script("return document.documentElement.scrollWidth")
            if width > _WIDTH:
                wide.append((width, re.sub(r"<[^>]+>|\s+", " ", body)[:80]))
    assert wide == []
