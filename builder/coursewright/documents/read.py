"""Read one document, whatever it is; a step of the engine."""

from __future__ import annotations

from pathlib import Path

from coursewright.documents.facts import DocumentFile, Facts

__all__ = ["KINDS", "OLD", "is_document", "kind_of", "read_document"]

KINDS = ("pdf", "docx", "pptx")
OLD = ("doc", "ppt")


def kind_of(name: str) -> str:
    """Return the ending of a file's name, in small letters and without its dot."""
    return name.rpartition(".")[2].lower()


def is_document(name: str) -> bool:
    """Return whether a file is a document by its name."""
    return kind_of(name) in (*KINDS, *OLD)


def read_document(file: DocumentFile) -> Facts:
    """Return the facts of a document. Raises OSError when the file cannot be read."""
    path = Path(file.path)
    if file.kind == "pdf":
        from coursewright.documents.pdf import read_pdf

        return read_pdf(path)
    if file.kind in OLD:
        return Facts(examined=False)
    from coursewright.documents.office import read_office

    if file.kind == "docx":
        from coursewright.documents.word import read_word

        return read_office(path, read_word)
    from coursewright.documents.slides import read_slides

    return read_office(path, read_slides)
