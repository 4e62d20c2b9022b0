"""Read one document, whatever it is; a step of the engine."""

from __future__ import annotations

from pathlib import Path

from coursewright.documents.facts import DocumentFile, Facts

__all__ = ["KINDS", "OLD", "read_document"]

KINDS = ("pdf", "docx", "pptx")
OLD = ("doc", "ppt")


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
