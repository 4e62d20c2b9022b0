"""What a course means: pure checks over a loaded `Course`."""

from __future__ import annotations

from coursewright.check.alignment import Alignment, alignment_matrix
from coursewright.check.descriptions import check_descriptions
from coursewright.check.meaning import check_course
from coursewright.check.severities import apply_severities, check_severities

__all__ = [
    "Alignment",
    "alignment_matrix",
    "apply_severities",
    "check_course",
    "check_descriptions",
    "check_severities",
]
