"""Archives that would exhaust a careless reader's memory or time."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

__all__ = ["HOSTILE", "ROOTS"]

_SCORM = (
    b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
    b'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" identifier="m">'
)
ROOTS = {
    "scorm2004": _SCORM,
    "scorm12": b'<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    b'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="m">',
    "cartridge": b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">',
    "canvas": b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">'
    b'<resource href="course_settings/canvas_export.txt"/>',
    "blackboard": b'<manifest xmlns:bb="http://www.blackboard.com/content-packaging/">',
    "qti": b'<manifest><resource type="imsqti_xmlv1p2"/>',
    "building-block": b'<manifest xmlns="http://www.blackboard.com/bb-manifest-plugin">',
}
_LAUGHS = b"<!DOCTYPE manifest [%s]>" % b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)
_ITEMS = {
    "scorm2004": b'<item identifierref="x" isvisible="z"/>',
    "scorm12": b'<item identifierref="x" isvisible="z"/>',
    "cartridge": b'<resource href="x"/>',
    "canvas": b'<item identifierref="x"/>',
    "blackboard": b'<resource identifier="x"/>',
    "qti": b'<file href="x"/>',
    "building-block": b'<plugin name="x"/>',
}


def _zip(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members:
            archive.writestr(name, content)


def _manifest(kind: str) -> str:
    return "WEB-INF/bb-manifest.xml" if kind == "building-block" else "imsmanifest.xml"


def _noisy(item: bytes, count: int) -> bytes:
    """Return `count` items, each with a number, so that they do not compress too well."""
    return b"".join(
        item.replace(b'"x"', b'"x%x"' % (n * 2654435761 % (1 << 32))) for n in range(count)
    )


def _with_manifest(kind: str, body: bytes, before: bytes = b"") -> Callable[[Path], None]:
    document = before + ROOTS[kind] + body + b"</manifest>"
    return lambda path: _zip(path, iter([(_manifest(kind), document)]))


def _dat(path: Path) -> None:
    """Write four documents that would take gigabytes when all are parsed and kept."""
    item = b'<item title="x"/>'
    document = b"<questestinterop>" + _noisy(item, 1_500_000) + b"</questestinterop>"
    _blackboard(path, 4, lambda _: document)


def _blackboard(path: Path, count: int, document: Callable[[int], bytes]) -> None:
    resource = (
        b'<resource bb:file="res%05d.dat" identifier="res%05d" type="assessment/x-bb-qti-test"/>'
    )
    resources = b"".join(resource % (n, n) for n in range(count))
    manifest = ROOTS["blackboard"] + resources + b"</manifest>"
    documents = ((f"res{n:05}.dat", document(n)) for n in range(count))
    _zip(path, chain([("imsmanifest.xml", manifest)], documents))


def _largest(path: Path) -> None:
    """Write four documents that are as large as allowed, and wrong everywhere."""
    item = b'<item title="x">y</item>'
    document = b"<questestinterop>" + _noisy(item, 140_000) + b"</questestinterop>"
    _blackboard(path, 4, lambda _: document)


def _names(path: Path) -> None:
    """Write documents whose every element has another name; a parser may keep all of them."""
    _blackboard(path, 60, _all_names)


def _all_names(number: int) -> bytes:
    return b"<r>" + b"".join(b"<n%dx%d/>" % (number, n) for n in range(90_000)) + b"</r>"


def _many(count: int) -> Callable[[Path], None]:
    """Return a writer of empty members by hand, because zipfile takes minutes for a million."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            directory = io.BytesIO()
            for number in range(count):
                name = b"%07d" % number
                place = file.tell()
                file.write(
                    struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 7, 0) + name
                )
                head = (b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 7, 0, 0, 0, 0, 0, place)
                directory.write(struct.pack("<4s6H3L5H2L", *head) + name)
            start, size = file.tell(), directory.tell()
            file.write(directory.getvalue())
            end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
            locator = struct.pack("<4sLQL", b"PK\6\7", 0, start + size, 1)
            last = (b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
            file.write(end + locator + struct.pack("<4s4H2LH", *last))

    return write


def _overlapping(path: Path) -> None:
    """Write a thousand names for the same bytes (D. Fifield, A better zip bomb)."""
    _zip(path, iter([("a.bin", bytes(1 << 20))]))
    data = path.read_bytes()
    start = data.index(b"PK\1\2")
    entry = data[start : data.index(b"PK\5\6")]
    entries = b"".join(entry.replace(b"a.bin", b"%05d" % n) for n in range(1000))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1000, 1000, len(entries), start, 0)
    path.write_bytes(data[:start] + entries + end)


