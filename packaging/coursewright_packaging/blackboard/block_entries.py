"""What a Building Block means: its pages, and its files."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import parse

__all__ = ["entries"]

_MANIFEST = "WEB-INF/bb-manifest.xml"
_INSIDE = ("META-INF/", "WEB-INF/")


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the block itself, then its pages and files by path."""
    manifest = parse(reader.read(_MANIFEST))
    facts = {
        name: element.get("value", "")
        for name in ("version", "handle")
        if (element := manifest.find(f".//{{*}}plugin/{{*}}{name}")) is not None
    }
    yield Entry("course", "Building Block", "", facts=facts)
    for name in sorted(reader.names):
        if name.startswith(_INSIDE):
            continue
        content = reader.read(name) if name.endswith(".html") else b""
        if content.strip():
            title = html.document_fromstring(content).findtext(".//title") or name
            yield Entry(name, "page", title, facts={"text": digest.of_html(content)})
        else:
            yield Entry(name, "file", name, facts={"file": reader.digest(name)})
