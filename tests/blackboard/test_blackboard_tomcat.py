"""The Building Block on a real server of the kind that Blackboard Learn runs on: Tomcat 9."""

from __future__ import annotations

import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from blackboard_samples import build, make_publication, written
from blackboard_tomcat import deployed

pytestmark = pytest.mark.tomcat

PATH = "/webapps/cw-demo-BBLEARN"


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("block")
    made = written(build(make_publication(folder / "source")), folder / "made")
    return made["blackboard/demo-building-block.war"]


@pytest.fixture(scope="module")
def address(war: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with deployed(war, PATH, tmp_path_factory.mktemp("tomcat")) as found:
        yield found


def _get(address: str) -> tuple[int, str, bytes]:
    """Return status, media type and body."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", error.read()


def test_every_file_outside_web_inf_is_served_as_it_is(war: Path, address: str) -> None:
    with zipfile.ZipFile(war) as block:
        public = [n for n in block.namelist() if not n.startswith(("WEB-INF/", "META-INF/"))]
        assert {"tool/index.html", "content/lesson.html", "theme/course.css"} <= set(public)
        for name in public:
            status, _, body = _get(f"{address}/{name}")
            assert (status, body) == (200, block.read(name)), name


def test_pages_and_styles_have_their_media_types(address: str) -> None:
    for name, kind in (
        ("tool/index.html", "text/html"),
        ("theme/course.css", "text/css"),
        ("assets/images/pic.png", "image/png"),
    ):
        assert _get(f"{address}/{name}")[:2] == (200, kind)


def test_the_root_of_the_block_is_the_course(address: str) -> None:
    status, kind, body = _get(f"{address}/")
    assert (status, kind) == (200, "text/html")
    assert body == _get(f"{address}/tool/index.html")[2]


def test_web_inf_is_closed(war: Path, address: str) -> None:
    with zipfile.ZipFile(war) as block:
        closed = [n for n in block.namelist() if n.startswith(("WEB-INF/", "META-INF/"))]
    assert "WEB-INF/bb-manifest.xml" in closed
    for name in (*closed, "WEB-INF/", "META-INF/", "web-inf/web.xml", "tool/../WEB-INF/web.xml"):
        status, _, body = _get(f"{address}/{name}")
        assert status in (400, 404), name
        assert not any(told in body for told in (b"<web-app", b"<plugin>", b"plugin.link")), name
