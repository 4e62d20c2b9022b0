"""Nothing that an author writes is dropped silently by the Canvas and SCORM 2004 targets."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from courses import run
from coursewright_packaging.commoncartridge.ids import Ids
from marked_course import SECRETS, marked_course, named
from marked_texts import SHEETS

_SCHEMAS = Path(__file__).parents[2] / "schemas" / "coursewright_schemas"
_TYPES = json.loads((_SCHEMAS / "quiz.schema.json").read_text("utf-8"))["$defs"]["question"][
    "properties"
]["type"]["enum"]


# Features that no package has to show, and why.
_ORGANISATION = {
    r".*\.id": "names what it stands at; identifiers of packages are made of it",
    r"(bank\.)?question\.[a-z-]+\.type": "decides what kind of question is written",
    r"course\.(format|next_review)|rules": "for the author's own checks",
    r"course\.activity_base": "names activities where statements are sent, which neither does",
    r"targets\..*": "an option of another target",
    r"term\.(modules|items)": "an id",
    r"(video|audio|file)\.(media|file)|(video|audio)\.captions\.file": "a file's name",
    r"lab\.(notebook|requirements|files)": "a file's name",
    r"module\.items": "file names; their order is that of the package",
    r"(discussion-|lab-)rubric\..*": "the first rubric's keys again",
}


def _is_organisation(feature: str, target: str) -> bool:
    return not feature.startswith(f"targets.{target}.") and any(
        re.fullmatch(pattern, feature) for pattern in _ORGANISATION
    )


# What shows a choice, a truth or a reference, which cannot be searched for by itself: a pattern of
# features, and a pattern of the package's text. {kind} is the feature's first part, {line} the
# identifier of its item in Canvas's modules, {work} that of its assignment.
_ITEM = r"(ungraded-)?(lesson|notebook|video|audio|lab|quiz|discussion|assignment|tool|link|file)"
_DONE = r'completionRequirement type="{}">\s*(<min_score>{}</min_score>\s*)?<identifierref>{{line}}'
_OWN_QUESTION = r"question\.[a-z-]+"
_DRAWN_QUESTION = r"bank\.question\.[a-z-]+"
_SCORM_PAGE = r"=== pages/item-the-{kind}\.html ===(?:(?!===).)*"
_PROOFS: Mapping[str, Mapping[str, str]] = {
    "canvas": {
        r"course\.language": "<locale>en-GB<",
        r"course\.date": "2026-11-01",
        r"course\.licence": "CC-BY-SA-4.0",
        r"outcomes\.outcomes\.bloom": "Bloom: apply",
        r"grading\.groups\.drop_lowest": r"<drop_type>drop_lowest</drop_type>\s*<drop_count>1<",
        r"grading\.groups\.drop_highest": r"<drop_type>drop_highest</drop_type>\s*<drop_count>2<",
        r"grading\.groups\.never_drop": (
            r"<drop_type>never_drop</drop_type>\s*<identifierref>{work:quiz}<"
        ),
        r"grading\.late\.interval": "<late_submission_interval>hour<",
        r"term\.start": "<start_at>2027-02-01T08:01:00<",
        r"term\.end": "<conclude_at>2027-12-30T23:02:00<",
        # Moments are written in UTC, so the zone stands in each of them.
        r"term\.timezone": "<start_at>2027-02-01T08:01:00<",
        r"term\.modules\.unlock": "<unlock_at>2027-03-15T08:03:00<",
        # Each moment is looked for by the test of dates.
        r"term\.items\.(unlock|due|lock)": "T01:11:00",
        r"module\.sequential": "<require_sequential_progress>true<",
        r"module\.require": "<requirement_count>1<",
        r"second-module\.prerequisites": "<prerequisite type.*MKmoduletitle",
        r"(video|audio)\.captions\.(language|kind)": r'<track kind="subtitles" locale="en"',
        rf"{_ITEM}\.teaches": "works towards: MKoutcometitle, MKoutcomejudge[^<]*</p>(?:(?!===).)*",
        rf"{_ITEM}\.assesses": "works towards: MKoutcometitle, MKoutcomejudge",
        r"(video|audio|notebook|ungraded-quiz|ungraded-tool|link|file)\.requirement": _DONE.format(
            "must_view", ""
        ),
        r"lesson\.requirement": _DONE.format("must_mark_done", ""),
        r"(ungraded-)?discussion\.requirement": _DONE.format("must_contribute", ""),
        r"(lab|assignment)\.requirement": _DONE.format("must_submit", ""),
        r"quiz\.requirement\.score": _DONE.format("min_score", r"29\.6136"),
        r"tool\.requirement\.score": _DONE.format("min_score", r"10\.5924"),
        r"quiz\.shuffle_options|(bank\.)?question\.[a-z-]+\.shuffle": "<shuffle_answers>true<",
        r"quiz\.show_answers": "<show_correct_answers_at>2027-05-16T02:22:00<",
        r"ungraded-quiz\.show_answers": "<show_correct_answers>false<",
        r"ungraded-quiz\.graded": "<quiz_type>practice_quiz<",
        r"quiz\.keep": "<scoring_policy>keep_average<",
        r"quiz\.one_at_a_time": "<one_question_at_a_time>true<",
        r"quiz\.draw\.(bank|count)": "<sourcebank_ref>g[0-9a-f]{32}</[^>]*>[^<]*<[^>]*>11<",
        rf"{_OWN_QUESTION}\.outcomes": "MKoutcomeasked(?:(?!</learningOutcome>).)*{work:quiz}",
        rf"{_DRAWN_QUESTION}\.outcomes": "MKoutcomedrawn(?:(?!</learningOutcome>).)*{work:quiz}",
        r"rubric\.criteria\.outcome": "<learning_outcome_identifierref>g[0-9a-f]{32}<",
        r"(quiz|lab|tool|discussion|assignment)\.group": (
            "<assignment_group_identifierref>{group}</"
        ),
        r"(lab|discussion|assignment)\.rubric": "<rubric_identifierref>{rubric}<",
        r"tool\.new_tab": "<external_tool_new_tab>true<",
        r"ungraded-tool\.new_tab": "MKutooltitle</title>(?:(?!</item>).)*<new_tab>true<",
        r"link\.new_tab": "MKlinktitle</title>(?:(?!</item>).)*<new_tab>false<",
        r"(ungraded-)?discussion\.post_first": "<require_initial_post>true<",
        r"discussion\.mode|(discussion|assignment)\.peer_review\..*": (
            r"<automatic_peer_reviews>false</[a-z_]*>\s*"
            r"<anonymous_peer_reviews>true</[a-z_]*>\s*<peer_review_count>3<"
        ),
        r"assignment\.submission": (">online_text_entry,online_upload,online_url,media_recording<"),
    },
    "scorm2004": {
        r"targets\.scorm2004\.edition": ">2004 3rd Edition<",
        r"targets\.scorm2004\.profile": 'type="aicc_script"',
        r"course\.language": '<html lang="en-GB"',
        r"course\.date": "2026-11-01",
        r"course\.licence": "CC-BY-SA-4.0",
        r"outcomes\.outcomes\.bloom": "MKoutcometitle .apply.",
        r"completion\.require": r'</item>\s*<imsss:sequencing>(?:(?!</imsss:seq).)*Set="all"',
        r"module\.sequential": 'referencedObjective="prerequisite-item-the-',
        r"module\.require": 'childActivitySet="any"',
        r"second-module\.prerequisites": 'referencedObjective="prerequisite-module-alpha"',
        r"video\.poster": 'poster="../assets/',
        r"(video|audio)\.captions\.(language|kind)": '<track kind="subtitles"[^>]*srclang="en"',
        rf"{_ITEM}\.teaches": f"{_SCORM_PAGE}works towards: MKoutcometitle",
        rf"{_ITEM}\.assesses": f"{_SCORM_PAGE}works towards: [^<]*MKoutcomejudge",
        r"(video|audio|notebook|link|file|ungraded-tool)\.requirement": (
            f'{_SCORM_PAGE}data-completes="view"'
        ),
        r"lesson\.requirement": f'{_SCORM_PAGE}data-completes="mark"',
        r"quiz\.group": "objectiveMeasureWeight=",
        r"quiz\.shuffle_questions": f'{_SCORM_PAGE}"shuffle": true}}',
        r"quiz\.shuffle_options|(bank\.)?question\.[a-z-]+\.shuffle": '"shuffle": true, "title"',
        r"quiz\.keep": '"keep": "average"',
        r"ungraded-quiz\.show_answers": '"showAnswers": "never"',
        r"ungraded-quiz\.graded": (
            'identifier="item-the-ungraded-quiz"(?:(?!</item>).)*objectiveMeasureWeight="0"'
        ),
        r"quiz\.draw\.(bank|count)|bank\.title": '"pick": 11, "questions"',
        rf"{_OWN_QUESTION}\.outcomes": "item-the-quiz.html ===(?:(?!===).)*MKoutcomeasked",
        rf"{_DRAWN_QUESTION}\.outcomes": "item-the-quiz.html ===(?:(?!===).)*MKoutcomedrawn",
        r"rubric\.criteria\.outcome": "item-the-assignment.html ===(?:(?!===).)*MKoutcomerated",
        r"(lab|discussion|assignment)\.rubric": f"{_SCORM_PAGE}MK[ld]?rubric",
        r"(ungraded-)?tool\.new_tab": 'link.target = "_blank"',
        r"bank\.question\.[a-z-]+\.points": '"points": 1.75',
    },
}
# Keys of questions, which both kinds of question share; the prefix of a bank is taken off.
_QUESTION_PROOFS: Mapping[str, Mapping[str, str]] = {
    "canvas": {
        r"multiple-choice\.options\.correct": "<setvar",
        r"multiple-answer\.(options\.correct|partial_credit)": "<not><varequal|<not>\\s*<varequal",
        r"true-false\.answer": "<setvar",
        r"dropdowns\.dropdowns(\.correct)?": 'varequal respident="response_(time|place)"',
        r"numeric\.answers\.tolerance": "<vargte [^>]*>35.375<.*<varlte [^>]*>35.625<",
        r"ordering\.partial_credit": 'setvar varname="SCORE" action="Add">33.33<',
        r"formula\.expression": r"<formula>x \* 212 \+ y<",
        r"formula\.variables(\.decimals)?": 'var name="x" scale="1".*var name="y" scale="3"',
        r"formula\.decimals": 'decimal_places="1"',
        r"formula\.sets": r'(<var_set ident="\d+">(?:(?!<var_set ).)*){7}</var_sets>',
        r"text\.points": "text_only_question</.*?<fieldentry>0<",
        r"text\.feedback\..*": "MKtegeneral",
    },
    "scorm2004": {
        r"(multiple-choice|multiple-answer)\.options\.correct": r'"correct": \["one", "o2"\]',
        r"true-false\.answer": r'"correct": \["true"\]',
        r"[a-z-]+\.case_sensitive": '"exactCase": true',
        r"(blanks|dropdowns|matching)\.partial_credit": '"partial": false',
        r"(multiple-answer|ordering)\.partial_credit": '"partial": true',
        r"dropdowns\.dropdowns(\.correct)?": r'"gaps": \{"place": \["o1"\], "time": \["soon"\]\}',
        r"numeric\.answers\.(exact|tolerance)": r'"ranges": \[\[35.375, 35.625\]',
        # The sets of values say all of a formula: here the first of seven, 0.75 wide.
        r"formula\.(expression|variables.*|tolerance|decimals|sets)": (
            r'"sets": \[(\{"range": \[[\d., ]+\], "values": [^}]*\}\}?(, )?){7}\]'
        ),
        r"text\.points": '"points": 0.0',
    },
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, str]]:
    folder = tmp_path_factory.mktemp("marked")
    marks = marked_course(folder / "content")
    done = run("build", "canvas", "scorm2004", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist", marks


def test_every_date_stands_in_the_canvas_package_or_in_the_losses(
    course: tuple[Path, Mapping[str, str]],
) -> None:
    dist, _ = course
    text, losses = _output(dist, "canvas")
    lost = {loss["item"] for loss in losses if loss["feature"] == "item.dates"}
    term = yaml.safe_load(SHEETS["term"][1])
    for item, dates in term["items"].items():
        written = [f"{each.replace(' ', 'T')}:00" in text for each in dates.values()]
        assert item in lost or all(written), item
    assert "the-assignment" not in lost
    assert "the-ungraded-discussion" not in lost


@pytest.mark.parametrize("target", ["canvas", "scorm2004"])
def test_what_is_not_in_the_package_is_a_loss(
    target: str, course: tuple[Path, Mapping[str, str]]
) -> None:
    dist, marks = course
    text, reported = _output(dist, target)
    # A loss of a whole kind of question does not say that its feedback is lost, too.
    losses = [loss for loss in reported if loss["feature"].removeprefix("question.") not in _TYPES]
    dropped = [
        feature
        for feature, words in marks.items()
        if not _is_organisation(feature, target)
        and feature.removeprefix("bank.") not in SECRETS
        and not named(feature, losses)
        and not _stands(feature, words, text, target)
    ]
    assert not dropped, "\n".join(dropped)


def _output(dist: Path, target: str) -> tuple[str, list[Mapping[str, str]]]:
    """Return all that the target's packages say, and what it reports as lost."""
    every = sorted(p for p in (dist / target).iterdir() if p.suffix in (".imscc", ".zip"))
    reported = json.loads((dist / "reports" / "losses.json").read_text())["targets"][target]
    return "\n".join(line for each in every for line in _members(each.read_bytes())), reported


