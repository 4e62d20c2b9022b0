"""The metadata by which Coursera's Jupyter shows a submit button on a notebook."""

from __future__ import annotations

import json

from coursewright.model.items import CourseraItem

__all__ = ["with_submit_button"]


def with_submit_button(notebook: bytes, slug: str, item: CourseraItem) -> bytes:
    """Return the released notebook with the `coursera` metadata that the button reads.

    slug: the course's name in Coursera's addresses.
    """
    book = json.loads(notebook)
    told = {
        "course_slug": slug,
        "graded_item_id": item.graded,
        "launcher_item_id": item.launcher,
    }
    book["metadata"]["coursera"] = told | ({"part_id": item.part} if item.part else {})
    text = json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True)
    return f"{text}\n".encode()
