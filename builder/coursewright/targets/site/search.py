"""What search looks through."""

from __future__ import annotations

from coursewright.model import items
from coursewright.targets.site.contents import Contents, Entry, Part
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["documents"]


def documents(contents: Contents) -> list[dict[str, str]]:
    """Return one document per page, in course order."""
    return [
        _document(part, entry) for part in contents.parts for entry in part.entries if entry.href
    ]


def _document(part: Part, entry: Entry) -> dict[str, str]:
    return {
        "id": entry.item.id,
        "title": entry.item.title,
        "place": f"{part.module.title} · {entry.label}",
        "href": entry.href,
        "text": _text(entry.item),
    }


def _text(item: items.Item[Rich]) -> str:
    spoken = item.transcript if isinstance(item, items.Video | items.Audio) else None
    parts = (item.summary, item.body.text, spoken.text if spoken else "")
    return " ".join(part for part in parts if part)
