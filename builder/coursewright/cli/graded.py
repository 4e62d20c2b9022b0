"""What `coursewright grade` says at its end: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.cli.options import Output

if TYPE_CHECKING:
    from coursewright_runtime.grading.batch import Graded

__all__ = ["paths_of", "tell"]

_HEAD = ("learner", "score", "pending", "late", "remark")
_RIGHT = ("score", "pending")
_LONGEST = 100  # characters of a remark; all of it stands in the record
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def paths_of(out: Path) -> Mapping[str, Path]:
    """Return what is written below the folder `out`, by what it is for."""
    return {
        "records": out / "results",
        "feedback": out / "feedback",
        "coursera": out / "coursera",
        "scores": out / "scores.csv",
    }


def tell(graded: Sequence[Graded], out: Path, output: Output) -> None:
    """Print the results and where they stand; nothing when quiet."""
    if output.quiet:
        return
    if output.format == "json":
        import click

        click.echo(_as_json(graded, out))
        return
    for line in _lines(graded, out):
        output.say(line)


def _as_json(graded: Sequence[Graded], out: Path) -> str:
    results = [_as_data(each) for each in graded]
    paths = {name: path.as_posix() for name, path in paths_of(out).items()}
    return json.dumps({"results": results, "paths": paths}, indent=1)


def _as_data(each: Graded) -> dict[str, Any]:
    result, late = each.result, each.result.lateness
    before = each.before if each.moved else None
    return {
        "submission": result.submission,
        "gradable": result.gradable,
        "score": result.score if result.gradable else None,
        "maximum": result.maximum,
        "pending": result.pending if result.gradable else None,
        "final": result.final,
        "forgeable": result.forgeable,
        "late": {"submitted": late.submitted, "seconds": late.seconds, "deducted": late.deducted},
        "before": before and {"score": before.score, "pending": before.pending},
        "fresh": each.fresh,
        "problems": list(result.problems),
    }


def _lines(graded: Sequence[Graded], out: Path) -> Iterator[str]:
    yield from _table([_HEAD, *map(_row, graded)])
    if len(graded) == 1:
        yield from _criteria(graded[0])
    yield ""
    fresh = sum(each.fresh for each in graded)
    yield f"{len(graded)} results, {fresh} new"
    for name, path in paths_of(out).items():
        yield f"{name + ':':<10}{path}"


def _row(each: Graded) -> tuple[str, ...]:
    from coursewright_runtime.grading.sinks.table import plain

    result = each.result
    score = f"{plain(result.score)} of {plain(result.maximum)}" if result.gradable else "–"
    pending = plain(result.pending) if result.gradable else "–"
    return (_one_line(result.submission), score, pending, _late(each), _remark(each))


def _late(each: Graded) -> str:
    from coursewright_runtime.grading.sinks.table import plain

    late = each.result.lateness
    if not late.seconds:
        return ""
    lost = f", −{plain(late.deducted)}" if late.deducted else ""
    return f"{_duration(late.seconds)}{lost}"


def _duration(seconds: float) -> str:
    """Return a time in its two largest units."""
    whole = int(seconds)
    if whole >= _DAY:
        return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"
    if whole >= _HOUR:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
    return f"{max(1, whole // _MINUTE)} min"


def _remark(each: Graded) -> str:
    from coursewright_runtime.grading.sinks.table import plain

    result = each.result
    remarks = list(result.problems)
    if not result.gradable:
        remarks = [f"not graded: {' '.join(remarks)}"]
    if result.forgeable:
        points = plain(result.forgeable)
        remarks.insert(0, f"forgeable: {points} points of tests come from `isolation: shared`")
    if each.moved and each.before:
        remarks.insert(0, f"moved from {plain(each.before.score)} "
                          f"(+{plain(each.before.pending)} pending)")  # fmt: skip
    text = _one_line("; ".join(remarks))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _one_line(text: str) -> str:
    """Return a learner's words without what would steer a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()))


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = (
            text.rjust(wide) if name in _RIGHT else text.ljust(wide)
            for name, text, wide in zip(_HEAD, row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _criteria(each: Graded) -> Iterator[str]:
    from coursewright_runtime.grading.sinks.table import plain

    for part in each.result.rubric:
        pending = f", {plain(part.pending)} pending" if part.pending else ""
        yield f"  {part.title}: {plain(part.score)} of {plain(part.maximum)}{pending}"
