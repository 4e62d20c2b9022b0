"""The Common Cartridge of a course with everything in it, and of the same with one thing wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from courses import SMALL, documented_course, run, write_files
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.verify import verify_file
from packages import apply_fault, compare_tree, faults, members, pack

HERE = Path(__file__).parent
CASES = faults(HERE / "faults.yaml")
EARLY = 1024


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("cartridge")
    documented_course(folder / "content", lab=True)
    done = run("build", "cartridge", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "dist" / "cartridge" / "tea-for-engineers-cc11.imscc").read_bytes()


def _found(package: bytes, folder: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    path = folder / "course.imscc"
    path.write_bytes(package)
    verified = verify_file(path, path.name)
    return verified.kind, verified.diagnostics


def test_the_package_holds_what_it_held(package: bytes, regen: bool) -> None:
    compare_tree(members(package), HERE / "golden", regen=regen)


def test_the_package_is_known_and_clean(package: bytes, tmp_path: Path) -> None:
    assert _found(package, tmp_path) == ("Common Cartridge", ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['what']}")
def test_a_fault_is_caught_by_its_rule(
    case: Mapping[str, Any], package: bytes, tmp_path: Path
) -> None:
    changed = pack(apply_fault(case, members(package)))
    _, found = _found(changed, tmp_path)
    assert case["rule"] in {each.rule for each in found}, [each.message for each in found]


def test_every_kind_of_item_has_its_type(package: bytes) -> None:
    root = etree.fromstring(members(package)["imsmanifest.xml"])
    kinds = {resource.get("type") for resource in root.iter("{*}resource")}
    assert kinds == {
        "webcontent",
        "imsdt_xmlv1p1",
        "imswl_xmlv1p1",
        "imsbasiclti_xmlv1p0",
        "imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
        "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank",
    }


def test_modules_are_the_second_level_and_a_heading_opens_nothing(package: bytes) -> None:
    root = etree.fromstring(members(package)["imsmanifest.xml"])
    (top,) = root.findall(".//{*}organization/{*}item")
    modules = top.findall("{*}item")
    assert [module.findtext("{*}title") for module in modules] == [
        "Overview",
        "Brewing",
        "Judging",
    ]
    lines = {
        line.findtext("{*}title"): line for each in modules for line in each.findall("{*}item")
    }
    assert lines["To take home"].get("identifierref") is None
    assert lines["The handbook"].get("identifierref")
    assert not [line for line in lines.values() if line.findall("{*}item")]


def test_moodle_finds_the_version_in_the_first_bytes(package: bytes) -> None:
    head = members(package)["imsmanifest.xml"][:EARLY]
    assert b' xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in head


def test_texts_of_topics_and_questions_are_ascii(package: bytes) -> None:
    for name, content in members(package).items():
        if name.endswith(("assessment.xml", "bank.xml", "topic.xml")):
            root = etree.fromstring(content)
            html = [e.text or "" for e in root.iter() if e.get("texttype") == "text/html"]
            assert html
            assert all(text.isascii() for text in html), name


def test_importing_again_meets_the_same_identifiers(package: bytes, tmp_path: Path) -> None:
    documented_course(tmp_path / "content", lab=True)
    title = tmp_path / "content" / "01-brewing" / "module.yaml"
    title.write_text(title.read_text("utf-8").replace("Brewing", "Other"), "utf-8")
    done = run("build", "cartridge", "--term", "spring", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    again = (tmp_path / "dist" / "cartridge" / "tea-for-engineers-cc11.imscc").read_bytes()
    assert _identifiers(again) == _identifiers(package)


def _identifiers(package: bytes) -> list[str]:
    return re.findall(rb'identifier="(g[0-9a-f]{32})"', members(package)["imsmanifest.xml"])


def test_a_page_without_any_text_has_some(tmp_path: Path) -> None:
    """Moodle stops at an empty page; a picture alone is a page without text."""
    picture = {"01-first/03-bare.md": "![](p.svg){.decorative}\n", "01-first/p.svg": "<svg/>"}
    write_files(tmp_path / "content", {**SMALL, **picture})
    done = run("build", "cartridge", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    package = (tmp_path / "dist" / "cartridge" / "small-cc11.imscc").read_bytes()
    assert _found(package, tmp_path) == ("Common Cartridge", ())


def test_a_hostile_title_reaches_no_markup(tmp_path: Path) -> None:
    title = "]]> <script>alert(1)</script> & \" ' 日本語"
    page = f"---\ntitle: '{title.replace(chr(39), chr(39) * 2)}'\n---\nText.\n"
    write_files(tmp_path / "content", {**SMALL, "01-first/03-title.md": page})
    done = run("build", "cartridge", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = members((tmp_path / "dist" / "cartridge" / "small-cc11.imscc").read_bytes())
    root = etree.fromstring(files["imsmanifest.xml"])
    assert title in {element.text for element in root.iter("{*}title")}
    assert b"<script" not in files["pages/first-title.html"]
