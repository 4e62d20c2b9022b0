"""The one namespace table, and how XML is built, read and serialised here.

Elements are built by lxml; nothing pastes XML together as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

__all__ = ["NS", "Element", "child", "line_of", "local", "parse", "q", "root", "serialise"]

Element = etree._Element

NS: Mapping[str, str] = {
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    # SCORM 2004
    "imscp": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss": "http://www.imsglobal.org/xsd/imsss",
    # SCORM 1.2
    "imscp12": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp12": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    # Common Cartridge 1.1 and 1.3
    "cc": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "lom": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource",
    "lomimscc": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
    "qti": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
    "topic": "http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1",
    "weblink": "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1",
    "lticc": "http://www.imsglobal.org/xsd/imslticc_v1p0",
    "lticc13": "http://www.imsglobal.org/xsd/imslticc_v1p3",
    "blti": "http://www.imsglobal.org/xsd/imsbasiclti_v1p0",
    "lticm": "http://www.imsglobal.org/xsd/imslticm_v1p0",
    "lticp": "http://www.imsglobal.org/xsd/imslticp_v1p0",
    # Canvas
    "canvas": "http://canvas.instructure.com/xsd/cccv1p0",
    # Blackboard
    "bb": "http://www.blackboard.com/content-packaging/",
    "b2": "http://www.blackboard.com/bb-manifest-plugin",
    "javaee": "http://xmlns.jcp.org/xml/ns/javaee",
    "imsmd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "mathml": "http://www.w3.org/1998/Math/MathML",
}


def q(name: str) -> str:
    """Return the Clark name of `prefix:local`; a bare `local` stays in no namespace."""
    prefix, colon, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}" if colon else name


def root(name: str, /, *prefixes: str, **attributes: str) -> Element:
    """Return a new root whose own namespace is the default one.

    name: `prefix:local`. prefixes: further namespaces of the table to declare.
    """
    own, colon, _ = name.partition(":")
    spaces: dict[str | None, str] = {None: NS[own]} if colon else {}
    spaces |= {prefix: NS[prefix] for prefix in prefixes}
    return etree.Element(q(name), attributes, nsmap=cast("dict[str, str]", spaces))


def child(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    """Append and return a child element.

    name: `prefix:local` of the namespace table, or a bare local name.
    attributes: written as given; for a prefixed one use `element.set(q("adlcp:scormType"), …)`.
    """
    element = etree.SubElement(parent, q(name), attributes)
    element.text = text
    return element


def parse(data: bytes) -> Element:
    """Return the root of hostile XML: no DTD, no entities, no network, no huge trees.

    Raises lxml.etree.XMLSyntaxError, whose `lineno` and `msg` a verifier reports.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    return etree.fromstring(data, parser)


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Element | None) -> int:
    """Return the line at which an element starts, 0 when it is not known."""
    line = None if element is None else element.sourceline
    return line if isinstance(line, int) else 0


def serialise(root: Element, *, pretty: bool = True, doctype: str | None = None) -> bytes:
    """Return the document as UTF-8 with an XML declaration.

    pretty: indent; off for Blackboard, whose readers trip over white space between elements.
    """
    how: dict[str, Any] = {"encoding": "UTF-8", "xml_declaration": True, "doctype": doctype}
    return cast(bytes, etree.tostring(root, pretty_print=pretty, **how))
