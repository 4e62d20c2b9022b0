"""The order of examining a course's documents: find, read by content, judge."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.documents.facts import DocumentFile
from coursewright.documents.judge import judge_document
from coursewright.documents.read import is_document, kind_of, read_document
from coursewright.engine.steps import MapStep
from coursewright.model.course import Asset
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["examine_documents"]


def examine_documents(assets: Iterable[Asset], map_step: MapStep) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the documents. map_step: from a cache, if it likes."""
    found: list[Diagnostic] = []
    wanted = [each for each in assets if is_document(each.origin)]
    files = {(each.sha256, kind_of(each.origin)): each for each in wanted}
    inputs = [DocumentFile(*key, str(each.source)) for key, each in files.items()]
    facts = dict(zip(files, map_step(read_document, inputs), strict=True))
    for each in wanted:
        found += judge_document(
            facts[each.sha256, kind_of(each.origin)], kind_of(each.origin), each.origin
        )
    return tuple(found)
