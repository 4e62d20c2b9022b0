"""Pages and XML files as trees; of what is damaged there is none."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

__all__ = ["parse_page", "read_xml"]


def parse_page(data: bytes) -> lxml_html.HtmlElement | None:
    """Return the parsed page, `None` when there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def read_xml(path: Path) -> etree._Element | None:
    """Return the root of an XML file, `None` when there is none."""
    from coursewright_packaging.xml import parse

    try:
        return parse(path.read_bytes())
    except (OSError, etree.XMLSyntaxError, ValueError):
        return None
