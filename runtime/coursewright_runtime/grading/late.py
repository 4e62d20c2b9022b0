"""What late work loses."""

from __future__ import annotations

import math
from datetime import datetime

from coursewright_runtime.grading.errors import GradingFault, SubmissionFault
from coursewright_runtime.grading.lab import GraderLab, LatePolicy
from coursewright_runtime.grading.record import Lateness

__all__ = ["lateness"]

_SECONDS = {"day": 86400, "hour": 3600}


def lateness(lab: GraderLab, submitted: str, score: float) -> Lateness:
    """Return how late a submission is and the points that it loses of `score`.

    submitted: moment in ISO 8601, or empty when it is not known, which costs nothing.
    Raises GradingFault for a due date that is none or has no time zone, and SubmissionFault for
    such a moment of the submission.
    """
    if not submitted or not lab.due:
        return Lateness(submitted, lab.due)
    due = _moment(lab.due)
    try:
        after = max(0.0, (_moment(submitted) - due).total_seconds())
    except GradingFault as fault:
        raise SubmissionFault(str(fault)) from fault
    lost = _lost(lab.late, after, score, lab.points) if lab.late else 0.0
    return Lateness(submitted, lab.due, after, round(lost, 6))


def _lost(policy: LatePolicy, seconds: float, score: float, points: float) -> float:
    """Return the points lost, as Canvas counts: percent of all points, down to the minimum."""
    begun = math.ceil(seconds / _SECONDS[policy.interval])
    deduction = policy.deduction / 100 * points * begun
    kept = min(score, policy.minimum / 100 * points)
    return score - max(score - deduction, kept)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise GradingFault(f'"{text}" is no moment in ISO 8601') from error
    if moment.tzinfo is None:
        raise GradingFault(f'the moment "{text}" has no time zone, such as +00:00')
    return moment
