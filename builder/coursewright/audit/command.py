"""What `coursewright audit` and `build` call: audit, weigh against the baseline, write reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coursewright.audit.baseline import Weighed, read_waivers, weigh
from coursewright.audit.files import WAIVERS, open_index
from coursewright.audit.known_rules import own_known
from coursewright.audit.last import Told, mark, remember
from coursewright.audit.login.session import Session
from coursewright.audit.model import Audit
from coursewright.audit.report.console import lines
from coursewright.audit.report.write import write_reports
from coursewright.audit.run import Asked, Workshop, audit
from coursewright.audit.sources import course_sources
from coursewright.engine.cache import Cache, open_store
from coursewright.engine.fingerprint import audit_fingerprint
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
    session: Session | None = None,
) -> Told:
    """Audit, write the reports, and return what to print and the exit code.

    The code is 1 when anything fails that no waiver allows, or a page could not be audited. Raises
    UsageFault and EnvironmentFault as `audit` does.
    """
    index = open_index(out)
    workshop = Workshop(Cache(open_store(cache)), index, audit_fingerprint(index))
    asked = Asked(tuple(named), out, full, standard, jobs, session=session)
    found, rules = audit(asked, workshop, course_sources(content), progress)
    weighed = weigh(found, read_waivers(content / WAIVERS), date.today())
    write_reports(out, found, rules, weighed)
    unsound = bool(weighed.failing or weighed.complaints) or any(True for _ in found.unaudited)
    told = Told(tuple(lines(found, weighed)), int(unsound))
    if not named and (out / "SHA256SUMS").is_file():
        remember(mark(out, content, date.today()), told)
    return told


def skip_audit(out: Path, reason: str) -> None:
    """Write reports that say in large letters that nothing was audited, and why."""
    write_reports(out, Audit(full=False, skipped=reason), own_known(), Weighed((), (), ()))
