"""`coursewright audit` as people call it."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from planted import write_page
from report_shapes import misshapen

from courses import run

FAULT = '<p>Tea: <a href="index.html">click here</a></p>'
SOUND = '<p><a href="index.html">Tea of the valley</a></p>'


def _audit(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, dict[str, object]]:
    done = run("audit", *arguments, cwd=folder, cache=folder / "cache", **environment)
    report = folder / "dist/reports/accessibility.json"
    told = json.loads(report.read_text()) if report.exists() else {}
    return done.returncode, done.stdout + done.stderr, told


def test_without_a_browser_the_command_that_installs_it_is_named(tmp_path: Path) -> None:
    write_page(tmp_path / "dist/site", "index.html", SOUND)
    code, told, _ = _audit(tmp_path, PATH="/nonexistent")
    assert code == 3
    assert "run `apt-get install --no-install-recommends chromium chromium-driver`" in told
    assert not (tmp_path / "dist/reports").exists()


def test_every_report_says_in_large_letters_that_nothing_was_audited(tmp_path: Path) -> None:
    code, told, report = _audit(tmp_path, "--no-audit", PATH="/nonexistent")
    reports = tmp_path / "dist/reports"
    assert (code, report["scope"]) == (0, "none")
    assert "NOT AUDITED" in told
    assert report["pages"] == []
    assert re.search(r"<h2[^>]*>NOT AUDITED</h2>", (reports / "accessibility.html").read_text())
    assert "NOT AUDITED" in (reports / "accessibility.xml").read_text()
    assert "NOT AUDITED" in (reports / "accessibility.sarif").read_text()
    assert "machine: not audited" in (reports / "accessibility-evidence.yaml").read_text()


def test_nothing_to_audit_is_a_fault_of_usage(tmp_path: Path) -> None:
    assert _audit(tmp_path)[0] == 2
    code, told, _ = _audit(tmp_path, "nowhere.html")
    assert code == 2
    assert "`nowhere.html` is neither a file or folder nor an address" in told


@pytest.mark.browser
def test_an_audit_finds_groups_caches_and_waives(tmp_path: Path) -> None:
    site = tmp_path / "dist/site"
    write_page(site, "index.html", SOUND, title="Contents")
    write_page(site / "items", "one.html", FAULT, title="One")
    write_page(site / "items", "two.html", FAULT + "<p>Two.</p>", title="Two")

    code, told, report = _audit(tmp_path)
    assert code == 1, told
    [cause] = [each for each in report["causes"] if each["rule"] == "link-text-says-where"]
    assert [each["page"] for each in cause["pages"]] == [
        "site/items/one.html",
        "site/items/two.html",
    ]
    assert cause["criteria"] == ["2.4.4"]
    assert report["counts"]["known from earlier"] == 0
    assert misshapen(tmp_path / "dist/reports") == []
    others = [each["rule"] for each in report["causes"] if each["outcome"] == "violation"]
    assert others == ["link-text-says-where"]

    waiver = "rule: link-text-says-where, selector: '*', owner: Ada, reason: soon rewritten"
    baseline = tmp_path / "content/accessibility-baseline.yaml"
    baseline.parent.mkdir()
    baseline.write_text(f"waivers:\n  - {{{waiver}, expires: 2999-01-01}}\n")
    code, told, report = _audit(tmp_path)
    assert code == 0, told
    assert report["counts"]["known from earlier"] == 3

    baseline.write_text(f"waivers:\n  - {{{waiver}, expires: 2001-01-01}}\n")
    code, told, _ = _audit(tmp_path)
    assert code == 1
    assert "expired on 2001-01-01; Ada has to decide anew" in told


@pytest.mark.browser
def test_pages_of_packages_are_audited_once_for_all_that_are_equal(tmp_path: Path) -> None:
    write_page(tmp_path / "dist/site", "index.html", SOUND, title="Contents")
    style = '<link rel="stylesheet" href="own.css">'
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
        'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"><resources>'
        '<resource identifier="a" adlcp:scormType="sco" href="page.html"/></resources></manifest>'
    )
    api = "<script>document.title = parent.API_1484_11.Initialize('') + ' of tea';</script>"
    page = write_page(tmp_path, "page.html", FAULT + api, style)
    text = (tmp_path / page).read_text()
    for name, css in (("a", ""), ("b", ""), ("c", "a { outline: none }")):
        folder = tmp_path / "dist" / name
        folder.mkdir()
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as package:
            package.writestr("imsmanifest.xml", manifest)
            package.writestr("page.html", text)
            package.writestr("own.css", css)
    code, told, report = _audit(tmp_path, "--full")
    assert code == 1, told
    by_rule = {each["rule"]: each for each in report["causes"]}
    places = [each["page"] for each in by_rule["link-text-says-where"]["pages"]]
    assert places == ["a/a.zip!page.html", "b/b.zip!page.html", "c/c.zip!page.html"]
    assert by_rule["link-text-says-where"]["selector"].startswith("html > body > iframe » ")
    # The third page has a style sheet of its own, so that it was audited, too.
    assert [each["page"] for each in by_rule["focus-is-visible"]["pages"]] == ["c/c.zip!page.html"]
    assert report["counts"]["equal to another"] == 1
    assert report["scope"] == "full"
