"""What holds for every page, read as a parser reads it: no browser, no script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html
from site_courses import build_site, course

from courses import write_files

ADDRESSES = ("href", "src", "poster", "data", "action")


@cache
def _pages(folder: Path) -> Mapping[str, html.HtmlElement]:
    """Return the pages below `folder`, by their path."""
    return {
        path.relative_to(folder).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(params=["rich", "arabic", "small"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return a built site, one after the other."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / "site" if request.param == "rich" else folder


@pytest.fixture
def papers(rich: Path) -> dict[str, html.HtmlElement]:
    """Return the report and the pages "upload this" of all targets."""
    found = [rich / "reports/index.html", *sorted(rich.glob("*/upload.html"))]
    assert len(found) >= 5
    return {path.relative_to(rich).as_posix(): html.parse(path).getroot() for path in found}


def _local(page: html.HtmlElement) -> list[str]:
    return [
        address
        for name in ADDRESSES
        for address in page.xpath(f"//@{name}")
        if not urlsplit(address).scheme
    ]


def _headings(page: html.HtmlElement) -> list[int]:
    return [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]


def _steps_down_one_by_one(levels: list[int]) -> bool:
    return all(after <= before + 1 for before, after in pairwise(levels))


def test_every_address_in_the_site_leads_somewhere(site: Path) -> None:
    pages = _pages(site)
    lost = []
    for name, page in pages.items():
        for address in _local(page):
            path, fragment = urldefrag(address)
            target = (site / name).parent / unquote(path) if path else site / name
            if not (target.is_file() and _holds(pages, site, target, unquote(fragment))):
                lost.append(f"{name}: {address}")
    assert lost == []


def _holds(pages: Mapping[str, html.HtmlElement], site: Path, target: Path, fragment: str) -> bool:
    if not fragment:
        return True
    page = pages[target.resolve().relative_to(site.resolve()).as_posix()]
    return bool(page.xpath("//*[@id=$name]", name=fragment))


def test_addresses_of_reports_and_guides_lead_somewhere(
    rich: Path, papers: Mapping[str, html.HtmlElement]
) -> None:
    lost = [
        f"{name}: {address}"
        for name, page in papers.items()
        for address in _local(page)
        if not address.startswith("#") and not ((rich / name).parent / unquote(address)).is_file()
    ]
    assert lost == []


def test_nothing_is_left_unresolved_and_nothing_leaks_from_a_template(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert "cw:" not in text, path.name
        assert "cw-link:" not in text, path.name
        assert not re.search(r"\{\{|\{%|built-in method|object at 0x", text), path.name


def test_every_page_has_one_title_of_its_own(site: Path) -> None:
    titles = Counter(page.findtext("head/title").strip() for page in _pages(site).values())
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_headings_begin_with_the_only_first_level_and_skip_none(
    site: Path, papers: Mapping[str, html.HtmlElement]
) -> None:
    for name, page in {**_pages(site), **papers}.items():
        levels = _headings(page)
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert _steps_down_one_by_one(levels), (name, levels)


def test_every_page_names_its_language_and_direction(
    rich: Path, arabic: Path, papers: Mapping[str, html.HtmlElement]
) -> None:
    for page in _pages(rich / "site").values():
        assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    for page in _pages(arabic).values():
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert {page.get("lang") for page in papers.values()} == {"en"}


def test_ids_are_unique_on_a_page(site: Path) -> None:
    for name, page in _pages(site).items():
        twice = [each for each, count in Counter(page.xpath("//@id")).items() if count > 1]
        assert twice == [], name


def test_no_page_loads_anything_from_elsewhere(
    site: Path, papers: Mapping[str, html.HtmlElement]
) -> None:
    for name, page in {**_pages(site), **papers}.items():
        loads = page.xpath(
            "//script/@src | //link/@href | //img/@src | //source/@src | //iframe/@src"
        )
        loads += page.xpath("//video/@src | //audio/@src | //track/@src | //video/@poster")
        assert [load for load in loads if re.match(r"(?:[a-z]+:)?//", load)] == [], name
    for style in site.rglob("*.css"):
        assert not re.search(r"@import|url\((?!\"data:)", style.read_text()), style.name


def test_no_page_has_a_script_or_a_style_of_its_own(site: Path) -> None:
    """So that a server may forbid both in its content security policy."""
    for name, page in _pages(site).items():
        assert page.xpath("//script[not(@src)] | //style | //@style") == [], name
        assert page.xpath("//@*[starts-with(name(), 'on')]") == [], name


def test_next_leads_through_all_pages_in_order_and_previous_back(site: Path) -> None:
    pages = _pages(site)
    listed = [
        href for href in pages["index.html"].xpath("//article//a/@href") if href.endswith(".html")
    ]
    assert sorted(listed) == sorted(name for name in pages if name != "index.html")
    assert _walk(pages, listed[0], "next") == listed
    assert _walk(pages, listed[-1], "prev") == listed[::-1]


def _walk(pages: Mapping[str, html.HtmlElement], start: str, rel: str) -> list[str]:
    seen = [start]
    while found := pages[seen[-1]].xpath("//a[@rel=$rel]/@href", rel=rel):
        seen.append(found[0].removeprefix("../"))
        assert seen.count(seen[-1]) == 1
    return seen


def test_the_contents_mark_the_page_that_is_open(site: Path) -> None:
    for name, page in _pages(site).items():
        current = page.xpath("//nav[@class='contents']//a[@aria-current='page']/@href")
        assert current == ([] if name == "index.html" else [f"../{name}"])


def test_the_outline_lists_the_headings_of_the_text(rich: Path) -> None:
    page = _pages(rich / "site")["items/reading-markdown.html"]
    listed = page.xpath("//nav[@class='outline']//a/text()")
    assert listed[:3] == ["Lists", "Tables", "Figures"]
    assert "A deeper heading with code in it" in listed
    assert "Deeper still" not in listed


def test_a_quiz_shows_what_can_be_chosen_but_not_what_is_right(rich: Path) -> None:
    page = _pages(rich / "site")["items/doing-all.html"]
    questions = page.xpath("//section[@class='question']")
    texts = [" ".join(" ".join(question.itertext()).split()) for question in questions]
    assert len(texts) == 14
    assert "Question 3 · 1 point Water is wet. True False" in texts
    assert any(text.endswith("dog cat To be matched with barks flies mews") for text in texts)
    assert page.xpath("count(//span[@class='gap'])") == 3
    assert page.xpath("//section[@class='question']//var/text()") == ["x"]
    assert "blue" not in page.text_content()


def test_media_have_their_captions_and_transcript(rich: Path) -> None:
    for name, tag in (("film", "video"), ("talk", "audio")):
        page = _pages(rich / "site")[f"items/reading-{name}.html"]
        (player,) = page.xpath(f"//{tag}")
        assert player.get("controls") is not None
        assert player.xpath("track/@srclang") == ["en"]
        assert (
            "Hello, and welcome." in page.xpath("//details[@class='transcript']")[0].text_content()
        )


def test_the_interface_speaks_the_language_of_the_course(arabic: Path) -> None:
    page = _pages(arabic)["items/first.html"]
    assert page.xpath("//a[@class='skip']/text()") == ["انتقل إلى المحتوى"]


def test_words_in_another_language_than_the_page_say_so(tmp_path: Path) -> None:
    folder = course("small", tmp_path / "course")
    facts = (folder / "course.yaml").read_text()
    (folder / "course.yaml").write_text(facts.replace("language: en", "language: fa"))
    page = _pages(build_site(folder, tmp_path / "dist"))["items/first-welcome.html"]
    assert page.get("dir") == "rtl"
    (skip,) = page.xpath("//a[@class='skip']")
    assert (skip.text, skip.get("lang"), skip.get("dir")) == ("Skip to content", "en", "ltr")


def test_an_author_cannot_write_markup_through_titles(tmp_path: Path) -> None:
    hostile = {
        "course.yaml": "format: 1\ntitle: '<b>C</b>'\ndescription: '\"><script>x</script>'\n",
        "01-m/module.yaml": "title: '<i>M</i>'\nsummary: '<img src=x>'\n",
        "01-m/01-a.md": "---\ntitle: '<script>alert(1)</script>'\nsummary: '<u>'\n---\nText.\n",
    }
    site = build_site(write_files(tmp_path / "course", hostile), tmp_path / "dist")
    for name, page in _pages(site).items():
        assert page.xpath("//script[not(@src)] | //b | //i | //u | //img") == [], name
    assert _pages(site)["items/m-a.html"].findtext(".//h1") == "<script>alert(1)</script>"


def test_search_finds_what_is_said_on_a_page_but_no_answer(rich: Path) -> None:
    documents = (rich / "site/theme/documents.js").read_text()
    assert "Donaudampfschifffahrts" in documents
    assert "Hello, and welcome." in documents
    assert "a2+b2=c2" in documents
    assert "a^2" not in documents
    assert "\\\\frac" not in documents
    assert "blue" not in documents