def _stands(feature: str, words: str, text: str, target: str) -> bool:
    for pattern, proof in _proofs(target):
        if re.fullmatch(pattern, feature):
            return bool(re.search(_filled(proof, feature), text, re.DOTALL))
    return bool(words) and all(_has(word, text) for word in words.split())


def _proofs(target: str) -> Iterator[tuple[str, str]]:
    yield from _PROOFS[target].items()
    for pattern, proof in _QUESTION_PROOFS[target].items():
        yield rf"(bank\.)?question\.({pattern})", proof


_GROUPS = {"quiz": "quizzes"}
_RUBRICS = {"lab": "lab-work", "discussion": "discussed", "assignment": "assigned"}


def _filled(proof: str, feature: str) -> str:
    kind, ids = feature.partition(".")[0], Ids("marked-course")
    values = {
        "{kind}": kind,
        "{line}": ids.of("module-item", f"the-{kind}"),
        "{work:quiz}": ids.of("assignment", "the-quiz"),
        "{group}": ids.of("group", _GROUPS.get(kind, "work")),
        "{rubric}": ids.of("rubric", _RUBRICS.get(kind, "")),
    }
    for name, value in values.items():
        proof = proof.replace(name, value)
    return proof


def _has(word: str, text: str) -> bool:
    number = word[0].isdigit()
    pattern = rf"(?<![\d.]){re.escape(word)}(?!\.?\d)" if number else re.escape(word)
    return bool(re.search(pattern, text, re.IGNORECASE))


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
