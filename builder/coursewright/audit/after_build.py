"""The audit of a site that was just built, or reports that say that there was none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from coursewright.engine.progress import Progress

__all__ = ["audit_built", "skip_built"]

_REPORT = "reports/accessibility.json"


def audit_built(
    out: Path, content: Path, jobs: int, cache: str, progress: Progress
) -> tuple[tuple[str, ...], int]:
    """Audit the site in `out`. Return the lines to print and the exit code.

    Pages that are as in an earlier audit cost nothing. Raises EnvironmentFault without a browser.
    """
    from coursewright.audit.command import run_audit
    from coursewright.audit.report.console import lines

    audit, weighed, code = run_audit(
        (),
        out=out,
        content=content,
        full=False,
        standard="wcag21aa",
        jobs=min(jobs, 4),
        cache=cache,
        progress=progress,
    )
    return (*lines(audit, weighed), f"Accessibility: {out.name}/reports/accessibility.html"), code


def skip_built(out: Path, *, unchanged: bool) -> Iterator[str]:
    """Let the reports say that a build was not audited, unless they tell of just this build."""
    if unchanged and (out / _REPORT).is_file():
        return
    if not unchanged and _says_so(out / _REPORT):
        return
    from coursewright.audit.command import skip_audit

    skip_audit(out, "the site was built with `--no-audit`")
    yield "NOT AUDITED: `coursewright audit` looks at the pages in a browser."


def _says_so(report: Path) -> bool:
    try:
        return bool(json.loads(report.read_bytes()).get("scope") == "none")
    except (OSError, ValueError, AttributeError):
        return False
