"""The runtime bundle of a course: `runtime-bundle.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coursewright.bundle.grader_side import grader_side, late_policy
from coursewright.model.course import Module, Publication
from coursewright.model.items import Item, Lab
from coursewright_packaging.archive import Archive, Content, Member
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["lab_side", "runtime_bundle"]


def runtime_bundle(publication: Publication) -> Archive:
    """Return the archive: `runtime.json`, and `labs/<id>/` with the grader side of each lab."""
    text = json.dumps(_described(publication), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return Archive((Member("runtime.json", text.encode()), *_labs(publication)))


def _labs(publication: Publication) -> Iterator[Member]:
    for item in publication.items():
        if isinstance(item, Lab):
            for member in lab_side(publication, item):
                yield Member(f"labs/{item.id}/{member.name}", member.content)


def lab_side(publication: Publication, lab: Lab[Rich]) -> Iterator[Member]:
    """Yield the files of a lab's grader side, relative to its folder."""
    private, info = _private(publication, lab.id), publication.info
    yield from grader_side(lab, lab.release, private, info.late_policy, info.language)


def _private(publication: Publication, lab: str) -> dict[str, Content]:
    folder = f"labs/{lab}/"
    return {
        member.name.removeprefix(folder): member.content
        for member in publication.private
        if member.name.startswith(folder)
    }


def _described(publication: Publication) -> dict[str, Any]:
    info = publication.info
    base = info.activity_base.rstrip("/")
    return {
        "format": 1,
        "course": {
            "id": info.id,
            "title": info.title,
            "version": info.version,
            "language": info.language,
            "activity": base,
        },
        "outcomes": [{"id": each.id, "title": each.title} for each in publication.outcomes],
        "groups": [{"id": g.id, "title": g.title, "weight": g.weight} for g in info.groups],
        "late": late_policy(info.late_policy) if info.late_policy else None,
        "items": [
            _item(module, item, base) for module in publication.modules for item in module.items
        ],
        "labs": [
            {"id": item.id, "folder": f"labs/{item.id}"}
            for item in publication.items()
            if isinstance(item, Lab)
        ],
    }


def _item(module: Module[Rich], item: Item[Rich], base: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "kind": type(item).__name__.lower(),
        "module": module.id,
        "points": _points(item),
        "group": getattr(item, "group", ""),
        "teaches": list(item.teaches),
        "assesses": list(item.assesses),
        "unlock": _moment(item.dates.unlock),
        "due": _moment(item.dates.due),
        "lock": _moment(item.dates.lock),
        "lti_resource": item.id,
        "activity": f"{base}/{item.id}" if base else "",
    }


def _points(item: Item[Rich]) -> float | None:
    points = getattr(item, "points", None)
    return None if points is None else float(points)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
