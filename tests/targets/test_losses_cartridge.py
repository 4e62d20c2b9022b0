"""Nothing that an author writes is dropped silently by the Common Cartridge target."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from courses import run
from marked_course import SECRETS, marked_course, markers, named

_SCHEMAS = Path(__file__).parents[2] / "schemas" / "coursewright_schemas"
_TYPES = json.loads((_SCHEMAS / "quiz.schema.json").read_text("utf-8"))["$defs"]["question"][
    "properties"
]["type"]["enum"]
# Features that no package has to show, and why.
_ORGANISATION = {
    r".*\.id": "names what it stands at; identifiers are made of it",
    r"(bank\.)?question\.[a-z-]+\.type": "decides what kind of question is written",
    r"course\.(format|next_review)|rules": "for the author's own checks",
    r"course\.activity_base": "names activities where statements are sent, which none is",
    r"targets\..*": "an option of another target",
    r"term\.(modules|items)": "an id",
    r"(video|audio|file)\.(media|file)|(video|audio)\.captions\.file": "a file's name",
    r"lab\.(notebook|requirements|files)": "a file's name",
    r"module\.items": "file names; their order is that of the package",
    r"(discussion-|lab-)rubric\..*": "the first rubric's keys again",
}
# What shows a choice, a truth or a reference, which cannot be searched for by itself.
_ITEM = r"(ungraded-)?(lesson|notebook|video|audio|lab|quiz|discussion|assignment|tool|link|file)"
_TOWARDS = "works towards: MKoutcometitle, MKoutcomejudge"
_QUESTION = r"(bank\.)?question\."
_KEY = r"<varequal[^>]*>{}</varequal>\s*</conditionvar>\s*<setvar[^>]*>100<"
_PROOFS: Mapping[str, str] = {
    r"course\.language": '<html lang="en-GB"',
    r"course\.date": "<lomimscc:dateTime>2026-11-01<",
    r"course\.licence": "CC-BY-SA-4.0",
    r"outcomes\.outcomes\.bloom": r"MKoutcometitle \(apply\)",
    r"(video|audio)\.captions\.(language|kind)": '<track kind="subtitles"[^>]* srclang="en"',
    r"video\.poster": 'poster="../assets/',
    rf"{_ITEM}\.(teaches|assesses)": _TOWARDS,
    rf"{_QUESTION}[a-z-]+\.outcomes": "MKquiztitle.*works towards: [^<]*MKoutcomeasked",
    r"rubric\.criteria\.outcome": "MKassigntitle.*works towards: [^<]*MKoutcomerated",
    r"(lab|discussion|assignment)\.rubric": "MK[ld]?rubriccrittitle",
    r"link\.new_tab": r'<url href="https://mklink\.example/page"/>',
    r"quiz\.shuffle_options": '<render_choice shuffle="Yes"',
    rf"{_QUESTION}(multiple-choice|multiple-answer)\.shuffle": '<render_choice shuffle="Yes"',
    r"ungraded-quiz\.show_answers": "qmd_solutionspermitted</fieldlabel>\\s*<fieldentry>No<",
    rf"{_QUESTION}multiple-choice\.options\.correct": _KEY.format(r"\d+"),
    rf"{_QUESTION}true-false\.answer": _KEY.format("true"),
    rf"{_QUESTION}multiple-answer\.options\.correct": '<and>\\s*<varequal[^>]* case="Yes"',
    rf"{_QUESTION}short-answer\.case_sensitive": r'case="Yes">M[KB]saone<',
    rf"{_QUESTION}essay\.points": "cc.essay.v0p1.*?cc_weighting.*?<fieldentry>2<",
}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("marked")
    marked_course(folder / "content")
    done = run("build", "cartridge", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist", markers()


def _text(dist: Path) -> str:
    (package,) = (dist / "cartridge").glob("*.imscc")
    return "\n".join(_members(package.read_bytes()))


def _members(package: bytes) -> Iterator[str]:
    """Yield names and texts of an archive's members, zips in it opened, escapes undone."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".zip"):
                yield from _members(content)
            else:
                yield f"=== {name} ==="
                yield html.unescape(html.unescape(content.decode("utf-8", "replace")))


def test_what_is_not_in_the_package_is_a_loss(dist: tuple[Path, Mapping[str, str]]) -> None:
    folder, marks = dist
    text = _text(folder)
    reported = json.loads((folder / "reports" / "losses.json").read_text())["targets"]["cartridge"]
    # A loss of a whole kind of question does not say that what learners read is lost, too.
    single = [loss for loss in reported if loss["feature"].removeprefix("question.") not in _TYPES]
    dropped = [
        feature
        for feature, words in marks.items()
        if not any(re.fullmatch(pattern, feature) for pattern in _ORGANISATION)
        and feature.removeprefix("bank.") not in SECRETS
        and not named(feature.removeprefix("second-"), single if _is_read(feature) else reported)
        and not _stands(feature, words, text)
    ]
    assert not dropped, "\n".join(dropped)


def test_what_is_for_graders_only_is_not_in_the_package(
    dist: tuple[Path, Mapping[str, str]],
) -> None:
    folder, marks = dist
    text = _text(folder)
    secrets = [word for feature in SECRETS for word in marks[feature].split()]
    assert secrets
    assert not [word for word in secrets if word in text]


def _is_read(feature: str) -> bool:
    return "question." in feature and (".feedback" in feature or feature.endswith(".stem"))


def _stands(feature: str, words: str, text: str) -> bool:
    for pattern, proof in _PROOFS.items():
        if re.fullmatch(pattern, feature):
            return bool(re.search(proof, text, re.DOTALL))
    return bool(words) and all(_has(word, text) for word in words.split())


def _has(word: str, text: str) -> bool:
    pattern = rf"(?<![\d.]){re.escape(word)}(?!\.?\d)" if word[0].isdigit() else re.escape(word)
    return bool(re.search(pattern, text, re.IGNORECASE))
