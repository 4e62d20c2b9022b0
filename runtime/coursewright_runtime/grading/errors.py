"""What goes wrong outside of the graded work."""

from __future__ import annotations

__all__ = ["GradingFault", "SubmissionFault"]


class GradingFault(Exception):
    """The lab, the machine or a file is at fault, never the learner; one line of text."""


class SubmissionFault(GradingFault):
    """One submission cannot be graded, while others can."""
