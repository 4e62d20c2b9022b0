"""Each fault in a package is caught by the one rule that names it; sound packages are clean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scorm2004_samples import package, packed

from coursewright_packaging.archive import Member
from coursewright_packaging.diagnostic import Diagnostic, Severity
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.scorm2004 import verify as scorm
from coursewright_packaging.scorm2004.contents import contents
from coursewright_packaging.scorm2004.course import Cluster, Edition, Sco, ScormCourse

MANIFEST = "imsmanifest.xml"
LONG = "x" * 2001
FAULTS: list[Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "faults" / "manifest.yaml").read_text("utf-8")
)

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Files:
    files = package(tmp_path_factory.mktemp("faults"))
    # Without indentation the faults' patterns need not allow for it.
    return files | {MANIFEST: re.sub(rb">\s+<", b"><", files[MANIFEST])}


def _found(files: Files) -> list[Diagnostic]:
    return list(scorm.verify(tuple(files), files.__getitem__, "package.zip"))


def _apply(fault: Mapping[str, Any], files: Files) -> None:
    """Change the members as the fault says; a fault that changes nothing is an error."""
    if "old" in fault:
        new = fault["new"].replace("LONG", LONG)
        text, done = re.subn(fault["old"], new, files[MANIFEST].decode(), count=1, flags=re.DOTALL)
        assert done, f"`{fault['old']}` is not there"
        files[MANIFEST] = text.encode()
    if "drop" in fault:
        del files[fault["drop"]]
    files |= {name: content.encode() for name, content in fault.get("add", {}).items()}


def _case(number: int, fault: Mapping[str, Any]) -> object:
    return pytest.param(fault, id=f"{fault['rule']}-{number}")


@pytest.mark.parametrize("fault", [_case(n, fault) for n, fault in enumerate(FAULTS)])
def test_a_fault_is_caught_by_its_rule_alone(fault: Mapping[str, Any], sound: Files) -> None:
    files = dict(sound)
    _apply(fault, files)
    found = _found(files)
    assert {each.rule for each in found} == {fault["rule"], *fault.get("also", ())}, found
    assert all(each.path == "package.zip" and each.member and each.hint for each in found)


def test_every_rule_has_a_fault() -> None:
    assert {rule.id for rule in scorm.RULES} == {fault["rule"] for fault in FAULTS}


def test_rules_are_told_apart_and_documented() -> None:
    assert len({rule.id for rule in scorm.RULES}) == len(scorm.RULES)
    assert all(rule.summary and rule.why and rule.mend for rule in scorm.RULES)


def test_a_long_course_is_verified_without_going_in_circles(tmp_path: Path) -> None:
    """Each page waits for the one before it, each part too: paths through it are legion."""
    parts = tuple(
        Cluster(
            id=f"part-{n}",
            title="Part",
            prerequisites=(f"part-{n - 1}",) if n else (),
            children=tuple(
                Sco(
                    id=f"sco-{n}-{m}",
                    title="Page",
                    body="",
                    prerequisites=(f"sco-{n}-{m - 1}",) if m else (),
                )
                for m in range(10)
            ),
        )
        for n in range(12)
    )
    assert _found(packed(_sample(activities=parts), tmp_path)) == []


@pytest.mark.parametrize("edition", ["4th", "3rd"])
def test_what_the_target_writes_is_clean(edition: str, tmp_path: Path) -> None:
    files = package(tmp_path, edition)
    assert scorm.recognise(frozenset(files), files.__getitem__)
    assert _found(files) == []


def test_a_package_of_scorm_1_2_is_not_recognised() -> None:
    manifest = b'<manifest xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"/>'
    assert not scorm.recognise(frozenset({MANIFEST}), {MANIFEST: manifest}.__getitem__)
    assert not scorm.recognise(frozenset({"readme.txt"}), {"readme.txt": b""}.__getitem__)


def test_a_diagnostic_says_where_and_what(sound: Files) -> None:
    files = dict(sound)
    _apply({"old": "<title>Two</title>", "new": "\n\n<title/>"}, files)
    (found,) = _found(files)
    assert found.severity is Severity.ERROR
    assert found.message == "the item `module-two` has an empty title; it needs exactly 1"
    assert (
        found.line
        == files[MANIFEST].decode().partition('<item identifier="module-two')[0].count("\n") + 1
    )
    assert found.member == MANIFEST


def _sample(**changes: Any) -> ScormCourse:
    first = Sco(id="first", title="First", body="<p>1</p>", progress=0.9)
    second = Sco(id="second", title="T" * 250, body="<p>2</p>", prerequisites=("first",))
    cluster = Cluster(id="part", title="Part", children=(first, second))
    return ScormCourse(**{"id": "course", "title": "Course", "activities": (cluster,), **changes})


@pytest.mark.parametrize(
    ("edition", "threshold"),
    [
        (Edition.FOURTH, b'completedByMeasure="true" minProgressMeasure="0.9"'),
        (Edition.THIRD, b"<adlcp:completionThreshold>0.9</adlcp:completionThreshold>"),
    ],
)
def test_each_edition_writes_thresholds_its_own_way(
    edition: Edition, threshold: bytes, tmp_path: Path
) -> None:
    files = packed(_sample(edition=edition, version="1" * 30), tmp_path)
    assert threshold in files[MANIFEST]
    assert _found(files) == []


_LEAF = Sco(id="leaf", title="Leaf", body="")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"activities": ()}, "there is no activity"),
        ({"id": "Course"}, "`Course` is no identifier"),
        ({"activities": (_LEAF, _LEAF)}, "two activities are called `leaf`"),
        ({"activities": (Cluster(id="c", title="C", children=()),)}, "cluster `c` is empty"),
        ({"shared": (Member("assets/Über.txt", b""),)}, "is no portable name"),
        ({"shared": (Member("assets/readme", b""),)}, "is no portable name"),
        (
            {"activities": (Sco(id="s", title="S", body="", prerequisites=("gone",)),)},
            "`s` cannot depend on `gone`",
        ),
        ({"activities": (Sco(id="s", title="S", body="", mastery=70),)}, "out of range"),
        ({"activities": (Sco(id="s", title="S", body="", weight=-1),)}, "out of range"),
    ],
)
def test_a_caller_that_breaks_the_contract_is_told(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(PackagingError, match=problem):
        contents(_sample(**changes))


_TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    str.strip
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    titles=st.lists(_TITLES, min_size=2, max_size=5),
    mastery=st.none() | st.floats(0, 1),
    weights=st.lists(st.floats(0, 1e6), min_size=5, max_size=5),
    edition=st.sampled_from(Edition),
)
def test_any_course_gives_a_clean_package(
    titles: list[str],
    mastery: float | None,
    weights: list[float],
    edition: Edition,
    tmp_path: Path,
) -> None:
    scos = tuple(
        Sco(
            id=f"sco-{n}",
            title=title,
            body="<p>…</p>",
            required=n % 2 == 0,
            weight=weights[n],
            mastery=mastery,
            progress=mastery,
            prerequisites=(f"sco-{n - 1}",) if n else (),
        )
        for n, title in enumerate(titles)
    )
    cluster = Cluster(id="all", title=titles[0], children=scos[1:], prerequisites=("sco-0",))
    course = _sample(activities=(scos[0], cluster), edition=edition, mastery=mastery)
    assert _found(packed(course, tmp_path)) == []
