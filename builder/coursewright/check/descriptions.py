"""Whether audio description was decided for every video, which needs only what its item says."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.media.rules import DESCRIBED
from coursewright.model.course import Course
from coursewright.model.items import Video
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["check_descriptions"]


def check_descriptions(course: Course) -> Iterator[Diagnostic]:
    """Yield the videos for which nobody has decided (WCAG 2.1, 1.2.5)."""
    for item in course.items():
        if isinstance(item, Video) and item.described is None:
            message = "nobody has decided yet whether the video needs audio description"
            place = item.place
            yield DESCRIBED.at(place.path, message, line=place.line, column=place.column)
