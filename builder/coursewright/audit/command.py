"""What `coursewright audit` and `build` call: audit, weigh against the baseline, write reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coursewright.audit.baseline import FILE, Weighed, read_waivers, weigh
from coursewright.audit.known_rules import own_known
from coursewright.audit.model import Audit
from coursewright.audit.report.write import write_reports
from coursewright.audit.run import Asked, Workshop, audit
from coursewright.audit.sources import course_sources
from coursewright.engine.cache import Cache, default_folder, open_store
from coursewright.engine.fingerprint import tool_fingerprint
from coursewright.engine.hashing import FileIndex, digest_text
from coursewright.engine.progress import Progress

__all__ = ["run_audit", "skip_audit"]


def run_audit(
    named: Sequence[str],
    *,
    out: Path,
    content: Path,
    full: bool,
    standard: str,
    jobs: int,
    cache: str,
    progress: Progress,
) -> tuple[Audit, Weighed, int]:
    """Audit, write the reports, and return what was found, what it weighs, and the exit code.

    The code is 1 when anything fails that no waiver allows, or a page could not be audited. Raises
    UsageFault and EnvironmentFault as `audit` does.
    """
    index = FileIndex(default_folder() / "files" / f"audit-{digest_text(str(out))[:16]}.json")
    workshop = Workshop(Cache(open_store(cache)), index, tool_fingerprint(index))
    asked = Asked(tuple(named), out, full, standard, jobs)
    found, rules = audit(asked, workshop, course_sources(content), progress)
    weighed = weigh(found, read_waivers(content / FILE), date.today())
    write_reports(out, found, rules, weighed)
    unsound = bool(weighed.failing or weighed.complaints) or any(True for _ in found.unaudited)
    return found, weighed, int(unsound)


def skip_audit(out: Path, reason: str) -> None:
    """Write reports that say in large letters that nothing was audited, and why."""
    write_reports(out, Audit(full=False, skipped=reason), own_known(), Weighed((), (), ()))
