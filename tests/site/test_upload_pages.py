"""The pages "upload this": one way at a time, every file linked, and what is left for a hand."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from lxml import html

from courses import documented_course, run


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of the documented course."""
    folder = tmp_path_factory.mktemp("upload")
    documented_course(folder / "content", lab=True)
    done = run("build", "all", "--no-execute", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


def _page(dist: Path, target: str) -> html.HtmlElement:
    return html.parse(dist / target / "upload.html").getroot()


def _headings(page: html.HtmlElement) -> list[str]:
    return [heading.text_content() for heading in page.iter("h2")]


def test_blackboard_has_one_way_for_each_course_view(dist: Path) -> None:
    page = _page(dist, "blackboard")
    headings = _headings(page)
    assert headings[0].startswith("Either: ")
    assert [each for each in headings if each.startswith("Or: ")]
    linked = set(page.xpath("//a/@href"))
    made = {
        path.relative_to(dist / "blackboard").as_posix()
        for path in (dist / "blackboard").rglob("*.*")
        if path.is_file() and path.name != "upload.html"
    }
    assert linked == made


def test_courseras_plan_is_shown_item_by_item(dist: Path) -> None:
    page = _page(dist, "coursera")
    (bundle,) = (dist / "coursera").glob("*.zip")
    with zipfile.ZipFile(bundle) as archive:
        steps = json.loads(archive.read("upload-plan.json"))["steps"]
    shown = [code.text_content() for code in page.xpath("//ol[@class='plan']//code")]
    assert shown == [step["file"] for step in steps if step["file"]]
    assert "upload-plan.json" not in page.xpath("//ol[@class='steps']")[0].text_content()


@pytest.mark.parametrize("target", ["canvas", "blackboard", "coursera", "scorm2004", "cartridge"])
def test_a_page_names_the_place_before_the_action_and_what_a_hand_must_set(
    target: str, dist: Path
) -> None:
    page = _page(dist, target)
    for place in page.xpath("//ol[@class='steps']/li/span[@class='where']"):
        assert place.getnext().tag == "label"
    assert _headings(page)[-1] == "Set by hand afterwards"
    shown = {_task(entry) for entry in page.xpath("//ul[@class='left']/li")}
    losses = json.loads((dist / "reports" / "losses.json").read_text("utf-8"))["targets"][target]
    assert shown == {(each["feature"], each["by_hand"]) for each in losses if each["by_hand"]}


def _task(entry: html.HtmlElement) -> tuple[str, str]:
    feature, do = entry.xpath(".//code")[0], entry.xpath("./label/span")[0]
    return feature.text_content(), do.text_content()
