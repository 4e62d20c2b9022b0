"""The score of LTI Assignment and Grade Services 2.0, section 3.4 (score publish service)."""

from __future__ import annotations

from coursewright_runtime.grading.record import GradingResult

__all__ = ["score_payload"]


def score_payload(result: GradingResult, *, user: str, timestamp: str) -> dict[str, object]:
    """Return the body of a score POST, `application/vnd.ims.lis.v1.score+json`.

    user: the platform's id of the learner. timestamp: ISO 8601 with sub-second precision and zone,
    growing from post to post. While a person has still to judge, gradingProgress is
    `PendingManual`; for what could not be graded it is `Failed`, and no score is claimed.
    """
    payload: dict[str, object] = {
        "userId": user,
        "timestamp": timestamp,
        "activityProgress": "Submitted" if result.pending else "Completed",
        "gradingProgress": _progress(result),
    }
    if result.gradable:
        payload |= {"scoreGiven": result.score, "scoreMaximum": result.maximum}
        if result.pending:
            payload["comment"] = f"{result.pending:g} points wait for a person."
    else:
        payload["comment"] = " ".join(result.problems)
    return payload


def _progress(result: GradingResult) -> str:
    if not result.gradable:
        return "Failed"
    return "PendingManual" if result.pending else "FullyGraded"
