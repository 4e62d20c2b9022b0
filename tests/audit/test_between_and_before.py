"""What is judged without a browser: pages side by side, kept results, and the author's lines."""

from __future__ import annotations

from pathlib import Path

from planted import write_page

from coursewright.audit.across import across
from coursewright.audit.kept import Kept
from coursewright.audit.linked import Linked, folder_of
from coursewright.audit.model import Finding, Outcome, Page, PageFacts, Seen
from coursewright.audit.sources import Sources
from coursewright.engine.cache import Cache, FolderStore
from coursewright.engine.hashing import FileIndex


def _page(name: str, place: str = "site") -> Page:
    return Page(f"{place}/{name}", place, f"http://127.0.0.1/{name}", f"digest of {name}")


def _seen(title: str, *links: str) -> Seen:
    menu = (("Menu", tuple((link, f"{link}.html") for link in links)),)
    return Seen(facts=PageFacts(title, "en", menu))


def _rules(pages: list[Page], seen: list[Seen]) -> list[tuple[str, int]]:
    return [(finding.rule, number) for number, finding in across(pages, seen)]


def test_titles_and_menus_are_compared_within_a_site_only() -> None:
    pages = [_page("a.html"), _page("b.html"), _page("a.html", "other")]
    same = [_seen("Tea", "Home", "Search"), _seen("Tea", "Search", "Home"), _seen("Tea", "Search")]
    assert _rules(pages, same) == [
        ("titles-tell-pages-apart", 0),
        ("titles-tell-pages-apart", 1),
        ("navigation-is-consistent", 1),
    ]
    apart = [_seen("Tea", "Home", "Search"), _seen("Cup", "Home", "More", "Search"), _seen("Tea")]
    assert _rules(pages, apart) == []


def test_a_page_that_was_not_audited_is_compared_with_none() -> None:
    faults = [Seen(fault="not audited", facts=PageFacts("Tea")), _seen("Tea")]
    assert _rules([_page("a.html"), _page("b.html")], faults) == []


def _linked(folder: Path) -> Linked:
    return Linked(folder, FileIndex(folder / "index.json").digest)


def test_a_page_is_another_one_when_anything_that_it_loads_changes(tmp_path: Path) -> None:
    write_page(tmp_path, "in.html", '<img alt="" src="dot.svg">')
    head = '<link rel="stylesheet" href="own.css">'
    write_page(tmp_path, "page.html", '<iframe title="In" src="in.html"></iframe>', head)
    for name, text in (("own.css", "@import 'more.css';"), ("more.css", ""), ("dot.svg", "")):
        (tmp_path / name).write_text(text)
    names = ["dot.svg", "in.html", "more.css", "own.css", "page.html"]
    assert _linked(tmp_path).files("page.html") == names
    digests = {_linked(tmp_path).page_digest("page.html")}
    for name in names:
        path = tmp_path / name
        path.write_text(path.read_text() + " ")
        digests.add(_linked(tmp_path).page_digest("page.html"))
    assert len(digests) == len(names) + 1


def test_equal_pages_have_equal_digests_wherever_they_lie(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="own.css">'
    for place in ("one", "two/deep"):
        write_page(tmp_path / place, "page.html", "<p>Tea.</p>", head)
        (tmp_path / place / "own.css").write_text("p { color: #111 }")
    linked = _linked(tmp_path)
    assert linked.page_digest("one/page.html") == linked.page_digest("two/deep/page.html")


def test_a_single_page_is_served_with_what_lies_above_it(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="../../theme/site.css">'
    write_page(tmp_path / "a/b", "page.html", "<p>Tea.</p>", head)
    assert folder_of(tmp_path / "a/b/page.html") == tmp_path


def test_a_result_is_known_until_a_file_that_a_script_loaded_changes(tmp_path: Path) -> None:
    root = tmp_path / "site"
    write_page(root, "page.html", "<p>Tea.</p>")
    (root / "data.json").write_text("1")
    page = Page("page", "site", "http://127.0.0.1:1/page.html", "d", root="http://127.0.0.1:1/")
    index = FileIndex(tmp_path / "index.json")
    kept = Kept(Cache(FolderStore(tmp_path / "cache")), index, "program")
    seen = Seen(passed=("ids-are-unique",))
    kept.keep(page, seen, root, {("page.html", "data.json"), ("other.html", "theirs.json")})
    known = kept.find(page, root)
    assert known is not None
    assert known.passed == seen.passed
    assert [path for path, _ in known.extras] == ["data.json"]
    assert Kept(kept.cache, index, "another program").find(page, root) is None
    (root / "data.json").write_text("22")
    assert kept.find(page, root) is None


def test_what_was_not_audited_is_never_kept(tmp_path: Path) -> None:
    page = Page("page", "site", "http://127.0.0.1:1/page.html", "d", root="http://127.0.0.1:1/")
    index = FileIndex(tmp_path / "index.json")
    kept = Kept(Cache(FolderStore(tmp_path / "cache")), index, "program")
    kept.keep(page, Seen(fault="not audited after 2 tries: crash"), tmp_path, set())
    assert kept.find(page, tmp_path) is None


def test_the_authors_line_is_told_where_it_is_sure(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea\n\nSee [click here](x.md).\n\nTea, Tea.\n")
    locate = Sources(tmp_path, {"tea": "tea.md"}).locate
    page = Page("site/items/tea.html", "site", "", "", item="tea")

    def at(html: str) -> str:
        return locate(page, Finding("r", Outcome.VIOLATION, "", "", html, ()))

    assert at('<a href="x.html">click here</a>') == "tea.md:3"
    assert at("<p>Nowhere written</p>") == "tea.md"
    assert (
        locate(Page("a", "b", "", "", item="x"), Finding("r", Outcome.REVIEW, "", "", "", ())) == ""
    )
