"""Whatever bytes a document has, it is read or there is one finding; nothing is raised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_pdf import made_pdf
from made_slides import made_slides, picture, table, title
from made_word import changed, made_word

from coursewright.documents.facts import DocumentFile, Facts
from coursewright.documents.judge import judge_document
from coursewright.documents.pdf_reader import main
from coursewright.documents.read import read_document

WORD = made_word()
SLIDES = made_slides((title("Tea"), picture("A cup"), table(header=True)))
PDF = made_pdf()
UNREAD = {"document-is-readable", "document-is-bounded", "document-is-open"}


def _office(kind: str, folder: Path, data: bytes) -> Facts:
    file = folder / f"file.{kind}"
    file.write_bytes(data)
    return read_document(DocumentFile("", kind, str(file)))


def _holds(facts: Facts, kind: str) -> None:
    found = [each.rule for each in judge_document(facts, kind, "file")]
    assert not UNREAD & set(found) or len(found) == 1 or facts.closed


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return the bytes with some changed, cut away or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        action = draw(st.sampled_from(("change", "cut", "double")))
        if action == "change" and data:
            data[at] = draw(st.integers(0, 255))
        elif action == "cut":
            del data[at : at + draw(st.integers(1, 200))]
        else:
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
    return bytes(data)


BOUNDS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@BOUNDS
@given(data=damaged(WORD))
def test_a_damaged_word_file(data: bytes, tmp_path: Path) -> None:
    _holds(_office("docx", tmp_path, data), "docx")


@BOUNDS
@given(data=damaged(PDF))
def test_a_damaged_pdf(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    _holds(main(str(file)), "pdf")


@BOUNDS
@given(data=st.data())
@pytest.mark.parametrize(
    ("kind", "package", "part"),
    [
        ("docx", WORD, "word/document.xml"),
        ("docx", WORD, "word/styles.xml"),
        ("docx", WORD, "_rels/.rels"),
        ("pptx", SLIDES, "ppt/presentation.xml"),
        ("pptx", SLIDES, "ppt/slides/s1.xml"),
    ],
)
def test_a_damaged_part(
    data: st.DataObject, kind: str, package: bytes, part: str, tmp_path: Path
) -> None:
    def damage(name: str, content: bytes) -> bytes:
        return data.draw(damaged(content)) if name == part else content

    _holds(_office(kind, tmp_path, changed(package, damage)), kind)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "an entity that grows": lambda: changed(
        WORD,
        lambda name, content: (
            b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
            if name == "word/document.xml"
            else content
        ),
    ),
    "a file of this machine": lambda: changed(
        WORD,
        lambda name, content: (
            b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
            if name == "docProps/core.xml"
            else content
        ),
    ),
    "a style above itself": lambda: changed(
        WORD,
        lambda name, content: (
            content.replace(b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="Heading1"/>')
            if name == "word/styles.xml"
            else content
        ),
    ),
    "parts that lead out": lambda: changed(
        WORD,
        lambda name, content: (
            content.replace(b"word/document.xml", b"../../../../etc/passwd")
            if name == "_rels/.rels"
            else content
        ),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_word_file_made_to_harm(name: str, tmp_path: Path) -> None:
    facts = _office("docx", tmp_path, HOSTILE[name]())
    assert "root:" not in repr(facts)
    _holds(facts, "docx")
