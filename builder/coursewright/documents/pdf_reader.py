"""What runs in the process that reads one PDF: bounds first, then the facts as JSON."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict, replace
from typing import Any

from coursewright.documents.facts import Facts
from coursewright.documents.pdf import SECONDS

__all__ = ["main"]

_MEMORY = 1 << 30
_MOST_PAGES = 2_000


def main(path: str) -> Facts:
    """Return the facts of the PDF at `path`."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return _read(pdf)
    except MemoryError:
        return Facts(beyond="reading it takes more memory than allowed")
    except pikepdf.PasswordError:
        return Facts(locked=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        # qpdf names the file in front of what is wrong.
        return Facts(unreadable=str(error).replace(path, "the file").strip() or "it is broken")


def _read(pdf: Any) -> Facts:
    from coursewright.documents.pdf_pages import read_pages
    from coursewright.documents.pdf_structure import read_structure

    pages = len(pdf.pages)
    if pages > _MOST_PAGES:
        return Facts(beyond=f"it has {pages:,} pages; read are {_MOST_PAGES:,}")
    if not pages:
        return Facts(unreadable="it has no page")
    structure = read_structure(pdf)
    if structure.beyond:
        return Facts(beyond=structure.beyond)
    seen = read_pages(pdf, structure)
    marked = _get(pdf.Root, "MarkInfo")
    if seen.beyond:
        return seen
    return replace(
        seen,
        title=_title(pdf),
        shows_title=_get(_get(pdf.Root, "ViewerPreferences"), "DisplayDocTitle") is True,
        language=_text(_get(pdf.Root, "Lang")) or structure.language,
        tagged=_get(marked, "Marked") is True and structure.exists,
        closed=bool(pdf.is_encrypted and not pdf.allow.accessibility),
        pages=pages,
        headings=structure.headings,
        pictures=structure.pictures,
        tables=structure.tables,
    )


def _title(pdf: Any) -> str:
    title = _text(_get(pdf.trailer.get("/Info"), "Title"))
    if not title:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            title = str(metadata.get("dc:title") or "")
    return " ".join(title.split())


def _get(dictionary: Any, name: str) -> Any:
    import pikepdf

    return dictionary.get(f"/{name}") if isinstance(dictionary, pikepdf.Dictionary) else None


def _text(value: Any) -> str:
    return str(value).strip() if value is not None else ""


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(asdict(main(sys.argv[1]))))
