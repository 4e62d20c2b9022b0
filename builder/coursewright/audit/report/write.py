"""Write the reports of an audit into `dist/reports/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coursewright.audit.baseline import Weighed
from coursewright.audit.evidence import as_yaml, evidence
from coursewright.audit.known_rules import KnownRule
from coursewright.audit.model import Audit
from coursewright.audit.report.data import as_json, as_spoken, counts
from coursewright.audit.report.machine import as_earl, as_junit, as_sarif
from coursewright.audit.report.page import as_html
from coursewright.engine.atomic import write_atomically
from coursewright.reports.files import write_json

__all__ = ["write_reports"]

_HISTORY = "accessibility-history.json"
_KEPT_RUNS = 50


def write_reports(
    dist: Path, audit: Audit, rules: Mapping[str, KnownRule], weighed: Weighed
) -> None:
    """Write every form of the report. Raises OSError."""
    folder = dist / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    earlier = _history(folder)
    write_json(folder / "accessibility.json", as_json(audit, rules))
    write_json(folder / "accessibility.sarif", as_sarif(audit, rules))
    write_json(folder / "accessibility.earl.json", as_earl(audit, rules))
    write_atomically(folder / "accessibility.xml", as_junit(audit))
    write_json(folder / "accessibility-spoken.json", as_spoken(audit))
    found = as_yaml(evidence(audit, rules))
    write_atomically(folder / "accessibility-evidence.yaml", found.encode())
    page = as_html(audit, rules, weighed.waived, earlier)
    write_atomically(folder / "accessibility.html", page.encode())
    runs = [_run(audit), *earlier][:_KEPT_RUNS]
    write_json(folder / _HISTORY, {"version": 1, "runs": runs})


def _history(folder: Path) -> list[dict[str, Any]]:
    try:
        kept = json.loads((folder / _HISTORY).read_bytes())
    except (OSError, ValueError):
        return []
    runs = kept.get("runs") if isinstance(kept, dict) else None
    keys = set(_run(Audit(full=False)))
    return (
        [run for run in runs if isinstance(run, dict) and keys <= set(run)]
        if isinstance(runs, list)
        else []
    )


def _run(audit: Audit) -> dict[str, Any]:
    figures = counts(audit)
    return {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "scope": audit.scope,
        "pages": figures["pages"],
        "violations": figures["violations"],
        "reviews": figures["needs review"],
        "unaudited": figures["not audited"],
    }
