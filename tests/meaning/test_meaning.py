"""Ids stay when items are moved, renamed or joined by others, and `diff` names what was done."""

from __future__ import annotations

import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from edited_course import COURSE, Course, Item, files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses import run, write_files
from coursewright_packaging.meaning import digest
from coursewright_packaging.meaning.compare import Change, compare
from coursewright_packaging.meaning.entry import Entry
from coursewright_packaging.meaning.read import Meaning, read_meaning
from packages import pack

PACKAGES = (
    "scorm2004/tea-scorm2004.zip",
    "canvas/tea.imscc",
    "blackboard/tea-course.zip",
    "coursera/tea-coursera.zip",
    "cartridge/tea-cc11.imscc",
    "scorm2004/tea-moodle-scorm12.zip",
    "scorm2004/tea-moodle-scorm2004.zip",
)
_TARGETS = ("scorm2004", "canvas", "blackboard", "coursera", "cartridge")
_INSIDE = "SCORM package"
_NEW = Item("new", "New", "lesson", "Sugar, never.")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit. done: what `diff` should say: what happened to the item, and which facts changed.

    items: those that may be named; two that swapped places are named by one.
    """

    course: Course
    items: frozenset[str]
    done: tuple[str, tuple[str, ...]]


@st.composite
def _edits(draw: st.DrawFn) -> Edit:
    item = draw(st.sampled_from(COURSE.items()))
    what = draw(st.sampled_from(["rename", "write", "add", "remove", "swap", "move"]))
    module = next(n for n, each in enumerate(COURSE.modules) if item in each)
    place = COURSE.modules[module].index(item)
    named = frozenset({item.title})
    if what == "rename":
        renamed = COURSE.with_text(item, title="Another title")
        return Edit(renamed, frozenset({"Another title"}), ("changed", ("title",)))
    if what == "write":
        return Edit(COURSE.with_text(item, text="All is new."), named, ("changed", ("text",)))
    if what == "add":
        return Edit(COURSE.having(_NEW, module, place), frozenset({"New"}), ("added", ()))
    if what == "remove":
        return Edit(COURSE.without(item), named, ("removed", ()))
    if what == "swap":
        other = COURSE.modules[module][place - 1 if place else 1]
        beside = max(place - 1, 0) if place else 1
        swapped = COURSE.without(item).having(item, module, beside)
        return Edit(swapped, named | {other.title}, ("moved", ()))
    there = draw(st.integers(0, len(COURSE.modules[1 - module])))
    return Edit(COURSE.without(item).having(item, 1 - module, there), named, ("moved", ()))


def _built(course: Course, cache: Path) -> dict[str, Meaning]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder / "content", files(course))
        done = run("build", *_TARGETS, cwd=folder, cache=cache)
        assert done.returncode == 0, done.stderr
        return {path: read_meaning(folder / "dist" / path) for path in PACKAGES}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def before(cache: Path) -> dict[str, Meaning]:
    return _built(COURSE, cache)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_edits())
def test_an_edit_changes_no_other_id_and_is_all_that_differs(
    before: dict[str, Meaning], cache: Path, edit: Edit
) -> None:
    after = _built(edit.course, cache)
    for path in PACKAGES:
        assert _ids(before[path], edit) == _ids(after[path], edit), path
        found = compare(before[path].entries, after[path].entries)
        changes = [change for change in found if not _is_contents(change)]
        said = [(change.what.value, change.facts) for change in changes if not _inside(change)]
        again = [(change.what.value, change.facts) for change in changes if _inside(change)]
        assert again == ([edit.done] if path.startswith("coursera") else []), path
        assert said == [edit.done], f"{path}: {changes}"
        assert {change.title for change in changes} <= edit.items, path


def _inside(change: Change) -> bool:
    """Return whether the change is one of the SCORM package in a Coursera bundle."""
    return _INSIDE in change.place


def _is_contents(thing: Change | Entry) -> bool:
    """Return whether this is a cartridge's page about a module, which says what stands in it."""
    return thing.kind == "page" and thing.title.startswith("Part ")


