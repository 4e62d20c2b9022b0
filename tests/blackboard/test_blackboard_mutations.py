"""Each fault in a package is caught by the rule that names it; sound packages are clean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from blackboard_samples import build, make_publication, members, written

from coursewright_packaging.blackboard import verify_building_block, verify_course
from coursewright_packaging.blackboard.verify_text import RULES as TEXT_RULES
from coursewright_packaging.blackboard.verify_text import verify_text
from question_files import TEXT_FAULTS

COURSE = "blackboard/demo-course.zip"
BLOCK = "blackboard/demo-building-block.war"
FAULTS = Path(__file__).parent / "faults"
ULTRA = "blackboard/questions/ultra/quiz.txt"

Files = dict[str, bytes]
Fault = Mapping[str, Any]


def _faults(name: str) -> list[Fault]:
    faults = yaml.safe_load((FAULTS / f"{name}.yaml").read_text("utf-8"))
    assert isinstance(faults, list)
    return faults


def _cases(name: str) -> list[object]:
    return [
        pytest.param(fault, id=f"{fault['rule']}-{number}")
        for number, fault in enumerate(_faults(name))
    ]


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("mutations")
    return written(build(make_publication(folder / "source")), folder / "dist")


def _apply(fault: Fault, files: Files) -> None:
    """Change the members as the fault says; a fault that changes nothing is an error."""
    if "drop" in fault:
        del files[next(name for name in sorted(files) if re.search(fault["drop"], name))]
    elif "add" in fault:
        files[fault["add"]] = fault["content"].encode()
    elif "question" in fault:
        _change_question(fault, files)
    else:
        name = _document(files, fault["in"], fault.get("having", ""))
        files[name] = _changed(fault, files[name].decode()).encode()


def _document(files: Files, wanted: str, having: str) -> str:
    """Return a member by its name, or the first by its root element and a text inside."""
    if wanted in files:
        return wanted
    return next(
        name
        for name in sorted(files)
        if f"<{wanted}".encode() in files[name][:120] and having.encode() in files[name]
    )


def _changed(fault: Fault, text: str) -> str:
    count = fault.get("count", 1)
    changed, done = re.subn(fault["old"], fault["new"], text, count=count, flags=re.DOTALL)
    assert done, f"`{fault['old']}` is not there"
    return changed


def _change_question(fault: Fault, files: Files) -> None:
    name = _document(files, "questestinterop", "Random Block")
    text = files[name].decode()
    kind = f"<bbmd_questiontype>{fault['question']}</bbmd_questiontype>"
    item = next(item for item in re.findall("<item .*?</item>", text) if kind in item)
    files[name] = text.replace(item, _changed(fault, item)).encode()


def _rules(module: object, files: Files) -> set[str]:
    found = module.verify(tuple(files), files.__getitem__, "package.zip")  # type: ignore[attr-defined]
    return {diagnostic.rule for diagnostic in found}


@pytest.mark.parametrize("fault", _cases("course"))
def test_a_fault_in_a_course_is_caught(fault: Fault, artefacts: dict[str, Path]) -> None:
    files = members(artefacts[COURSE])
    _apply(fault, files)
    assert fault["rule"] in _rules(verify_course, files)


@pytest.mark.parametrize("fault", _cases("building-block"))
def test_a_fault_in_a_building_block_is_caught(fault: Fault, artefacts: dict[str, Path]) -> None:
    files = members(artefacts[BLOCK])
    _apply(fault, files)
    assert fault["rule"] in _rules(verify_building_block, files)


@pytest.mark.parametrize(("rule", "data"), TEXT_FAULTS)
def test_a_fault_in_a_question_file_is_caught(rule: str, data: bytes) -> None:
    found = list(verify_text(data, ULTRA))
    assert rule in {diagnostic.rule for diagnostic in found}


def test_every_rule_has_a_fault_that_it_catches() -> None:
    named = {fault["rule"] for name in ("course", "building-block") for fault in _faults(name)}
    named |= {rule for rule, _ in TEXT_FAULTS}
    rules = (*verify_course.RULES, *verify_building_block.RULES, *TEXT_RULES)
    assert {rule.id for rule in rules} == named


def test_rules_are_told_apart_and_documented() -> None:
    rules = (*verify_course.RULES, *verify_building_block.RULES, *TEXT_RULES)
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.summary and rule.why and rule.mend for rule in rules)


def test_a_diagnostic_says_where_and_what(artefacts: dict[str, Path]) -> None:
    files = members(artefacts[COURSE])
    _apply({"question": "Essay", "old": ">Essay<", "new": ">Esay<"}, files)
    (found,) = verify_course.verify(tuple(files), files.__getitem__, "package.zip")
    assert found.path == "package.zip"
    assert found.member == _document(files, "questestinterop", "Random Block")
    assert found.message == "`Esay` is no type of question; did you mean `Essay`?"
    assert found.hint


def test_what_the_target_writes_is_clean(artefacts: dict[str, Path]) -> None:
    for name, path in artefacts.items():
        if path.suffix == ".txt":
            found = list(verify_text(path.read_bytes(), name))
        else:
            files = members(path)
            module = verify_building_block if path.suffix == ".war" else verify_course
            assert module.recognise(frozenset(files), files.__getitem__)
            found = list(module.verify(tuple(files), files.__getitem__, name))
        assert found == []


def test_lines_may_end_as_on_windows() -> None:
    assert list(verify_text(b"TF\tWet\ttrue\r\nESS\tWhy?\r\n", "quiz.txt")) == []


def test_an_empty_answer_to_an_original_keyword_is_no_fault() -> None:
    data = b"ORD\tSort\ta\tb\nSR\tWhy?\nFIL\tHand in\nNUM\tPi\t3.14\t0.01\n"
    assert list(verify_text(data, "blackboard/questions/original/quiz.txt")) == []
