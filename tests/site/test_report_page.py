"""The report of a build says all that the machine-readable reports say, and says it plainly."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import html
from site_courses import course

from courses import run


def _page(dist: Path) -> html.HtmlElement:
    return html.parse(dist / "reports/index.html").getroot()


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _rows(page: html.HtmlElement, label: str) -> list[list[str]]:
    (table,) = page.xpath("//div[@aria-label=$label]/table", label=label)
    return [[_text(cell) for cell in row] for row in table.xpath("tbody/tr")]


def _tiles(page: html.HtmlElement) -> dict[str, str]:
    return {
        _text(d.find("dt")): _text(d.find("dd")) for d in page.xpath("//dl[@class='tiles']/div")
    }


def test_every_diagnostic_is_listed_with_its_place_and_hint(rich: Path) -> None:
    record = json.loads((rich / "reports/build.json").read_text())
    rows = _rows(_page(rich), "Problems")
    assert len(rows) == len(record["diagnostics"]) == 2
    for row, diagnostic in zip(rows, record["diagnostics"], strict=True):
        assert row[0] == diagnostic["severity"]
        assert diagnostic["path"] in row[1]
        assert diagnostic["rule"] in row[1]
        assert diagnostic["message"] in row[2]
        assert diagnostic["hint"] in row[2]


def test_the_alignment_names_items_by_title_and_shows_gaps(rich: Path) -> None:
    page = _page(rich)
    rows = {row[0]: row[1:] for row in _rows(page, "Alignment of outcomes")}
    assert rows["Read a pageread"] == ["understand", "Every way to say it", "All questions"]
    assert rows["Sing a pagelonely"] == ["not said", "never taught", "never assessed"]
    links = page.xpath("//a[text()='All questions']/@href")
    assert (rich / "reports" / links[0]).is_file()


def test_every_loss_is_listed(rich: Path) -> None:
    losses = json.loads((rich / "reports/losses.json").read_text())["targets"]
    page = _page(rich)
    titles = {"canvas": "Canvas", "scorm2004": "SCORM 2004", "blackboard": "Blackboard"}
    for target, title in titles.items():
        rows = _rows(page, f"What {title} cannot express")
        expected = {(loss["feature"], loss["reason"], _instead(loss)) for loss in losses[target]}
        assert {tuple(row[:3]) for row in rows} == expected
        assert len(rows) == len(expected)


def _instead(loss: dict[str, str]) -> str:
    return loss["fallback"] + (f"By hand: {loss['by_hand']}" if loss["by_hand"] else "")


def test_every_file_is_listed_with_its_size_and_hash(rich: Path) -> None:
    record = json.loads((rich / "reports/build.json").read_text())
    page = _page(rich)
    shown = {
        row.xpath("string(td[1])"): (
            row.xpath("string(td[2]/span/@title)"),
            row.xpath("string(td[3])"),
        )
        for row in page.xpath("//section[@class='each']//tr[td[@class='sum']]")
    }
    files = [file for target in record["targets"].values() for file in target]
    assert len(files) >= 8
    for file in files:
        assert shown[file["path"]] == (f"{file['size']} bytes", file["sha256"])
    assert [name for name in shown if name.startswith("site/")] == ["site/index.html"]


def test_the_tiles_sum_up(rich: Path) -> None:
    tiles = _tiles(_page(rich))
    assert tiles["Build"] == "Published"
    assert (tiles["Errors"], tiles["Warnings"]) == ("0", "2")


def test_a_failed_build_says_that_the_packages_are_stale(tmp_path: Path) -> None:
    folder = course("small", tmp_path / "course")
    (folder / "01-first/01-welcome.md").write_text("# Welcome\n\n[lost](nowhere.md)\n")
    done = run("build", "site", "--content", folder, "--out", tmp_path / "dist", cwd=tmp_path)
    assert done.returncode == 1
    page = _page(tmp_path / "dist")
    assert "This build failed" in _text(page)
    assert _tiles(page)["Build"] == "Failed"
    assert any("nowhere.md" in row[2] for row in _rows(page, "Problems"))
    # No page of the site was published, so none is linked to.
    assert page.xpath("//a[contains(@href, 'site/')]") == []
