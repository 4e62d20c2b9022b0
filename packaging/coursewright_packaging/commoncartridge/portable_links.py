"""Check pages and texts of a cartridge: text to read, and addresses that lead to files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as markup

from coursewright_packaging.commoncartridge import portable_rules as rules
from coursewright_packaging.commoncartridge.addresses import TOKEN, resolves
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import Element, line_of

__all__ = ["check_links"]

_ADDRESSES = ("href", "src", "poster")
_ADDRESSED = re.compile("|".join(_ADDRESSES), re.IGNORECASE)
_SILENT = frozenset({"script", "style", "iframe", "head", "title", "object", "template"})
_PAGE = (".html", ".htm", ".xhtml")
_TEXT_ELEMENTS = frozenset({"mattext", "text"})


def check_links(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong with HTML pages, and with HTML in topics and questions."""
    members = cartridge.members
    for resource in cartridge.resources:
        for name in resource.files:
            if name not in members:
                continue
            if resource.kind == "webcontent" and name.lower().endswith(_PAGE):
                yield from _page(cartridge, name, members)
            elif resource.kind.startswith(("imsdt_", "imsqti_")):
                yield from _texts(cartridge, name, members)


def _page(cartridge: Cartridge, name: str, members: frozenset[str]) -> Iterator[Diagnostic]:
    root = _parsed(cartridge.read(name))
    if root is None or not _reads(root):
        yield cartridge.at(rules.PAGE_HAS_TEXT, name, "the page has no text")
    for line, address in _addresses(root):
        if TOKEN.search(address):
            message = f"`{address[:80]}` has a token"
            yield cartridge.at(rules.NO_TOKEN_IN_PAGE, name, message, line)
        if not resolves(address, name, members):
            message = f"`{address[:80]}` leads to no file of the package"
            yield cartridge.at(rules.LINK_RESOLVES, name, message, line)


def _texts(cartridge: Cartridge, name: str, members: frozenset[str]) -> Iterator[Diagnostic]:
    document = cartridge.xml(name)
    for element in document.iter() if document is not None else ():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        text = element.text or ""
        # Most texts of questions have none, and need not be parsed.
        if tag not in _TEXT_ELEMENTS or not _ADDRESSED.search(text):
            continue
        for _, address in _addresses(_parsed(text.encode())):
            if not resolves(address, name, members):
                message = f"`{address[:80]}` leads to no file of the package"
                yield cartridge.at(rules.LINK_RESOLVES, name, message, line_of(element))


def _parsed(text: bytes) -> Element | None:
    """Return the root of an HTML text, `None` for one without any element or letter."""
    try:
        return markup.document_fromstring(text, markup.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _reads(root: Element) -> bool:
    """Return whether any text stands outside of what importers clean away."""
    for element in root.iter():
        silent = not isinstance(element.tag, str) or element.tag in _SILENT
        if not silent and (element.text or "").strip() and not _inside_silent(element):
            return True
        parent = element.getparent()
        if (element.tail or "").strip() and parent is not None and not _inside_silent(parent):
            return True
    return False


def _inside_silent(element: Element) -> bool:
    return element.tag in _SILENT or any(e.tag in _SILENT for e in element.iterancestors())


def _addresses(root: Element | None) -> Iterator[tuple[int, str]]:
    """Yield line and value of each address."""
    for element in root.iter() if root is not None else ():
        for attribute in _ADDRESSES:
            value = element.get(attribute) if isinstance(element.tag, str) else None
            if value is not None:
                yield line_of(element), value.strip()
