"""What search looks through."""

from __future__ import annotations

import re

from markupsafe import Markup

from coursewright.model import items
from coursewright.targets.site.contents import Contents, Entry, Part
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["documents"]

# Formulas are read as they look, not as LaTeX; answers are not told, outputs are not searched.
_UNREAD = re.compile(
    r"<annotation\b.*?</annotation>"
    r'|<details class="self-check-answer">.*?</details>'
    r'|<p class="cell-label">.*?</p>'
    r'|<div class="cell-output".*?</div>',
    re.DOTALL,
)
_ENDS = re.compile(r"</(?:p|li|h[1-6]|t[dhr]|d[dt]|div|pre|summary|math)>")


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
    parts = (item.summary, _read(item.body), spoken.text if spoken else "")
    return " ".join(part for part in parts if part)


def _read(text: Rich) -> str:
    """Return the words of a page as a reader sees them."""
    return str(Markup(_ENDS.sub(r"\g<0> ", _UNREAD.sub("", text.html))).striptags())
