"""What learners read anyway, and files that the author publishes as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator

from coursewright.compile.notebook import cell_text
from coursewright.model.course import Publication
from coursewright.model.items import Lab

__all__ = ["public_hashes", "public_texts"]

_PICTURE_OF_TEXT = "image/svg+xml"


def public_texts(publication: Publication) -> Iterator[str]:
    """Yield the text of released labs; a line that stands there on purpose is no leak."""
    for item in publication.items():
        if isinstance(item, Lab):
            for file in item.release:
                yield _text(file.path, file.content.decode("utf-8", "replace"))


def _text(name: str, content: str) -> str:
    if not name.endswith(".ipynb"):
        return content
    return "\n".join(cell_text(cell["source"]) for cell in json.loads(content)["cells"])


def public_hashes(publication: Publication) -> Iterator[str]:
    """Yield the SHA-256 of media files, which hold no text to search."""
    for asset in publication.assets:
        kind = asset.media_type.partition("/")[0]
        if kind in ("image", "video", "audio") and asset.media_type != _PICTURE_OF_TEXT:
            yield asset.sha256
