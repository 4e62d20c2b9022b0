"""What people decide: evidence, the guide, the conformance report, and waivers."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from courses import COURSEWRIGHT, new_course, run
from coursewright.audit.baseline import Waiver, read_waivers, weigh
from coursewright.audit.criteria import CRITERIA
from coursewright.audit.evidence import as_yaml, evidence
from coursewright.audit.guide import guide
from coursewright.audit.known_rules import own_known
from coursewright.audit.model import Audit, Cause, Outcome, Page, PageFacts, Seen
from coursewright.audit.review import Answer, open_criteria, read_evidence, read_review
from coursewright.errors import UsageFault

TODAY = date(2026, 5, 4)
PAGE = Page("site/index.html", "site", "http://127.0.0.1/", "d")


def _audit(structure: str = "a", title: str = "Tea", *causes: Cause) -> Audit:
    facts = PageFacts(title, "en", (), structure)
    return Audit(
        full=True,
        pages=(PAGE,),
        seen=(Seen(passed=("focus-is-visible",), facts=facts),),
        causes=causes,
        versions=(("axe-core", "4.14.1"),),
    )


def _evidence_in(folder: Path, audit: Audit) -> Path:
    reports = folder / "dist/reports"
    reports.mkdir(parents=True, exist_ok=True)
    text = as_yaml(evidence(audit, own_known()))
    (reports / "accessibility-evidence.yaml").write_text(text)
    return folder / "dist"


def _cause(rule: str, outcome: Outcome = Outcome.VIOLATION) -> Cause:
    return Cause(rule, outcome, "it", "#it", "<p>", ("light",), (("site/index.html", ""),))


def test_there_are_fifty_criteria_and_machines_never_say_that_one_is_met() -> None:
    found = evidence(_audit(), own_known())
    levels = [each.level for each in CRITERIA]
    assert (levels.count("A"), levels.count("AA")) == (30, 20)
    assert len(found["criteria"]) == 50
    said = {each["criterion"]: each["machine"] for each in found["criteria"]}
    assert said["2.4.7"] == "no violation found"
    assert said["1.2.4"] == "no rule"
    assert set(said.values()) == {"no violation found", "no rule"}


def test_what_needs_a_review_is_no_pass_in_the_evidence() -> None:
    review = _cause("focus-is-visible", Outcome.REVIEW)
    said = evidence(_audit("a", "Tea", review), own_known())["criteria"]
    assert [e["machine"] for e in said if e["criterion"] == "2.4.7"] == ["needs review"]


def _answer_all(dist: Path, path: Path) -> dict[str, Answer]:
    def ask(question: str, choices: tuple[str, ...]) -> str:
        assert question
        return "supports" if choices else "tried it"

    shown: list[str] = []
    signed = guide(read_evidence(dist), read_review(path), "Ada", TODAY, ask, path, shown.append)
    assert shown == ["site/index.html"]
    return signed


def test_answers_hold_for_a_typo_and_expire_when_the_structure_changes(tmp_path: Path) -> None:
    path = tmp_path / "accessibility-review.yaml"
    dist = _evidence_in(tmp_path, _audit())
    signed = _answer_all(dist, path)
    assert read_review(path) == signed
    assert {answer.by for answer in signed.values()} == {"Ada"}
    assert [*open_criteria(read_evidence(dist), signed)] == []
    typo = _evidence_in(tmp_path, _audit("a", "Teaa"))
    assert [*open_criteria(read_evidence(typo), signed)] == []
    other = _evidence_in(tmp_path, _audit("b"))
    assert len([*open_criteria(read_evidence(other), signed)]) == 50


def test_the_conformance_report_waits_for_every_signature(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    course = new_course(folder / "course")
    dist = _evidence_in(tmp_path, _audit())
    arguments = ("acr", "--author", "Ada", "--email", "ada@example.org", "--out", dist)
    early = run(*arguments, "--content", course, cwd=tmp_path)
    assert early.returncode == 1
    assert early.stdout.count("open: ") == 50
    assert not (dist / "reports/accessibility-acr.yaml").exists()

    _answer_all(dist, course / "accessibility-review.yaml")
    done = run(*arguments, "--content", course, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    record = yaml.safe_load((dist / "reports/accessibility-acr.yaml").read_text())
    assert record["catalog"] == "2.4-edition-wcag-2.1-en"
    chapters = record["chapters"]
    assert len(chapters["success_criteria_level_a"]["criteria"]) == 30
    assert len(chapters["success_criteria_level_aa"]["criteria"]) == 20
    assert "Ada" in (dist / "reports/accessibility-acr.html").read_text()


def test_the_guide_opens_pages_in_the_browser_of_who_answers(tmp_path: Path) -> None:
    folder = tmp_path / "dist/site"
    folder.mkdir(parents=True)
    for name in ("index.html", "other.html"):
        (folder / name).write_text(f"<title>{name}</title>")
    other = Page("site/other.html", "site", "http://127.0.0.1/o", "o")
    both = replace(_audit(), pages=(PAGE, other), seen=(Seen(), Seen()))
    _evidence_in(tmp_path, both)
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    # It stands for the person's browser: fetches the page, as one does.
    fetch = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1]).read().decode())"
    browser.write_text(f"#!/bin/sh\n{sys.executable} -c '{fetch}' \"$1\" >> {opened}\n")
    browser.chmod(0o755)
    said = ["Ada", "next-page", "supports", "Tried it.", *["later"] * 49]
    told = _in_terminal(["audit", "guide"], said, tmp_path, BROWSER=f"{browser} %s")
    assert "49 criteria are open" in told
    assert opened.read_text().split() == ["<title>index.html</title>", "<title>other.html</title>"]
    [answer] = read_review(tmp_path / "content/accessibility-review.yaml").values()
    assert (answer.criterion, answer.by, answer.remarks) == ("1.1.1", "Ada", "Tried it.")


def _in_terminal(arguments: list[str], said: list[str], folder: Path, **variables: str) -> str:
    """Run the program in a terminal of its own, type lines, and return what it shows."""
    (folder / "content").mkdir(exist_ok=True)
    ours, its = pty.openpty()
    command = [str(COURSEWRIGHT), *arguments]
    environment = {**os.environ, **variables}
    with subprocess.Popen(
        command, cwd=folder, stdin=its, stdout=its, stderr=its, env=environment
    ) as program:
        os.close(its)
        os.write(ours, "".join(f"{line}\n" for line in said).encode())
        shown = b""
        with suppress(OSError):  # a terminal that nobody holds any more
            while piece := os.read(ours, 65536):
                shown += piece
    os.close(ours)
    assert program.returncode == 0, shown.decode()
    return shown.decode()


def _waiver(**changed: object) -> Waiver:
    given = {
        "rule": "focus-is-visible",
        "selector": "#i*",
        "owner": "Ada",
        "expires": date(2026, 6, 1),
        "reason": "soon",
    }
    return Waiver(**{**given, **changed})  # type: ignore[arg-type]


def test_only_new_findings_fail_and_a_mended_one_must_leave_the_baseline() -> None:
    old, new = _cause("focus-is-visible"), _cause("ids-are-unique")
    audit = _audit("a", "Tea", old, new)
    assert weigh(audit, [_waiver()], TODAY).failing == (new,)
    expired = weigh(audit, [_waiver(expires=date(2026, 5, 3))], TODAY)
    assert expired.failing == (old, new)
    assert "expired on 2026-05-03; Ada has to decide anew" in expired.complaints[0]
    mended = weigh(_audit(), [_waiver()], TODAY)
    assert "is needed no longer; remove it" in mended.complaints[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("waivers: 1", "needs a list `waivers`"),
        ("waivers: [{rule: a}]", "waiver 1 lacks selector, owner, expires, reason"),
        (
            "waivers: [{rule: a, selector: b, owner: c, expires: soon, reason: d}]",
            "needs `expires` as a date",
        ),
        (
            "waivers: [{rule: a, selector: b, owner: c, expires: 2026-01-01, reason: d, until: e}]",
            "waiver 1 has unknown until",
        ),
    ],
)
def test_a_waiver_says_what_it_lacks(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "accessibility-baseline.yaml"
    path.write_text(text)
    with pytest.raises(UsageFault, match=told):
        read_waivers(path)
