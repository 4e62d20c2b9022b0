"""The audit that follows a build: of the site's changed pages, or reports that say there was none.

When nothing has changed, this ends before any library of audits loads.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from coursewright.audit.files import REPORT
from coursewright.audit.last import Told, mark, recall
from coursewright.engine.progress import Progress
from coursewright.errors import CoursewrightError
from coursewright.request import Request

__all__ = ["after_build"]

_BROWSERS = 4  # at most; each of them takes a processor
_SKIPPED = "NOT AUDITED: `coursewright audit` looks at the pages in a browser."
_NOT_WANTED = "the build was told not to (`--no-audit`, or COURSEWRIGHT_AUDIT)"
_OUTDATED = "packages were built after the last full audit"


def after_build(request: Request, progress: Progress, *, unchanged: bool) -> Told:
    """Audit what was built, and return what to print and the exit code.

    unchanged: whether the build had nothing to do. Pages that are as in an earlier audit cost
    nothing. Raises EnvironmentFault without a browser.
    """
    if not request.audit:
        return _skipped(request.out, _NOT_WANTED)
    if "site" not in request.targets:
        outdated = not unchanged and _scope(request.out) == "full"
        return _skipped(request.out, _OUTDATED) if outdated else Told((), 0)
    told = _last(request) if unchanged else None
    return told or _audit(request, progress)


def _skipped(out: Path, reason: str) -> Told:
    """Let the reports say that there was no audit, unless they do already."""
    if _scope(out) != "none":
        from coursewright.audit.command import skip_audit

        skip_audit(out, reason)
    return Told((_SKIPPED,), 0)


def _scope(out: Path) -> str:
    """Return the scope that the reports name, nothing when there are none."""
    try:
        report = json.loads((out / REPORT).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(report.get("scope")) if isinstance(report, dict) else ""


def _last(request: Request) -> Told | None:
    """Return how the audit ended whose reports these are, when all is still as it was."""
    try:
        return recall(mark(request.out, request.content, date.today()))
    except OSError:
        return None


def _audit(request: Request, progress: Progress) -> Told:
    from coursewright.audit.command import run_audit, skip_audit
    from coursewright_packaging.errors import PackagingError

    try:
        return run_audit(
            (),
            out=request.out,
            content=request.content,
            full=False,
            standard="wcag21aa",
            jobs=min(request.jobs, _BROWSERS),
            cache=request.cache,
            progress=progress,
        )
    except (CoursewrightError, PackagingError) as error:
        # Else the reports of an earlier build would stand there as if they were of this one.
        skip_audit(request.out, str(error))
        raise