def _nested(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Dockerfile", bytes(1 << 30))
    members = [
        ("upload-plan.json", b'{"steps": []}'),
        ("course_metadata.json", b"{}"),
        ("lab-images/x.zip", inner.getvalue()),
        ("quizzes/docx/x.docx", inner.getvalue()),
        ("quizzes/yaml/x.yaml", b"- " * 1_000_000),
        ("learner-files/feedback.json", b"[" * 1_000_000),
    ]
    _zip(path, iter(members))


def _pages(path: Path) -> None:
    page = b"<html>\n" + _noisy(b'<a href="x"><script>\n$IMS-CC-FILEBASE$/x ', 400_000)
    document = ROOTS["canvas"] + b"</manifest>"
    _zip(path, iter([("imsmanifest.xml", document), ("wiki_content/x.html", page)]))


def _scorm_pages(path: Path) -> None:
    page = b"<html>\n" + _noisy(b'<img src="x">\n<img src="//x">', 500_000)
    _zip(path, iter([("imsmanifest.xml", _SCORM + b"</manifest>"), ("x.html", page)]))


def _address(path: Path) -> None:
    """Write an address of millions of escapes, stored, so that no rate of packing tells."""
    page = b'<html><a href="' + b"%2e%2e/" * 2_000_000 + b'">'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", _SCORM + b"</manifest>")
        archive.writestr("x.html", page)


def _chain(path: Path) -> None:
    """Write items of which each waits for the one before it, and the first for the last."""
    count = 12_000
    objective = (
        b'<item identifier="i%d"><imsss:sequencing><imsss:sequencingRules>'
        b'<imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition operator="not" '
        b'condition="satisfied" referencedObjective="w"/></imsss:ruleConditions>'
        b'<imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>'
        b'<imsss:objectives><imsss:primaryObjective objectiveID="p"><imsss:mapInfo '
        b'targetObjectiveID="t%d" writeSatisfiedStatus="true"/></imsss:primaryObjective>'
        b'<imsss:objective objectiveID="w"><imsss:mapInfo targetObjectiveID="t%d"/>'
        b"</imsss:objective></imsss:objectives></imsss:sequencing></item>"
    )
    head = _SCORM.replace(
        b"<manifest ", b'<manifest xmlns:imsss="http://www.imsglobal.org/xsd/imsss" '
    )
    items = b"".join(objective % (n, n, (n - 1) % count) for n in range(count))
    body = b"<organizations><organization>%s</organization></organizations></manifest>" % items
    _zip(path, iter([("imsmanifest.xml", head + body)]))


HOSTILE: dict[str, Callable[[Path], None]] = {
    "four huge documents": _dat,
    "four documents as large as allowed": _largest,
    "names without end": _names,
    "100,000 members": _many(100_000),
    "a million members": _many(1_000_000),
    "members that share bytes": _overlapping,
    "a bomb in an archive in an archive": _nested,
    "a page of dead links": _pages,
    "a page of dead pictures": _scorm_pages,
    "an address without end": _address,
    "a circle of items": _chain,
}
for _kind, _item in _ITEMS.items():
    HOSTILE |= {
        f"{_kind}, too many elements": lambda path, k=_kind, i=_item: _with_manifest(  # type: ignore[misc]
            k, _noisy(i, 400_000)
        )(path),
        f"{_kind}, all elements wrong": lambda path, k=_kind, i=_item: _with_manifest(  # type: ignore[misc]
            k, _noisy(i, 95_000)
        )(path),
        f"{_kind}, entities that grow": _with_manifest(_kind, b"&l9;", _LAUGHS),
        f"{_kind}, entities in attributes": _with_manifest(_kind, b'<x a="&l9;"/>', _LAUGHS),
        f"{_kind}, an entity of a file": _with_manifest(
            _kind, b"&f;", b'<!DOCTYPE manifest [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        ),
        f"{_kind}, a document type of another site": _with_manifest(
            _kind, b"", b'<!DOCTYPE manifest SYSTEM "http://127.0.0.1:9/x.dtd">'
        ),
        f"{_kind}, elements without an end": _with_manifest(_kind, b"<item>" * 200_000),
    }
for _coding in ("utf-7", "utf-32", "cp037", "utf-16-le"):
    _text = f"<?xml version='1.0' encoding='{_coding}'?>".encode(_coding)
    HOSTILE[f"in {_coding}"] = lambda path, t=_text, c=_coding: _zip(  # type: ignore[misc]
        path,
        iter([("imsmanifest.xml", t + (_SCORM + b"&\xff</manifest>").decode("latin-1").encode(c))]),
    )
