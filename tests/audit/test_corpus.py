"""The evidence of the audits holds what it promises: enough pages, real ones, with clean twins."""

from __future__ import annotations

import filecmp
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from corpus_cases import HALVES, Case, cases, half_of, manifest
from corpus_pages import TWINS, write_corpus

CASES = cases()
REALISTIC = 300  # elements
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
    + "!doctype".split()
)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the corpus, written once."""
    folder = tmp_path_factory.mktemp("corpus") / "tree"
    write_corpus(CASES, folder)
    return folder


class _Page(HTMLParser):
    """Counts elements, notes sources, and finds end tags that close another than the innermost."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.sources: list[str] = []
        self.elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.elements += 1
        self.sources += [value for name, value in attrs if name == "src" and value]
        if len(names) != len(set(names)):
            self.wrong.append(f"<{tag}> has an attribute twice, line {self.getpos()[0]}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>, line {self.getpos()[0]}")


@cache
def _read(path: Path) -> _Page:
    reader = _Page()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader


def _mistakes(path: Path) -> list[str]:
    reader = _read(path)
    return [*reader.wrong, *(f"<{tag}> stays open" for tag in reader.open)]


def _by_criterion() -> dict[str, list[Case]]:
    groups = defaultdict(list)
    for case in CASES:
        groups[case.criteria[0]].append(case)
    return dict(groups)


def _realistic(tree: Path) -> Iterator[Case]:
    for case in CASES:
        if _read(tree / case.id / "faulty/index.html").elements >= REALISTIC:
            yield case


def test_there_are_enough_faults_over_enough_criteria() -> None:
    assert len(CASES) >= 150
    assert len(_by_criterion()) >= 30
    assert len({case.technique for case in CASES}) >= 60


def test_ids_are_unique() -> None:
    assert not [name for name, times in Counter(case.id for case in CASES).items() if times > 1]


def test_half_of_the_cases_are_held_out_within_every_criterion() -> None:
    for criterion, group in _by_criterion().items():
        halves = half_of([case.id for case in group], criterion)
        placed = {case.id: HALVES[case.held_out] for case in group}
        assert placed == halves, criterion
    held_out = sum(case.held_out for case in CASES)
    assert abs(held_out - len(CASES) / 2) <= 2


def test_the_manifest_tells_everything_of_every_case(tree: Path) -> None:
    written = yaml.safe_load((tree / "manifest.yaml").read_text(encoding="utf-8"))
    assert written == manifest(CASES)
    folders = sorted(path.name for path in tree.iterdir() if path.is_dir())
    assert folders == sorted([*(entry["id"] for entry in written), "assets"])
    for entry in written:
        assert all(entry[key] for key in ("criteria", "technique", "at", "needs")), entry["id"]
        assert entry["wrong"].endswith("."), entry["id"]
        assert len(entry["wrong"]) > 20, entry["id"]
        for twin in TWINS:
            assert all((tree / entry["id"] / twin / name).exists() for name in entry["pages"])


def test_techniques_are_named_as_w3c_names_them() -> None:
    for case in CASES:
        name, _, missing = case.technique.partition("-")
        kind = name.rstrip("0123456789")
        assert kind in {"F", "G", "H", "C", "ARIA", "SCR", "SVR", "SM"}, case.id
        assert (missing == "missing") == (kind != "F"), case.id


def test_each_criterion_has_five_realistic_pages(tree: Path) -> None:
    counted = Counter(case.criteria[0] for case in _realistic(tree))
    assert {name: counted[name] for name in _by_criterion() if counted[name] < 5} == {}


@pytest.mark.parametrize("twin", TWINS)
def test_pages_are_well_formed(tree: Path, twin: str) -> None:
    broken = {
        str(path.relative_to(tree)): found
        for case in CASES
        for path in (tree / case.id / twin).glob("*.html")
        if not (twin == "faulty" and case.conditions.needs == "source")
        and (found := _mistakes(path))
    }
    assert broken == {}


def test_the_selector_names_one_element_of_the_faulty_page(tree: Path) -> None:
    """Behind ` >>> ` lies a frame or a shadow tree, which only a browser opens."""
    found = {}
    for case in CASES:
        text = (tree / case.id / "faulty/index.html").read_text(encoding="utf-8")
        found[case.id] = len(BeautifulSoup(text, "lxml").select(case.at.split(" >>> ")[0]))
    assert {name: number for name, number in found.items() if number != 1} == {}


def test_every_asset_that_a_clean_page_names_exists(tree: Path) -> None:
    missing = [
        (case.id, name)
        for case in CASES
        for name in _read(tree / case.id / "clean/index.html").sources
        if not (tree / case.id / "clean" / name).exists()
    ]
    assert missing == []


def test_twins_differ_only_where_the_fault_is(tree: Path) -> None:
    """No more than a few lines, unless the case says that it is about the page's own elements."""
    for case in CASES:
        changed, lines = 0, 0
        for path in sorted((tree / case.id / "faulty").iterdir()):
            faulty = path.read_text(encoding="utf-8").splitlines()
            clean = (tree / case.id / "clean" / path.name).read_text(encoding="utf-8").splitlines()
            steps = SequenceMatcher(None, faulty, clean, autojunk=False).get_opcodes()
            changed += sum(
                max(to - at, until - start)
                for kind, at, to, start, until in steps
                if kind != "equal"
            )
            lines += len(clean)
        assert changed >= 1, f"{case.id}: the twins are the same"
        assert case.tags or changed <= max(16, lines // 20), f"{case.id}: {changed} lines differ"


def test_no_text_of_the_generator_is_left(tree: Path) -> None:
    for case in CASES:
        for path in sorted((tree / case.id).rglob("*.*")):
            text = path.read_text(encoding="utf-8")
            assert not any(sign in text for sign in ("[[", "]]", "||", "@/", "{{")), path


def test_the_corpus_is_the_same_each_time(tree: Path, tmp_path: Path) -> None:
    write_corpus(CASES, tmp_path / "again")
    names = sorted(str(p.relative_to(tree)) for p in tree.rglob("*") if p.is_file())
    same, different, unread = filecmp.cmpfiles(tree, tmp_path / "again", names, shallow=False)
    assert (different, unread) == ([], [])
    assert len(same) == len(names)
