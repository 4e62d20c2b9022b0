"""The report tells of earlier runs, and bars nobody itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from coursewright.audit.baseline import Weighed
from coursewright.audit.browser import Browser
from coursewright.audit.known_rules import own_known
from coursewright.audit.model import Audit, Cause, Outcome, Page, Seen
from coursewright.audit.report.write import write_reports
from coursewright.audit.visit import visit

HISTORY = "accessibility-history.json"
COLUMNS = ["Finished", "Scope", "Pages", "Violations", "Needs review", "Not audited"]


def _cause(rule: str, outcome: Outcome, *pages: str) -> Cause:
    places = tuple((page, "lesson.md:7") for page in pages)
    return Cause(rule, outcome, "It is so.", "#it", "<p>", ("light",), places)


FAULTY = Audit(
    full=True,
    pages=tuple(Page(name, "site", name, name) for name in ("a.html", "b.html", "c.html")),
    seen=(Seen(), Seen(), Seen(fault="not audited after 2 tries: crash")),
    causes=(
        _cause("ids-are-unique", Outcome.VIOLATION, "a.html", "b.html"),
        _cause("focus-is-visible", Outcome.REVIEW, "a.html"),
    ),
)
MENDED = replace(FAULTY, full=False, seen=(Seen(),) * 3, causes=())
NOTHING = Audit(full=False, skipped="`--no-audit` was given")


def _write(folder: Path, *runs: Audit) -> None:
    for audit in runs:
        write_reports(folder, audit, own_known(), Weighed((), (), ()))


def _rows(folder: Path) -> list[list[str]]:
    """Return the table of earlier runs, its head first, nothing when there is none."""
    page = html.fromstring((folder / "reports/accessibility.html").read_bytes())
    rows: list[Any] = page.xpath("//*[@aria-label='Earlier runs']//tr")
    return [[cell.text_content() for cell in row] for row in rows]


def test_the_report_tells_of_earlier_runs_the_last_first(tmp_path: Path) -> None:
    _write(tmp_path, FAULTY)
    assert _rows(tmp_path) == []
    _write(tmp_path, MENDED, NOTHING, FAULTY)
    head, *rows = _rows(tmp_path)
    assert head == COLUMNS
    assert [row[1:] for row in rows] == [
        ["none", "0", "0", "0", "0"],
        ["site", "3", "0", "0", "0"],
        ["full", "3", "2", "1", "1"],
    ]
    kept = json.loads((tmp_path / "reports" / HISTORY).read_bytes())["runs"]
    assert [row[0] for row in rows] == [run["finished"] for run in kept[1:]]


@pytest.mark.parametrize(
    "damaged", [b"", b"\xff", b"[]", b'{"runs": 5}', b'{"runs": [5, {"scope": "full"}]}']
)
def test_a_damaged_history_begins_anew(tmp_path: Path, damaged: bytes) -> None:
    _write(tmp_path, FAULTY)
    (tmp_path / "reports" / HISTORY).write_bytes(damaged)
    _write(tmp_path, FAULTY)
    assert _rows(tmp_path) == []
    _write(tmp_path, MENDED)
    assert [row[1:] for row in _rows(tmp_path)[1:]] == [["full", "3", "2", "1", "1"]]


def test_a_history_does_not_grow_for_ever(tmp_path: Path) -> None:
    _write(tmp_path, FAULTY)
    path = tmp_path / "reports" / HISTORY
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps({**told, "runs": told["runs"] * 70}))
    _write(tmp_path, MENDED)
    assert len(json.loads(path.read_bytes())["runs"]) == 50


@pytest.mark.browser
def test_the_report_with_its_history_bars_nobody(
    browser: Browser, tmp_path: Path, site: tuple[Path, str]
) -> None:
    _write(tmp_path, MENDED, FAULTY, FAULTY)
    assert len(_rows(tmp_path)) == 3
    report = (tmp_path / "reports/accessibility.html").read_bytes()
    (site[0] / "report.html").write_bytes(report)
    seen = visit(browser, f"{site[1]}report.html", "wcag21aa", {})
    assert seen.findings == ()
    assert any("Needs review" in phrase for phrase in seen.phrases)
