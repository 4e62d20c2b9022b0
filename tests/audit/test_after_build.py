"""The audit that follows a build, and what the reports say when there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from courses import SMALL, run, write_files

_HIDDEN = "/nonexistent"
_LIBRARIES = ("selenium", "axe_selenium_python", "lxml.html", "jinja2")
_BUILD = (
    "import os, sys\nfrom coursewright.cli.main import main\nos._exit = sys.exit\n"
    "sys.argv = ['coursewright', 'build', 'site']\n"
    f"try:\n    main()\nfinally:\n    print([m for m in {_LIBRARIES} if m in sys.modules])"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a folder with a small course in `content/`."""
    write_files(tmp_path / "content", SMALL)
    return tmp_path


def _report(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "dist/reports/accessibility.json").read_text())
    return told


def _index(folder: Path) -> str:
    return (folder / "dist/reports/index.html").read_text("utf-8")


def test_a_build_without_an_audit_says_so_in_every_report(course: Path) -> None:
    for arguments, environment in (
        (("--no-audit",), {"COURSEWRIGHT_AUDIT": "1"}),
        ((), {"COURSEWRIGHT_AUDIT": "0"}),
    ):
        done = run("build", "site", *arguments, cwd=course, **environment)
        assert done.returncode == 0, done.stderr
        assert "NOT AUDITED" in done.stdout
        assert _report(course)["scope"] == "none"
        assert '<h2 class="shout error">NOT AUDITED</h2>' in _index(course)
        page = (course / "dist/reports/accessibility.html").read_text("utf-8")
        assert '<h2 class="shout error">NOT AUDITED</h2>' in page


def test_without_a_browser_a_build_ends_with_3_and_leaves_no_old_report(course: Path) -> None:
    (course / "dist/reports").mkdir(parents=True)
    (course / "dist/reports/accessibility.json").write_text('{"scope": "site"}')
    done = run("build", "site", cwd=course, COURSEWRIGHT_AUDIT="1", PATH=_HIDDEN)
    assert done.returncode == 3
    assert "run `apt-get install --no-install-recommends chromium chromium-driver`" in done.stderr
    assert "`--no-audit`" in done.stderr
    assert _report(course)["scope"] == "none"
    assert (course / "dist/site/index.html").is_file()


def test_packages_that_are_newer_than_a_full_audit_end_it(course: Path) -> None:
    assert run("build", "canvas", cwd=course, COURSEWRIGHT_AUDIT="1").returncode == 0
    assert not (course / "dist/reports/accessibility.json").exists()
    report = course / "dist/reports/accessibility.json"
    report.write_text('{"scope": "full"}')
    done = run("build", "canvas", cwd=course, COURSEWRIGHT_AUDIT="1")
    assert "NOT AUDITED" not in done.stdout  # nothing has changed
    write_files(course / "content", {"01-first/03-more.md": "# More\n\nRead it.\n"})
    done = run("build", "canvas", cwd=course, COURSEWRIGHT_AUDIT="1")
    assert "NOT AUDITED" in done.stdout
    assert _report(course)["skipped"] == "packages were built after the last full audit"


@pytest.mark.browser
def test_a_build_audits_what_changed_in_its_site(course: Path) -> None:
    built = run("build", "site", cwd=course, COURSEWRIGHT_AUDIT="1")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Audit of the site's changed pages; `coursewright audit --full`" in built.stdout
    assert _report(course)["scope"] == "site"
    assert _report(course)["counts"]["violations"] == 0
    assert _report(course)["counts"]["needs review"] == 0
    assert "NOT AUDITED" not in _index(course)

    # The second time, nothing is imported that looks at pages or tells of them.
    variables = {**os.environ, "XDG_CACHE_HOME": str(course / ".cache"), "COURSEWRIGHT_AUDIT": "1"}
    command = [sys.executable, "-c", _BUILD]
    again = subprocess.run(
        command, cwd=course, env=variables, capture_output=True, text=True, check=True
    )
    *told, loaded = again.stdout.splitlines()
    assert "Nothing had changed in dist. Report: dist/reports/index.html" in told
    assert told[-3:] == built.stdout.splitlines()[-3:]
    assert loaded == "[]"
