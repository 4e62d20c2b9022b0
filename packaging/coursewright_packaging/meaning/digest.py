"""Digests of what documents say, whatever their white space, their own title and their order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator

from lxml import etree, html

from coursewright_packaging.xml import Element, local

__all__ = ["leaves", "of_bytes", "of_html", "of_text", "of_xml"]

_SPACE = re.compile(r"\s+")
# What an element of HTML refers to or says beside its text.
_SAYS = ("href", "src", "alt", "title", "lang", "srclang", "label", "data-equation-content")
# Where a page says to which module it belongs, and its own heading: neither is its text.
_AROUND = {"crumbs"}


def of_bytes(content: bytes) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(content).hexdigest() if content else ""


def of_text(text: str) -> str:
    """Return the digest of a text, white space folded; empty for none."""
    return of_bytes(_SPACE.sub(" ", text).strip().encode())


def of_html(text: str | bytes, within: str = "") -> str:
    """Return the digest of what a page or fragment says and refers to.

    Its head, its first heading of the first level and its way back to the module do not count.
    within: class of the element that holds the text, in a page that has more.
    """
    tree = _html(text)
    if tree is None:
        return ""
    inner = next((e for e in tree.iter() if within and within in _classes(e)), None)
    body = inner if inner is not None else tree.find("body") if tree.tag == "html" else tree
    return of_text(" ".join(_said(body if body is not None else tree, _first_heading(tree))))


def of_xml(
    element: Element, without: Callable[[Element], bool], name: Callable[[str], str] = str
) -> str:
    """Return the digest of a document's elements, attributes and texts.

    without: which elements do not count. name: what a text or an attribute's value counts as.
    """
    return of_text(" ".join(_marks(element, without, name)))


def leaves(element: Element) -> Iterator[tuple[str, str]]:
    """Yield name and value of every element without children; `value="…"` goes for a text."""
    for each in element.iter():
        if local(each) and len(each) == 0:
            yield local(each), each.get("value", each.text or "")


def _html(text: str | bytes) -> Element | None:
    content = text if isinstance(text, bytes) else text.encode()
    if not content.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _first_heading(tree: Element) -> Element | None:
    return next(tree.iter("h1"), None)


def _said(element: Element, heading: Element | None) -> Iterator[str]:
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            if each is heading or _AROUND & {*_classes(each)}:
                continue
            yield f"<{each.tag}>"
            yield from (f"{key}={each.get(key)}" for key in _SAYS if each.get(key))
            if not _inside(each, heading):
                yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _inside(element: Element, heading: Element | None) -> bool:
    around = [element, *element.iterancestors()]
    return any(each is heading or _AROUND & {*_classes(each)} for each in around)


def _marks(
    element: Element, without: Callable[[Element], bool], name: Callable[[str], str]
) -> Iterator[str]:
    if not local(element) or without(element):
        return
    yield f"<{local(element)}>"
    for key, value in sorted(element.attrib.items()):
        yield f"{str(key).rpartition('}')[2]}={name(str(value))}"
    yield name(element.text or "")
    for each in element:
        yield from _marks(each, without, name)
        yield each.tail or ""
