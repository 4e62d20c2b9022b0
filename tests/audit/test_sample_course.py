"""The sample course bars nobody: one page of each template in every package.

`tests/distribution/test_readme.py` audits the whole site; `nox -s audit` audits all there is.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from courses import run
from coursewright.audit.browser import Browser
from coursewright.audit.loopback import Loopback
from coursewright.audit.places import asked_for, open_places
from coursewright.audit.trees import parse_page
from coursewright.audit.visit import visit
from coursewright.engine.hashing import FileIndex

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
_MODULE = "llm-application-foundations"
# With code that is spoken, a table, a question; with formulas; a video; a quiz; a lab.
_LESSON, _FORMULAS = f"{_MODULE}-state-that-belongs-together", f"{_MODULE}-what-the-model-sees"
_VIDEO, _QUIZ, _LAB = "anatomy-of-an-application", "parts-check", "lab-1-1-script-transformation"
_ALL = (_LESSON, _FORMULAS, _VIDEO, _QUIZ, _LAB)
PAGES = {
    "canvas": (
        *(_LESSON, _FORMULAS, _VIDEO, "course-home", "syllabus"),
        "lab-1-1-from-script-to-application",
    ),
    "cartridge": (_LESSON, _FORMULAS, _VIDEO, _LAB, "course.about"),
    "scorm2004": (*_ALL, f"{_MODULE}-ask-and-answer", "portfolio-entry"),
    "blackboard-course": (
        "State that belongs together",
        "What the model sees",
        "The anatomy of an LLM application",
    ),
    "blackboard-building-block": (*_ALL, "index"),
    "coursera": _ALL,
}


@dataclass(frozen=True)
class Opened:
    """Addresses of pages by package and by the page's name or title."""

    addresses: dict[tuple[str, str], str]
    memory: dict[str, bool]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, server: Loopback) -> Opened:
    """Return every page of the packages of the sample course, opened as its platform does."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", folder / "content")
    done = run("build", "all", "--no-execute", cwd=folder)
    assert done.returncode == 0, done.stderr
    dist = folder / "dist"
    named = asked_for((), dist, full=True)[1:]
    places = open_places(named, server, folder / "work", FileIndex(folder / "index"), dist)
    found: dict[tuple[str, str], str] = {}
    for page in places.pages:
        package, _, inside = page.name.partition("!")
        if ".zip.d/" in inside:  # the SCORM package once more
            continue
        path = places.roots[page.root][0] / inside
        for name in (page.item.removeprefix("item-"), *_titles(path)):
            found.setdefault((_short(package), name), page.address)
    return Opened(found, {})


def _titles(path: Path) -> Iterator[str]:
    page = parse_page(path.read_bytes())
    if page is not None:
        yield str(page.findtext(".//title"))


def _short(package: str) -> str:
    folder, _, file = package.partition("/")
    if folder != "blackboard":
        return folder
    part = "course" if file.endswith("-course.zip") else "building-block"
    return f"{folder}-{part}"


@pytest.mark.parametrize(
    ("package", "page"), [(package, page) for package, pages in PAGES.items() for page in pages]
)
def test_a_page_of_a_package_bars_nobody(
    browser: Browser, opened: Opened, package: str, page: str
) -> None:
    address = opened.addresses[package, page]
    seen = visit(browser, address, "wcag21aa", opened.memory)
    assert seen.findings == ()
    assert len(seen.passed) > 20
