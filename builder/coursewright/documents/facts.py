"""What readers find out about a document; plain data, which the cache may keep."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["DocumentFile", "Facts", "Heading", "Picture", "Table"]


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file to read. digest: SHA-256 of its content. kind: its ending, such as `pdf`.

    path: where it lies, which is no part of its identity.
    """

    digest: str
    kind: str
    path: str = field(repr=False, compare=False, default="")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. at: where it stands, such as `page 2`; empty when nobody knows."""

    level: int
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is no decoration. alt: its text, empty for none."""

    name: str
    alt: str
    at: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. headed: whether a row or column of headers is marked as one."""

    headed: bool
    at: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One document.

    unreadable, beyond, locked: why it was not read (broken, too large, encrypted), else empty.
    examined: whether what reads such files is installed. tagged: whether it has a structure at all.
    shows_title: whether a viewer shows the title instead of the file's name.
    closed: whether readers may not take its text out. pages: of it. words: counted, 0 when not.
    pictured: pages that are a picture of text. disorder: where the order of reading goes against
    what is seen. untagged: pages with content that has no tag. bold: paragraphs that only look like
    headings, with place. listed: those that only look like lists. untitled: slides without title.
    doubled: titles of slides that stand twice.
    """

    unreadable: str = ""
    beyond: str = ""
    locked: bool = False
    examined: bool = True
    title: str = ""
    shows_title: bool = True
    language: str = ""
    tagged: bool = True
    closed: bool = False
    pages: int = 0
    words: int = 0
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    pictured: tuple[str, ...] = ()
    disorder: tuple[str, ...] = ()
    untagged: tuple[str, ...] = ()
    bold: tuple[tuple[str, str], ...] = ()
    listed: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    doubled: tuple[tuple[str, str], ...] = ()
