"""The order of examining a course's documents: find, read by content, judge."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.documents.facts import DocumentFile
from coursewright.documents.judge import judge_document
from coursewright.documents.read import KINDS, OLD, read_document
from coursewright.engine.steps import MapStep
from coursewright.model.course import Asset
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["documents", "examine_documents"]


def documents(assets: Iterable[Asset]) -> tuple[Asset, ...]:
    """Return those of a course's files that are documents."""
    return tuple(each for each in assets if _kind(each) in (*KINDS, *OLD))


def examine_documents(assets: Iterable[Asset], map_step: MapStep) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the documents. map_step: from a cache, if it likes."""
    found: list[Diagnostic] = []
    wanted = documents(assets)
    files = {(each.sha256, _kind(each)): each for each in wanted}
    inputs = [DocumentFile(*key, str(each.source)) for key, each in files.items()]
    facts = dict(zip(files, map_step(read_document, inputs), strict=True))
    for each in wanted:
        found += judge_document(facts[each.sha256, _kind(each)], _kind(each), each.origin)
    return tuple(found)


def _kind(asset: Asset) -> str:
    return asset.origin.rpartition(".")[2].lower()
