"""The one namespace table, and how XML is built, read and serialised here.

Elements are built by lxml; nothing pastes XML together as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

__all__ = [
    "MAX_NODES",
    "NS",
    "Element",
    "as_utf8",
    "child",
    "line_of",
    "local",
    "markup",
    "parse",
    "q",
    "refused",
    "root",
    "serialise",
    "weight",
]

Element = etree._Element

MAX_NODES = 300_000
"""Elements and attributes of one document; each takes up to 280 bytes of memory."""

_MAX_BYTES = 24 << 20
_SMALL = 10_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DECLARED = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]*)["']""")
# In all of these a byte below 128 is the ASCII character, so that counting bytes counts markup.
_ENCODINGS = re.compile(
    rb"(?i)utf-?8|us-ascii|ascii|latin-?1|iso-8859-\d+|windows-125\d|utf-?16\w*"
)
_SUBSET = re.compile(
    rb"""\A\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+\[""",
    re.DOTALL,
)


def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )


_PARSER, _DECODED = _parser(None), _parser("utf-8")

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


def as_utf8(data: bytes) -> bytes:
    """Return a document in an encoding whose markup is ASCII; UTF-16 is decoded for that.

    Raises lxml.etree.XMLSyntaxError for what is no UTF-16, or in an encoding that is not allowed.
    """
    if data.startswith(_UTF_16):
        try:
            bare = data if data[:2] in _UTF_16[:2] else _with_mark(data)
            return bare.decode("utf-16").encode()
        except UnicodeError as error:
            raise refused(f"the text is no UTF-16 ({error})") from error
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(data[:200])
    if b"\0" in data[:4] or (declared and not _ENCODINGS.fullmatch(declared[1])):
        name = declared[1].decode("ascii", "replace") if declared else "of four bytes or EBCDIC"
        raise refused(f"the encoding is {name}; allowed are UTF-8, UTF-16 and Latin")
    return data


def markup(data: bytes) -> bytes:
    """Return a document as `as_utf8` does, or as it is when that cannot be."""
    try:
        return as_utf8(data)
    except etree.XMLSyntaxError:
        return data


def _with_mark(data: bytes) -> bytes:
    return (b"\xff\xfe" if data[0] else b"\xfe\xff") + data


def refused(message: str) -> etree.XMLSyntaxError:
    """Return the error of a document that is not parsed, because of what the message says."""
    return etree.XMLSyntaxError(message, 0, 1, 1)  # type: ignore[call-arg, arg-type]


def weight(data: bytes) -> int:
    """Return an upper bound of the elements and attributes in a document's bytes."""
    most = data.count(b"<") + data.count(b"=")
    # Looking for two characters takes three times as long, which small documents are not worth.
    return most if most < _SMALL else most - data.count(b"</")


def parse(data: bytes) -> Element:
    """Return the root of hostile XML: no entities, no network, neither huge nor deep.

    A document type is passed over; one that declares something is refused, as are more than 24 MB
    and more than `MAX_NODES`. Raises lxml.etree.XMLSyntaxError, whose `lineno` and `msg` a
    verifier reports.
    """
    if len(data) > _MAX_BYTES:
        raise refused(f"the document has {len(data)} bytes; read are at most {_MAX_BYTES}")
    text = as_utf8(data)
    # An element takes three bytes or more, so that small documents need no counting.
    if len(text) > 3 * MAX_NODES and (count := weight(text)) > MAX_NODES:
        raise refused(f"the document has {count} elements and attributes; read are {MAX_NODES}")
    if b"<!DOCTYPE" in text and _SUBSET.match(text):
        raise refused("the document type declares entities or elements, which is not allowed")
    return etree.fromstring(text, _DECODED if data.startswith(_UTF_16) else _PARSER)


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
