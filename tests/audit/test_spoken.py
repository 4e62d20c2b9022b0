"""What a screen reader says of a page is kept, the same every time, from every frame."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted import write_page

from courses import run
from coursewright.audit.browser import Browser
from coursewright.audit.spoken import reader_version, spoken

pytestmark = pytest.mark.browser
Site = tuple[Path, str]


def test_the_page_and_its_frames_are_spoken_in_order(browser: Browser, site: Site) -> None:
    folder, base = site
    inner = '<table><tr><th scope="col">Hut</th></tr><tr><td>88</td></tr></table>'
    write_page(folder, "inner.html", inner, title="Inside")
    # What the page does to its own window does not reach the reader.
    hostile = "<script>Array.prototype.push = () => { throw new Error('no'); };</script>"
    body = '<img alt="Steam" src="data:,"><iframe title="In" src="inner.html"></iframe>'
    write_page(folder, "page.html", hostile + body)
    browser.open(f"{base}page.html")
    said = spoken(browser)
    assert "heading, Boiling water, level 1" in said
    assert said[0] == "document"
    assert (
        said.index("image, Steam") < said.index("frame: Inside") < said.index("columnheader, Hut")
    )
    browser.open(f"{base}page.html")
    assert spoken(browser) == said


def test_the_log_is_kept_beside_the_report_and_known_the_next_time(tmp_path: Path) -> None:
    site = tmp_path / "dist/site"
    write_page(site, "index.html", "<p>Tea of the valley</p>", title="Contents")
    log = tmp_path / "dist/reports/accessibility-spoken.json"
    kept = []
    for known in (0, 1):
        done = run("audit", cwd=tmp_path, cache=tmp_path / "cache")
        assert done.returncode == 0, done.stdout + done.stderr
        assert f"{known} known" in done.stdout
        kept.append(log.read_bytes())
    assert kept[0] == kept[1]
    told = json.loads(kept[0])
    assert told["reader"] == reader_version()
    [entry] = told["logs"]
    assert entry["pages"] == ["site/index.html"]
    assert "Tea of the valley" in entry["phrases"]
