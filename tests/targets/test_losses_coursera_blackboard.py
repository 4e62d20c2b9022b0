"""Nothing that an author writes is dropped silently by the Coursera and Blackboard targets."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from courses import run
from marked_course import SECRETS, features, marked_course, named
from marked_texts import SHEETS

Losses = Sequence[Mapping[str, str]]

# Features that no package has to show, and why.
_ORGANISATION = {
    r".*\.id": "names what it stands at; file names and identifiers are made of it",
    r"(bank\.)?question\.[a-z-]+\.type": "decides what kind of question is written",
    r"course\.(format|next_review)|rules": "for the author's own checks",
    r"targets\.(scorm2004|canvas)\..*": "an option of another target",
    r"term\.(modules|items)": "an id",
    r"(video|audio|file)\.(media|file)|(video|audio)\.captions\.file": "a file's name",
    r"lab\.(notebook|requirements|files)": "a file's name",
    r"module\.items": "file names; their order is that of the package",
    r"(discussion-|lab-)rubric\..*": "the first rubric's keys again",
    r"term\.timezone": "every moment is written with its own distance from UTC",
    r"bank\.question\.[a-z-]+\.points": "a draw gives its questions points of its own",
}
_ALSO = {
    "coursera": {
        r"targets\.blackboard\..*": "an option of another target",
    },
    "blackboard": {
        r"targets\.coursera\..*": "an option of another target",
        r"course\.activity_base": "names activities where statements are sent; Learn sends none",
    },
}

# What shows a choice, a truth or a reference, which cannot be searched for by itself: a pattern of
# features, and a pattern of the package's text. {kind} is the feature's first part.
_ITEM = r"(ungraded-)?(lesson|notebook|video|audio|lab|quiz|discussion|assignment|tool|link|file)"
_QUESTION = r"(bank\.)?question"
_CONTENT = r'<TITLE value="{title}"(?:(?!</CONTENT>).)*'
_ITEM_OF_TEST = r'<item maxattempts="0" title="M[KB]{}title"(?:(?!</item>).)*'
_PROOFS: Mapping[str, Mapping[str, str]] = {
    "coursera": {
        rf"{_QUESTION}\.multiple-choice\.shuffle": r"Question \d+ - multiple choice, shuffle",
        rf"{_QUESTION}\.multiple-answer\.(shuffle|partial_credit)": (
            r"Question \d+ - checkbox, shuffle, partial credit"
        ),
        rf"{_QUESTION}\.multiple-choice\.options\.correct": r"\*A: M[KB]mcright.*B: M[KB]mcwrong",
        rf"{_QUESTION}\.multiple-answer\.options\.correct": (
            r"\*A: M[KB]maone.*\*B: M[KB]matwo.*(?<!\*)C: M[KB]mathree"
        ),
        rf"{_QUESTION}\.true-false\.answer": r"M[KB]tfstem.*\*A: True.*(?<!\*)B: False",
        r"question\.[a-z-]+\.outcomes": r'"outcomes":\s*\[\s*"asked"',
        r"bank\.question\.[a-z-]+\.outcomes": r'"outcomes":\s*\[\s*"drawn"',
        r"rubric\.criteria\.outcome": r'"outcome": "rated"',
        r"outcomes\.outcomes\.bloom": r'"bloom": "apply"',
        r"video\.poster": r'"poster": "files/',
        r"(video|audio)\.captions\.(language|kind)": r"subtitles in en \(MK{kind}caption\)",
    },
    "blackboard": {
        r"course\.(date|licence)": r"CC-BY-SA-4\.0 \(MKversion\.8\.9, 2026-11-01\)",
        r"targets\.blackboard\.signature": r"=== \.bb-package-sig ===",
        r"term\.start": '<COURSESTART value="2027-02-01 08:01:00 UTC"',
        r"term\.end": '<COURSEEND value="2027-12-30 23:02:00 UTC"',
        r"term\.modules\.unlock": '<START value="2027-03-15 08:03:00 UTC"',
        # Each moment is looked for by the test of dates.
        r"term\.items\.(unlock|due|lock)": "2027-04-11 01:11:00 UTC",
        r"outcomes\.outcomes\.bloom": r"MKoutcometitle \(apply\)",
        rf"{_ITEM}\.(teaches|assesses)": f"{_CONTENT}works towards: [^<]*MKoutcome(title|judge)",
        r"question\.[a-z-]+\.outcomes": '"MKquiztitle".*works towards: [^<]*MKoutcomeasked',
        r"bank\.question\.[a-z-]+\.outcomes": '"MKquiztitle".*works towards: [^<]*MKoutcomedrawn',
        r"rubric\.criteria\.outcome": '"MKassigntitle".*works towards: [^<]*MKoutcomerated',
        r"module\.sequential": '<ISSEQUENTIAL value="true"',
        r"video\.poster": ' poster="@X@',
        r"(video|audio)\.captions\.(language|kind)": '<track kind="subtitles"[^>]* srclang="en"',
        r"quiz\.shuffle_questions": '<RANDOMIZEQUESTIONS value="true"',
        r"quiz\.keep": '<AGGREGATIONMODEL value="Average"',
        r"quiz\.one_at_a_time": '<DELIVERYTYPE value="QUESTION_BY_QUESTION"',
        r"quiz\.attempts": '<ATTEMPTCOUNT value="137"',
        r"quiz\.draw\.(bank|count)": "<selection_number>11</selection_number><sourcebank_ref>",
        r"ungraded-quiz\.show_answers": '<SHOWCORRECTANSWER value="false"',
        r"(quiz|lab|assignment|discussion|tool)\.group": (
            r'<CATEGORYID value="(?P<group>_\d+_1)".*<TITLE value="{title}"'
        ),
        r"(ungraded-)?tool\.new_tab": f'{_CONTENT}<LAUNCHINNEWWINDOW value="true"',
        r"link\.new_tab": f'{_CONTENT}<LAUNCHINNEWWINDOW value="false"',
        r"discussion\.mode": "MKdiscusstitle",
        rf"{_QUESTION}\.multiple-choice\.shuffle": (
            _ITEM_OF_TEST.format("mc") + '<render_choice shuffle="Yes"'
        ),
        rf"{_QUESTION}\.multiple-answer\.shuffle": (
            _ITEM_OF_TEST.format("ma") + '<render_choice shuffle="Yes"'
        ),
        rf"{_QUESTION}\.multiple-answer\.partial_credit": (
            _ITEM_OF_TEST.format("ma") + "<bbmd_partialcredit>true<"
        ),
        rf"{_QUESTION}\.multiple-choice\.options\.correct": (
            _ITEM_OF_TEST.format("mc") + '<respcondition title="correct">'
        ),
        rf"{_QUESTION}\.multiple-answer\.options\.correct": (
            _ITEM_OF_TEST.format("ma") + "<varequal"
        ),
        rf"{_QUESTION}\.true-false\.answer": (
            _ITEM_OF_TEST.format("tf") + "<varequal[^>]*>true</varequal>"
        ),
        rf"{_QUESTION}\.short-answer\.case_sensitive": (
            _ITEM_OF_TEST.format("sa") + '<varequal[^>]*case="Yes"'
        ),
        rf"{_QUESTION}\.blanks\.case_sensitive": (
            _ITEM_OF_TEST.format("bl") + '<varequal[^>]*case="Yes"'
        ),
        rf"{_QUESTION}\.(blanks|dropdowns|matching)\.partial_credit": (
            _ITEM_OF_TEST.format("bl") + "<bbmd_partialcredit>false<"
        ),
        rf"{_QUESTION}\.ordering\.partial_credit": (
            _ITEM_OF_TEST.format("or") + "<bbmd_partialcredit>true<"
        ),
        rf"{_QUESTION}\.dropdowns\.dropdowns(\.correct)?": (
            _ITEM_OF_TEST.format("dd") + '<response_lid[^>]* ident="(time|place)"'
        ),
        rf"{_QUESTION}\.numeric\.answers\.tolerance": (
            _ITEM_OF_TEST.format("nu") + "<vargte[^>]*>35.375</vargte><varlte[^>]*>35.625<"
        ),
        rf"{_QUESTION}\.formula\.expression": _ITEM_OF_TEST.format("fo") + "<math",
        rf"{_QUESTION}\.formula\.variables.*": (
            _ITEM_OF_TEST.format("fo") + '<var name="x" scale="1"><min>311.0</min><max>399.0</max>'
        ),
        rf"{_QUESTION}\.formula\.decimals": _ITEM_OF_TEST.format("fo") + "<answer_scale>1<",
        rf"{_QUESTION}\.formula\.sets": _ITEM_OF_TEST.format("fo") + '<var_set ident="set7"',
    },
}


@dataclass(frozen=True, slots=True)
class _Built:
    """What one target made of the marked course. text: all members' texts."""

    marks: Mapping[str, str]
    text: str
    losses: Losses


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("marked")
    marks = marked_course(folder / "content")
    done = run("build", "coursera", "blackboard", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist", marks


def _built(dist: tuple[Path, Mapping[str, str]], target: str, *patterns: str) -> _Built:
    folder, marks = dist
    losses = json.loads((folder / "reports" / "losses.json").read_text())["targets"][target]
    files = [path for pattern in patterns for path in sorted((folder / target).rglob(pattern))]
    assert files
    text = "\n".join(each for path in files for each in _texts(path.name, path.read_bytes()))
    return _Built(marks, text, losses)


def _texts(name: str, content: bytes) -> Iterator[str]:
    """Yield name and text of a file, or of all members of an archive, escapes undone."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                # The SCORM package inside has a test of its own.
                if not member.startswith("scorm/"):
                    yield from _texts(member, archive.read(member))
    else:
        text = content.decode("utf-8", "replace")
        yield f"=== {name} ===\n{html.unescape(html.unescape(text))}"


def test_what_is_not_in_the_coursera_bundle_is_a_loss(
    dist: tuple[Path, Mapping[str, str]],
) -> None:
    built = _built(dist, "coursera", "*-coursera.zip")
    dropped = [
        feature
        for feature in _dropped("coursera", built, built.losses)
        if not _is_planned(feature, _plan(dist))
    ]
    assert not dropped, "\n".join(dropped)


def test_what_is_for_graders_only_is_not_in_the_coursera_bundle(
    dist: tuple[Path, Mapping[str, str]],
) -> None:
    built = _built(dist, "coursera", "*-coursera.zip")
    secrets = [word for feature in SECRETS for word in built.marks[feature].split()]
    assert secrets
    assert not [word for word in secrets if word in built.text]


def test_what_is_not_in_the_blackboard_packages_is_a_loss(
    dist: tuple[Path, Mapping[str, str]],
) -> None:
    built = _built(dist, "blackboard", "*-course.zip", "*.war")
    # What the question files lose, the packages do not.
    losses = [loss for loss in built.losses if not loss["reason"].startswith("tab-delimited text")]
    dropped = _dropped("blackboard", built, losses)
    assert not dropped, "\n".join(dropped)


@pytest.mark.parametrize("view", ["original", "ultra"])
def test_what_is_not_in_blackboards_question_files_is_a_loss(
    view: str, dist: tuple[Path, Mapping[str, str]]
) -> None:
    built = _built(dist, "blackboard", f"{view}/*.txt")
    lost = [
        feature
        for feature, words in built.marks.items()
        if "question." in feature
        and not feature.endswith((".title", ".points"))
        and "feedback" not in feature
        and not all(_has(word, built.text) for word in words.split())
        and not named(feature, built.losses)
    ]
    assert not lost, "\n".join(lost)
    # These are named together.
    together = {(loss["feature"], loss["item"]) for loss in built.losses}
    for key in ("the-quiz", "the-bank"):
        assert {("question.settings", key), ("question.feedback", key)} <= together


def _dropped(target: str, built: _Built, losses: Losses) -> list[str]:
    exempt = {**_ORGANISATION, **_ALSO[target]}
    return [
        feature
        for feature, words in built.marks.items()
        if not any(re.fullmatch(pattern, feature) for pattern in exempt)
        and feature.removeprefix("bank.") not in SECRETS
        and not named(feature.removeprefix("second-"), losses)
        and not _stands(target, feature, words, built.text)
    ]


def _stands(target: str, feature: str, words: str, text: str) -> bool:
    for pattern, proof in _PROOFS[target].items():
        if re.fullmatch(pattern, feature):
            kind = feature.partition(".")[0]
            filled = proof.replace("{kind}", kind).replace("{title}", _titles().get(kind, ""))
            return bool(re.search(filled, text, re.DOTALL))
    return bool(words) and all(_has(word, text) for word in words.split())


def _has(word: str, text: str) -> bool:
    pattern = rf"(?<![\d.]){re.escape(word)}(?!\.?\d)" if word[0].isdigit() else re.escape(word)
    return bool(re.search(pattern, text, re.IGNORECASE))


def _titles() -> dict[str, str]:
    """Return the title of the item or module of each kind."""
    return {
        feature.removesuffix(".title"): value
        for feature, value in features()
        if feature.count(".") == 1 and feature.endswith(".title")
    }


# The plan of the Coursera bundle.

Plan = Sequence[Mapping[str, Any]]
_COURSE_KEYS = {
    "course.date": "date",
    "course.language": "language",
    "course.licence": "licence",
    "term.start": "start",
    "term.end": "end",
    "targets.coursera.course_slug": "course_slug",
}


def _plan(dist: tuple[Path, Mapping[str, str]]) -> Plan:
    (path,) = (dist[0] / "coursera").glob("*-coursera.zip")
    with zipfile.ZipFile(path) as archive:
        plan = json.loads(archive.read("upload-plan.json"))
    steps: Plan = plan["steps"]
    return steps


def _is_planned(feature: str, plan: Plan) -> bool:
    """Return whether the settings of the feature's thing hold it, with the author's value."""
    if feature in _COURSE_KEYS:
        return _COURSE_KEYS[feature] in plan[0]["settings"]
    if feature.startswith("term."):
        return any("unlock" in step.get("settings", ()) for step in plan)
    kind, _, path = feature.partition(".")
    settings: Any = _settings(kind, plan)
    for key in path.split("."):
        if not isinstance(settings, dict) or key not in settings:
            return False
        settings = settings[key]
    written = [value for name, value in features() if name == feature]
    references = isinstance(settings, (dict, list))
    return references or settings in written


def _settings(kind: str, plan: Plan) -> Mapping[str, Any]:
    title = _titles()[kind]
    of = [step["settings"] for step in plan if "settings" in step and title in _name(step)]
    assert len(of) == 1, title
    settings: Mapping[str, Any] = of[0]
    return settings


def _name(step: Mapping[str, Any]) -> tuple[str, ...]:
    return (step["module"],) if step["kind"] == "module" else (step["item"],)


def test_every_date_stands_in_the_plan(dist: tuple[Path, Mapping[str, str]]) -> None:
    plan = _plan(dist)
    term = yaml.safe_load(SHEETS["term"][1])
    for item, dates in term["items"].items():
        settings = _settings(item.removeprefix("the-"), plan)
        found = {name: settings[name][:16].replace("T", " ") for name in dates}
        assert found == dates, item


def test_every_date_stands_in_the_course_package_or_in_the_losses(
    dist: tuple[Path, Mapping[str, str]],
) -> None:
    built = _built(dist, "blackboard", "*-course.zip")
    term = yaml.safe_load(SHEETS["term"][1])
    lost = {loss["item"] for loss in built.losses if loss["feature"] == "item.dates.due"}
    for item, dates in term["items"].items():
        for name, moment in dates.items():
            written = f'value="{moment}:00 UTC"' in built.text
            assert written or (name == "due" and item in lost), (item, name)
    assert "the-assignment" not in lost


def test_the_plan_has_the_order_of_the_course(dist: tuple[Path, Mapping[str, str]]) -> None:
    plan = _plan(dist)
    modules = _once(step["module"] for step in plan if step["module"])
    assert modules == ["MKmoduletitle", "MKmoduletwo"]
    items = _once(step["item"] for step in plan if step["module"] == "MKmoduletitle")
    titles = _titles()
    order = ("audio", "video", "lesson", "notebook", "quiz", "ungraded-quiz", "lab")
    assert items == ["", *(titles[kind] for kind in order)]


def _once(values: Iterable[str]) -> list[str]:
    """Return the values in order, each run of equal ones as one."""
    found: list[str] = []
    for value in values:
        if found[-1:] != [value]:
            found.append(value)
    return found
