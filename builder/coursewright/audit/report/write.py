"""Write the reports of an audit into `dist/reports/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import Audit
from coursewright.audit.report.data import as_json
from coursewright.reports.files import write_json

__all__ = ["write_reports"]


def write_reports(dist: Path, audit: Audit, rules: Mapping[str, KnownRule]) -> None:
    """Write every form of the report. Raises OSError."""
    folder = dist / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "accessibility.json", as_json(audit, rules))