def _ids(meaning: Meaning, edit: Edit) -> dict[tuple[str, str], str]:
    """Return the ids of what the edit leaves alone."""
    touched = edit.items | {"New"} | {_old_title(edit)}
    return {
        (e.kind, e.title): e.id
        for e in meaning.entries
        if e.title not in touched and not _is_contents(e)
    }


def _old_title(edit: Edit) -> str:
    left = {item.title for item in COURSE.items()} - {i.title for i in edit.course.items()}
    return next(iter(left), "")


def _changes(old: Path, new: Path) -> list[dict[str, Any]]:
    done = run("diff", old, new, "--format", "json", cwd=old.parent)
    assert done.returncode == 1, done.stderr
    changes = json.loads(done.stdout)["changes"]
    assert isinstance(changes, list)
    return [change for change in changes if _INSIDE not in change["place"]]


_QUIZ = "01-first/02-check.quiz.yaml"
_WORK = "01-first/03-work.assignment.md"
_WATER = "01-first/01-water.md"
_SOURCE = {
    "course.yaml": "format: 1\nid: tea\ntitle: Tea\nlanguage: en\ndate: 2026-01-01\n"
    "targets: {scorm2004: {profile: moodle}}\n",
    _WATER: "---\nid: water\n---\n# Water\n\nSoft.\n\n![Steam](steam.svg)\n",
    "01-first/steam.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    _QUIZ: "id: check\ntitle: Check\nattempts: 2\nquestions:\n"
    "  - {type: true-false, id: wet, stem: Wet?, answer: true}\n",
    _WORK: "---\nid: work\npoints: 10\n---\n# Work\n\nBrew.\n",
    "terms/spring.yaml": "timezone: Etc/UTC\nitems:\n  work: {due: 2027-03-01 12:00}\n",
}
# By package: what each change of the source is called.
_EDITS = {
    "questions": (_QUIZ, "stem: Wet?", "stem: Wet or dry?"),
    "points": (_WORK, "points: 10", "points: 11"),
    "due": ("terms/spring.yaml", "12:00", "13:00"),
    "settings": (_QUIZ, "attempts: 2", "attempts: 3"),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    return _dist(tmp_path_factory.mktemp("source"), cache, {})


def _dist(folder: Path, cache: Path, edited: dict[str, str], *targets: str) -> Path:
    write_files(folder / "content", {**_SOURCE, **edited})
    done = run("build", *(targets or _TARGETS), "--term", "spring", cwd=folder, cache=cache)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


@pytest.mark.parametrize("fact", _EDITS)
def test_what_changed_is_named(fact: str, tmp_path: Path, source: Path, cache: Path) -> None:
    file, old, new = _EDITS[fact]
    dist = _dist(tmp_path, cache, {file: _SOURCE[file].replace(old, new)})
    for path in PACKAGES:
        if path.startswith("scorm2004") and fact in ("due", "points"):
            continue  # no SCO knows of them
        if path.startswith("cartridge") and fact == "due":
            continue  # nor does a generic cartridge of dates
        named = [change["facts"] for change in _changes(source / path, dist / path)]
        said = "text" if path.startswith("cartridge") and fact == "points" else fact
        assert named == [[said]], path


def test_another_rubric_is_named(tmp_path: Path, cache: Path) -> None:
    ratings = "ratings: [{title: Good, points: 10}, {title: No, points: 0}]"
    criteria = f"criteria:\n  - {{title: Taste, points: 10, {ratings}}}\n"
    sheet = {
        f"rubrics/{name}.yaml": f"id: {name}\ntitle: By {name}\n{criteria}"
        for name in ("taste", "smell")
    }
    judged = _SOURCE[_WORK].replace("points: 10", "points: 10\nrubric: taste")
    other = judged.replace("taste", "smell")
    old = _dist(tmp_path / "old", cache, {**sheet, _WORK: judged}, "blackboard")
    new = _dist(tmp_path / "new", cache, {**sheet, _WORK: other}, "blackboard")
    path = "blackboard/tea-course.zip"
    named = {fact for change in _changes(old / path, new / path) for fact in change["facts"]}
    assert "rubric" in named


def test_a_replaced_picture_is_named(tmp_path: Path, source: Path, cache: Path) -> None:
    picture = "<svg xmlns='http://www.w3.org/2000/svg'><desc>Steam</desc></svg>"
    dist = _dist(tmp_path, cache, {"01-first/steam.svg": picture})
    for path in PACKAGES:
        named = [(c["kind"], c["facts"]) for c in _changes(source / path, dist / path)]
        assert named == [("file", ["file"])], path


def test_an_id_that_stands_for_another_thing_is_named(
    tmp_path: Path, source: Path, cache: Path
) -> None:
    dist = _dist(tmp_path, cache, {_WATER: "---\nid: water\n---\n# Milk\n\nNever.\n"})
    for path in PACKAGES:
        named = {c["what"]: c for c in _changes(source / path, dist / path)}
        assert named["reused"]["title"] == "Milk", path
        assert "Water" in str(named["reused"]["was"]), path


@pytest.mark.parametrize("path", PACKAGES)
def test_the_same_package_differs_in_nothing(path: str, source: Path) -> None:
    done = run("diff", source / path, source / path, cwd=source)
    assert (done.returncode, done.stdout.partition(": ")[2]) == (0, "both mean the same.\n")


def test_people_read_signs(tmp_path: Path, source: Path, cache: Path) -> None:
    edited = {
        _WORK: _SOURCE[_WORK].replace("# Work", "# Your work"),
        "01-first/04-more.md": "---\nid: more\n---\n# More\n\nText.\n",
        "01-first/module.yaml": "title: First\nitems:\n  - 02-check.quiz.yaml\n"
        "  - 03-work.assignment.md\n  - 01-water.md\n  - 04-more.md\n",
    }
    dist = _dist(tmp_path, cache, edited)
    done = run("diff", source / PACKAGES[1], dist / PACKAGES[1], cwd=source)
    assert done.stdout.splitlines() == [
        "~ assignment  “Your work” in First: title (the title was “Work”)",
        "> page        “Water” in First: was in First",
        "+ page        “More” in First",
        "Canvas course package: 1 added, 1 changed, 1 moved.",
    ]


def test_what_cannot_be_compared_is_trouble(tmp_path: Path, source: Path) -> None:
    text = tmp_path / "text.zip"
    text.write_text("no zip")
    for old, new, said in (
        (source / PACKAGES[0], source / PACKAGES[1], "two packages of one kind"),
        (source / PACKAGES[0], text, "no readable zip archive"),
    ):
        done = run("diff", old, new, cwd=source)
        assert done.returncode == 2
        assert said in done.stderr


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"<a", b"<a/>", b'{"steps": [1]}'])
@pytest.mark.parametrize("path", PACKAGES)
def test_broken_documents_are_trouble_or_nothing(
    path: str, content: bytes, tmp_path: Path, source: Path
) -> None:
    broken = tmp_path / Path(path).name
    with zipfile.ZipFile(source / path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            is_kept = name.endswith((".html", ".xsd", ".dtd")) or "canvas_export" in name
            new.writestr(name, old.read(name) if is_kept else content)
    done = run("diff", source / path, broken, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert done.returncode == 1 or done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


def _entry(key: str, parent: str = "") -> Entry:
    return Entry(key, "page", key, parent)


def _compared(old: Iterator[Entry] | list[Entry], new: list[Entry]) -> list[Change]:
    return list(compare(list(old), new))


@given(st.permutations(range(7)))
def test_no_more_is_moved_than_explains_the_order(order: list[int]) -> None:
    old = [_entry(str(n)) for n in range(7)]
    moved = {change.id for change in _compared(old, [_entry(str(n)) for n in order])}
    left = [n for n in order if str(n) not in moved]
    assert left == sorted(left)
    rising = max((bin(mask).count("1") for mask in range(1 << 7) if _rises(order, mask)), default=0)
    assert len(moved) == 7 - rising


def _rises(order: list[int], mask: int) -> bool:
    picked = [n for place, n in enumerate(order) if mask >> place & 1]
    return picked == sorted(picked)


def test_circles_in_foreign_packages_end() -> None:
    circle = [_entry("a", "b"), _entry("b", "a")]
    (change,) = _compared(circle, [*circle, _entry("c", "a")])
    assert change.place == ("b", "a")


def test_files_of_any_size_are_compared(tmp_path: Path, source: Path) -> None:
    """Documents are read up to 64 MB; files are not read as a whole, so they may be larger."""
    old, new = tmp_path / "old.imscc", tmp_path / "new.imscc"
    package = source / "canvas/tea.imscc"
    for path, last in ((old, b"a"), (new, b"b")):
        with zipfile.ZipFile(package) as archive, zipfile.ZipFile(path, "w") as made:
            for name in archive.namelist():
                is_picture = name.endswith(".svg")
                made.writestr(name, archive.read(name) + (bytes(65 << 20) + last) * is_picture)
    named = [(c["kind"], c["facts"]) for c in _changes(old, new)]
    assert named == [("file", ["file"])]


def test_a_document_that_is_too_large_is_trouble(tmp_path: Path, source: Path) -> None:
    large = tmp_path / "large.imscc"
    package = source / "canvas/tea.imscc"
    with zipfile.ZipFile(package) as archive, zipfile.ZipFile(large, "w") as made:
        for name in archive.namelist():
            is_page = name.endswith("water.html")
            made.writestr(name, archive.read(name) + bytes(65 << 20) * is_page)
    done = run("diff", source / "canvas/tea.imscc", large, cwd=tmp_path)
    assert done.returncode == 2
    assert "of documents at most 64 MB are read" in done.stderr


def test_the_package_in_a_bundle_is_looked_into(tmp_path: Path, source: Path) -> None:
    bundle, changed = source / "coursera/tea-coursera.zip", tmp_path / "tea-coursera.zip"
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _resteeped(content) if name.startswith("scorm/") else content)
    done = run("diff", bundle, changed, "--format", "json", cwd=tmp_path)
    (change,) = json.loads(done.stdout)["changes"]
    assert (change["place"][0], change["title"], change["facts"]) == (_INSIDE, "Water", ["text"])


def _resteeped(package: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Soft.", b"Hard."))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "facts"), [("scorm12", ["text"]), ("qti12", ["questions"]), ("qti21", ["questions"])]
)
def test_packages_of_other_tools_are_compared(name: str, facts: list[str], tmp_path: Path) -> None:
    folder = Path(__file__).parents[1] / "verify" / "samples" / name
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    edited = {file: _edited(content) for file, content in files.items() if "manifest" not in file}
    old, new = tmp_path / "old.zip", tmp_path / "new.zip"
    old.write_bytes(pack(files))
    new.write_bytes(pack(files | edited))
    assert run("diff", old, old, cwd=tmp_path).returncode == 0
    changes = [(change["what"], change["facts"]) for change in _changes(old, new)]
    assert ("changed", facts) in changes


def _edited(content: bytes) -> bytes:
    return re.sub(rb"(</p>|</mattext>|</prompt>|</body>)", rb" Really.\1", content)


def test_text_after_a_comment_counts() -> None:
    said = [digest.of_html(f"<p>Soft<!-- how? -->{text}</p>") for text in (" water", " ice")]
    assert said[0] != said[1]
    assert said[0] == digest.of_html("<p>Soft<!-- really? --> water</p>")


def test_things_that_share_an_id_are_told(tmp_path: Path) -> None:
    """Nothing of them is passed over in silence."""
    folder = Path(__file__).parents[1] / "verify" / "samples" / "scorm12"
    sound = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
    manifest = sound["imsmanifest.xml"]
    item = re.search(rb'<item identifier="(\w+)" identifierref=.*?</item>', manifest, re.DOTALL)
    assert item
    twice = manifest.replace(item[0], item[0] * 2)
    (tmp_path / "old.zip").write_bytes(pack(sound))
    (tmp_path / "new.zip").write_bytes(pack({**sound, "imsmanifest.xml": twice}))
    done = run("diff", "old.zip", "new.zip", cwd=tmp_path)
    assert done.returncode == 1
    told = " ".join(done.stdout.split())
    assert f"In new.zip the id `{item[1].decode()}` stands for 2 things (" in told
    assert "1 added" in told
