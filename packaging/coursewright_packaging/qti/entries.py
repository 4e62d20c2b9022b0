"""What a package of QTI questions means: its quizzes, banks and items, and the files they show."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.qti.verify import question_files
from coursewright_packaging.reading import Reader
from coursewright_packaging.xml import Element, local, parse

__all__ = ["entries"]

_MANIFEST = "imsmanifest.xml"
_WHOLE = ("assessment", "objectbank", "assessmentItem", "assessmentTest")
_KINDS = {"objectbank": "bank", "assessmentItem": "question"}


def entries(reader: Reader) -> Iterator[Entry]:
    """Yield the quizzes, banks and items in the manifest's order, then all other files."""
    files = tuple(question_files(parse(reader.read(_MANIFEST)), frozenset(reader.names)))
    for name in dict.fromkeys(files):
        root = parse(reader.read(name))
        for whole in root.iter("{*}*"):
            if local(whole) in _WHOLE:
                yield _entry(whole, name)
    for name in sorted({*reader.names} - {_MANIFEST, *files}):
        yield Entry(f"file:{name}", "file", name, facts={"file": reader.digest(name)})


def _entry(whole: Element, name: str) -> Entry:
    key = whole.get("ident") or whole.get("identifier") or name
    title = str(whole.attrib.pop("title", ""))
    kind = _KINDS.get(local(whole), "quiz")
    return Entry(key, kind, title, facts={"questions": digest.of_xml(whole, lambda _: False)})
