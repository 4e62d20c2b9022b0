"""Faulty documents, each with a twin that differs in nothing but the fault, and its rule."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

import made_slides as slides
import made_word as word
import pikepdf
from made_pdf import PAGES, Block, made_pdf
from made_slides import made_slides
from made_word import made_word

__all__ = ["FAULTS", "Case"]


@dataclass(frozen=True)
class Case:
    """A fault. ending: of the file. rule: what must catch it, alone."""

    ending: str
    rule: str
    faulty: Callable[[], bytes]
    sound: Callable[[], bytes]


def _pdf(rule: str, faulty: dict[str, object], sound: dict[str, object] | None = None) -> Case:
    return Case(
        "pdf",
        rule,
        lambda: made_pdf(**faulty),
        lambda: made_pdf(**(sound or {})),  # type: ignore[arg-type]
    )


def _word(rule: str, faulty: Callable[[], bytes], sound: Callable[[], bytes] = made_word) -> Case:
    return Case("docx", rule, faulty, sound)


def _slides(
    rule: str, faulty: Callable[[], bytes], sound: Callable[[], bytes] = made_slides
) -> Case:
    return Case("pptx", rule, faulty, sound)


def _without(page: int, block: int, **changes: object) -> dict[str, object]:
    pages = [[*blocks] for blocks in PAGES]
    pages[page][block] = replace(pages[page][block], **changes)  # type: ignore[arg-type]
    return {"pages": tuple(tuple(blocks) for blocks in pages)}


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (100 << 20))
    return target.getvalue()


def _paragraphs(*texts: str, bold: bool = False) -> Callable[[], bytes]:
    def fill(document: object) -> None:
        for number, text in enumerate(texts):
            run = document.add_paragraph().add_run(text)  # type: ignore[attr-defined]
            run.bold = bold and number == 0

    return lambda: made_word(fill)


def _listed(document: object) -> None:
    for text in ("Green tea", "Black tea"):
        document.add_paragraph(text, style="List Bullet")  # type: ignore[attr-defined]


def _long(**options: object) -> Callable[[], bytes]:
    return lambda: made_word(
        lambda document: document.add_paragraph("Pour water on the leaves. " * 80),
        **options,  # type: ignore[arg-type]
    )


def _compound(*words: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(w.encode("utf-16-le") for w in words)


def _broken_xml(name: str, data: bytes) -> bytes:
    return data[:-20] if name == "word/document.xml" else data


_OPEN = pikepdf.Permissions(accessibility=True, extract=False)
_CLOSED = pikepdf.Permissions(accessibility=False, extract=False)
_TEA, _POUR = slides.title("Tea"), slides.text("Pour.", 300)

FAULTS: dict[str, Case] = {
    "pdf-without-title": _pdf("document-has-title", {"title": ""}),
    "pdf-title-is-a-file-name": _pdf("document-has-title", {"title": "tea_final2.docx"}),
    "pdf-title-is-not-shown": _pdf("document-has-title", {"show_title": False}),
    "pdf-without-language": _pdf("document-has-language", {"language": ""}),
    "pdf-language-is-no-tag": _pdf("document-has-language", {"language": "English (UK)"}),
    "pdf-without-tags": _pdf("document-has-tags", {"tagged": False}),
    "pdf-with-text-outside-of-tags": _pdf(
        "document-has-tags", _without(0, 1, role=""), _without(0, 1, artifact=True)
    ),
    "pdf-of-pictures": _pdf(
        "document-text-is-text",
        {"pages": ((),), "picture_only": True},
        {"pages": ((Block("P", "Tea", 700),),)},
    ),
    "pdf-without-headings": _pdf(
        "document-has-headings",
        {"pages": tuple(tuple(replace(b, role="P") for b in page) for page in PAGES)},
        {"pages": PAGES[:1]},
    ),
    "pdf-heading-skips-a-level": _pdf("document-headings-step", _without(0, 2, role="H3")),
    "pdf-begins-with-a-second-level": _pdf(
        "document-headings-step",
        _without(0, 0, role="Heading2") | {"roles": {"Heading2": "H2"}},
        _without(0, 0, role="Heading1") | {"roles": {"Heading1": "H1"}},
    ),
    "pdf-figure-without-text": _pdf("document-picture-has-text", _without(1, 1, alt="")),
    "pdf-figure-is-a-file-name": _pdf("document-picture-has-text", _without(1, 1, alt="cup.png")),
    "pdf-table-without-headers": _pdf(
        "document-table-has-headers", {"table": ("TD", "TD")}, {"table": ("TH", "TD")}
    ),
    "pdf-read-upside-down": _pdf(
        "document-reads-in-order",
        {"pages": PAGES[:1], "order": (0, 2, 1)},
        {"pages": PAGES[:1], "order": (0, 1, 2)},
    ),
    "pdf-with-a-password": _pdf(
        "document-is-open", {"encryption": pikepdf.Encryption(owner="o", user="u")}
    ),
    "pdf-forbids-reading": _pdf(
        "document-is-open",
        {
            "encryption": pikepdf.Encryption(
                owner="o", user="", allow=_CLOSED, R=3, aes=False, metadata=False
            )
        },
        {
            "encryption": pikepdf.Encryption(
                owner="o", user="", allow=_OPEN, R=3, aes=False, metadata=False
            )
        },
    ),
    "pdf-is-cut": Case("pdf", "document-is-readable", lambda: made_pdf()[:30], made_pdf),
    "pdf-is-a-page-of-html": Case(
        "pdf", "document-is-readable", lambda: b"<!DOCTYPE html><p>Not found</p>", made_pdf
    ),
    "pdf-unpacks-to-gigabytes": _pdf(
        "document-is-bounded",
        {"pages": PAGES[:1], "bomb": 2048},
        {"pages": PAGES[:1], "bomb": 1},
    ),
    "word-without-title": _word("document-has-title", lambda: made_word(title="")),
    "word-title-of-the-program": _word(
        "document-has-title", lambda: made_word(title="Word Document")
    ),
    "word-without-language": _word("document-has-language", lambda: made_word(language="")),
    "word-without-headings": _word(
        "document-has-headings", _long(headings=()), _long(headings=(("Tea", 1),))
    ),
    "word-heading-skips-a-level": _word(
        "document-headings-step", lambda: made_word(headings=(("Tea", 1), ("Leaves", 3)))
    ),
    "word-heading-is-bold-text": _word(
        "document-headings-are-marked",
        _paragraphs("Leaves", "They grow.", bold=True),
        _paragraphs("Leaves", "They grow."),
    ),
    "word-list-is-typed": _word(
        "document-lists-are-marked",
        _paragraphs("• Green tea", "• Black tea"),
        lambda: made_word(_listed),
    ),
    "word-numbers-are-typed": _word(
        "document-lists-are-marked",
        _paragraphs("1. Boil water.", "2. Pour it."),
        _paragraphs("Boil water.", "Pour it."),
    ),
    "word-picture-without-text": _word(
        "document-picture-has-text",
        lambda: made_word(lambda d: word.picture(d, "")),
        lambda: made_word(lambda d: word.picture(d, "A cup of tea")),
    ),
    "word-picture-is-no-decoration": _word(
        "document-picture-has-text",
        lambda: made_word(lambda d: word.picture(d, "")),
        lambda: made_word(lambda d: word.picture(d, "", decorative=True)),
    ),
    "word-picture-with-a-placeholder": _word(
        "document-picture-has-text",
        lambda: made_word(lambda d: word.picture(d, "Picture 1")),
        lambda: made_word(lambda d: word.picture(d, "A picture of one leaf")),
    ),
    "word-table-without-header-row": _word(
        "document-table-has-headers",
        lambda: made_word(lambda d: word.table(d, header=False)),
        lambda: made_word(lambda d: word.table(d, header=True)),
    ),
    "word-text-box-floats": _word(
        "document-reads-in-order",
        lambda: made_word(lambda d: word.text_box(d, floats=True)),
        lambda: made_word(lambda d: word.text_box(d, floats=False)),
    ),
    "word-is-a-bomb": _word("document-is-bounded", _bomb),
    "word-with-a-password": _word(
        "document-is-open", lambda: _compound("EncryptionInfo", "EncryptedPackage")
    ),
    "word-of-an-old-format": _word("document-is-readable", lambda: _compound("WordDocument")),
    "word-is-cut": _word("document-is-readable", lambda: made_word()[:2000]),
    "word-is-broken-inside": _word(
        "document-is-readable", lambda: word.changed(made_word(), _broken_xml)
    ),
    "word-is-a-presentation": _word("document-is-readable", made_slides),
    "slides-without-title": _slides("document-has-title", lambda: made_slides(heading="")),
    "slides-without-language": _slides(
        "document-has-language", lambda: made_slides((slides.title("Tea", language=""),))
    ),
    "slide-without-title": _slides("slide-has-title", lambda: made_slides((_TEA, _POUR), (_POUR,))),
    "slide-with-an-empty-title": _slides(
        "slide-has-title", lambda: made_slides((_TEA, _POUR), (slides.title(" "), _POUR))
    ),
    "slides-with-the-same-title": _slides(
        "slide-titles-differ",
        lambda: made_slides((_TEA,), (_TEA,)),
        lambda: made_slides((_TEA,), (slides.title("Leaves"),)),
    ),
    "slide-picture-without-text": _slides(
        "document-picture-has-text",
        lambda: made_slides((_TEA, slides.picture(""))),
        lambda: made_slides((_TEA, slides.picture("A cup of tea"))),
    ),
    "slide-picture-is-no-decoration": _slides(
        "document-picture-has-text",
        lambda: made_slides((_TEA, slides.picture(""))),
        lambda: made_slides((_TEA, slides.picture("", decorative=True))),
    ),
    "slide-picture-in-a-group": _slides(
        "document-picture-has-text",
        lambda: made_slides((_TEA, slides.picture("", group=""))),
        lambda: made_slides((_TEA, slides.picture("", group="A cup on its plate"))),
    ),
    "slide-chart-without-text": _slides(
        "document-picture-has-text",
        lambda: made_slides(chart=""),
        lambda: made_slides(chart="A cup cools fast, then slowly"),
    ),
    "slide-table-without-headers": _slides(
        "document-table-has-headers",
        lambda: made_slides((_TEA, slides.table(header=False))),
        lambda: made_slides((_TEA, slides.table(header=True))),
    ),
    "slide-title-is-read-last": _slides(
        "document-reads-in-order",
        lambda: made_slides((_POUR, _TEA)),
        lambda: made_slides((_TEA, _POUR)),
    ),
    "slide-is-read-upside-down": _slides(
        "document-reads-in-order",
        lambda: made_slides((_TEA, slides.text("Then wait.", 600), _POUR)),
        lambda: made_slides((_TEA, slides.text("Then wait.", 600, x=5000), _POUR)),
    ),
    "slides-are-no-archive": _slides("document-is-readable", lambda: b"PK\3\4 and no more"),
    "old-word-file": Case(
        "doc", "documents-are-examined", lambda: _compound("WordDocument"), made_word
    ),
}
