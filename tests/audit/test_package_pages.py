"""Pages of packages as their platforms open them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import html

from coursewright.audit.packages import unpack

_MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><resources>'
    '<resource identifier="g1" href="web_resources/tea/pouring.mp4"/></resources></manifest>'
)
_TRACKS = (
    '<media_tracks xmlns="http://canvas.instructure.com/xsd/cccv1p0">'
    '<media identifierref="g1"><track kind="subtitles" locale="en">WEBVTT\n\n</track></media>'
    "</media_tracks>"
)
_PAGE = (
    "<html><head><title>Tea</title></head><body><p>"
    '<iframe title="Pouring" data-media-type="video" src="$IMS-CC-FILEBASE$/{}"></iframe>'
    "</p></body></html>"
)


def _packed(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


def _canvas(folder: Path, address: str) -> html.HtmlElement:
    members: dict[str, str | bytes] = {
        "imsmanifest.xml": _MANIFEST,
        "course_settings/media_tracks.xml": _TRACKS,
        "web_resources/tea/pouring.mp4": b"video",
        "wiki_content/tea.html": _PAGE.format(address),
    }
    unpack(_packed(folder / "course.imscc", members), folder / "opened")
    return html.parse(folder / "opened/wiki_content/tea.html").getroot()


def test_canvas_shows_its_player_with_the_captions_of_the_package(tmp_path: Path) -> None:
    page = _canvas(tmp_path, "tea/pouring.mp4")
    (video,) = page.iter("video")
    (track,) = video
    assert (video.get("aria-label"), video.get("src")) == (
        "Pouring",
        "../web_resources/tea/pouring.mp4",
    )
    assert (track.get("kind"), track.get("srclang")) == ("captions", "en")
    captions = tmp_path / "opened/wiki_content" / str(track.get("src"))
    assert captions.read_text() == "WEBVTT\n\n"
    assert list(page.iter("iframe")) == []


def test_a_frame_that_leads_out_of_the_package_stays_one(tmp_path: Path) -> None:
    (tmp_path / "secret.mp4").write_bytes(b"video")
    page = _canvas(tmp_path, "../../secret.mp4")
    assert list(page.iter("video")) == []
    assert not list(tmp_path.glob("secret.mp4.*"))


def test_packages_inside_of_packages_are_opened_and_damaged_ones_are_left(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("page.html", "<p>Tea.</p>")
    members: dict[str, str | bytes] = {"in.zip": inner.getvalue(), "broken.zip": b"PK\3\4 no"}
    unpack(_packed(tmp_path / "out.zip", members), tmp_path / "opened")
    assert (tmp_path / "opened/in.zip.d/page.html").read_text() == "<p>Tea.</p>"
    assert not (tmp_path / "opened/broken.zip.d").exists()
