"""All results as CSV, which no name can break and no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from coursewright_runtime.grading.record import GradingResult

__all__ = ["plain", "scores_csv"]

_BEFORE = (
    *(
        "submission",
        "lab",
        "score",
        "maximum",
        "pending",
        "final",
        "gradable",
        "forgeable",
        "submitted",
    ),
    *("late seconds", "deducted"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


def scores_csv(results: Sequence[GradingResult]) -> str:
    """Return one line per submission (RFC 4180, every field quoted), with a column per criterion.

    What could not be graded has no score: its fields are empty, and the problem stands last.
    A text that a spreadsheet would run begins with an apostrophe, as OWASP advises.
    """
    names = list(dict.fromkeys(each.id for result in results for each in result.rubric))
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow([*_BEFORE, *(_text(name) for name in names), "problems"])
    for result in results:
        table.writerow(_row(result, names))
    return out.getvalue()


def _row(result: GradingResult, names: Sequence[str]) -> list[str]:
    scores = {each.id: plain(each.score) for each in result.rubric}
    late = result.lateness
    return [
        _text(result.submission),
        _text(result.lab),
        plain(result.score) if result.gradable else "",
        plain(result.maximum),
        plain(result.pending) if result.gradable else "",
        _yes(result.final),
        _yes(result.gradable),
        plain(result.forgeable),
        _text(late.submitted),
        plain(late.seconds),
        plain(late.deducted),
        *(scores.get(name, "") for name in names),
        _text(" ".join(result.problems)),
    ]


def plain(value: float) -> str:
    """Return a number with all its digits, and none that say nothing."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _text(value: str) -> str:
    unsafe = value.startswith(("\t", "\r")) or value.lstrip().startswith(_FORMULA)
    return f"'{value}" if unsafe else value
