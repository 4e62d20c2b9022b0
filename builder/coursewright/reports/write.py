"""Write `dist/reports/`, after a failed build too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from coursewright.check.alignment import alignment_matrix
from coursewright.engine.atomic import write_atomically
from coursewright.examine import Examined
from coursewright.reports import files
from coursewright.reports.model import Report
from coursewright.request import Request
from coursewright.result import Result
from coursewright.theme.pages import render_report
from coursewright.version import __version__

__all__ = ["write_notebooks", "write_reports"]


def write_reports(request: Request, examined: Examined, result: Result) -> None:
    """Write the reports of a build into `reports` of its `out`. Raises OSError."""
    folder = request.out / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    files.write_json(folder / "build.json", files.build_record(result, moment, audit=request.audit))
    if result.published:
        files.write_json(folder / "losses.json", files.losses(result))
        files.write_json(folder / "content-hashes.json", files.content_hashes(result))
    write_notebooks(request.out, examined)
    _write_media(folder / "media.json", examined)
    page = render_report(_report(request, examined, result, moment))
    write_atomically(folder / "index.html", page.encode())


def write_notebooks(dist: Path, examined: Examined) -> None:
    """Write how notebooks and labs went into `dist/reports/notebooks.json`. Raises OSError."""
    folder = dist / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    files.write_json(folder / "notebooks.json", files.notebooks(examined.executed, examined.proved))


def _write_media(path: Path, examined: Examined) -> None:
    if examined.media is None:
        path.unlink(missing_ok=True)
        return
    from coursewright.media.record import media_record

    files.write_json(path, media_record(examined.media))


def _report(request: Request, examined: Examined, result: Result, moment: str) -> Report:
    course = examined.course
    return Report(
        title=course.info.title if course else "unreadable course",
        version=course.info.version if course else "",
        coursewright=__version__,
        finished=moment,
        published=result.published,
        audit=request.audit,
        diagnostics=result.diagnostics,
        alignment=alignment_matrix(course) if course else (),
        packaged=result.packaged,
        notebooks=examined.executed.outcomes,
        labs=examined.proved,
        titles={item.id: item.title for item in course.items()} if course else {},
    )
