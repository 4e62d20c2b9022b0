"""What a Building Block is made of, and its `.war`: static pages, no code, no answer keys.

Building Blocks reached their end of life on 2024-01-01 and never work in the Ultra course view;
the archive stays installable on Learn 9.1 and in Original courses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from coursewright_packaging.archive import Archive, Member
from coursewright_packaging.blackboard.deployment import (
    bundle,
    context_config,
    manifest,
    web_descriptor,
)
from coursewright_packaging.blackboard.static_pages import index, render
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.pieces import FRESH, Pieces

__all__ = ["BuildingBlock", "Page", "Section", "Words", "building_block_archive", "is_code"]

LONGEST_NAME = 50
LONGEST_HANDLE = 32
LONGEST_VENDOR = 4
_VENDOR = re.compile(rf"[a-z0-9]{{1,{LONGEST_VENDOR}}}\Z")
_HANDLE = re.compile(rf"[a-z0-9-]{{1,{LONGEST_HANDLE}}}\Z")
_VERSION = re.compile(r"\d+(\.\d+){0,3}\Z")
_CODE = (".jsp", ".jspx", ".jspf", ".tag", ".tagx", ".class", ".jar", ".war")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. id: its file name without suffix. body: HTML; files relative to `content/`."""

    id: str
    title: str
    body: str

    @property
    def name(self) -> str:
        """Return the page's name in the archive; links between pages rely on this form."""
        return f"content/{self.id}.html"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the start page and the pages below it. level: 2, or 3 for a sub-heading."""

    title: str
    pages: tuple[Page, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The few words of the pages' own, in the course's language."""

    course: str = "Course"
    way: str = "Previous and next"
    previous: str = "Previous"
    next: str = "Next"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingBlock:
    """One Building Block.

    vendor_id: at most 4 lower-case letters and digits. handle: at most 32, with hyphens; unique
    per vendor. title: cut to 50 characters where Learn lists the tool. version: `1.2.3`.
    direction: `ltr` or `rtl`. files: what pages refer to, names below `assets/` or `labs/`.
    """

    vendor_id: str
    vendor_name: str
    vendor_url: str
    handle: str
    title: str
    version: str
    sections: tuple[Section, ...]
    description: str = ""
    language: str = "en"
    direction: str = "ltr"
    words: Words = Words()
    stylesheet: str = ""
    files: tuple[Member, ...] = ()


def building_block_archive(block: BuildingBlock, pieces: Pieces = FRESH) -> Archive:
    """Return the `.war`, yet to be written.

    pieces: gives back pages, by their ids, that were made before.
    Raises PackagingError when a field breaks its contract or a file would run on the server.
    """
    _check(block)
    return Archive((*_deployment(block), *_pages(block, pieces), *block.files))


def is_code(name: str) -> bool:
    """Return whether the servlet container would run or load a file instead of serving it."""
    lower = name.lower()
    return lower.endswith(_CODE) or lower.startswith(("web-inf/", "meta-inf/"))


def _check(block: BuildingBlock) -> None:
    for truth, what in (
        (_VENDOR.match(block.vendor_id), f"`{block.vendor_id}` is no vendor id"),
        (_HANDLE.match(block.handle), f"`{block.handle}` is no handle"),
        (_VERSION.match(block.version), f"`{block.version}` is no version"),
    ):
        if not truth:
            raise PackagingError(f"Building Block: {what}")
    for member in block.files:
        if is_code(member.name):
            raise PackagingError(f"Building Block: `{member.name}` would run on the server")


def _deployment(block: BuildingBlock) -> Iterator[Member]:
    yield Member("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\n\r\n")
    yield Member("WEB-INF/bb-manifest.xml", manifest(block))
    yield Member("WEB-INF/web.xml", web_descriptor(block.title))
    yield Member("WEB-INF/bb-context-config.properties", context_config())
    yield Member("WEB-INF/bundles/bb-manifest-en_US.properties", bundle(block))


def _pages(block: BuildingBlock, pieces: Pieces) -> Iterator[Member]:
    every = tuple(page for section in block.sections for page in section.pages)
    yield Member("theme/course.css", block.stylesheet.encode())
    yield Member("tool/index.html", index(block).encode())
    for place, page in enumerate(every):
        before = every[place - 1] if place else None
        after = every[place + 1] if place + 1 < len(every) else None
        make = partial(_page, block, page, before, after)
        yield Member(page.name, pieces.of("static page", page.id, make))


def _page(block: BuildingBlock, page: Page, before: Page | None, after: Page | None) -> bytes:
    return render(block, page, before, after).encode()
