"""What shows in a finished package a value that cannot be searched for by itself.

A choice of few, a truth, a reference and a moment have no marker. So a pattern of features has a
pattern of the package's text. In it `{kind}` is the feature's first part, `{title}` the title of
the item of that kind, `{line}` its identifier in Canvas's modules, `{work:quiz}` that of the
quiz's assignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from coursewright_packaging.commoncartridge.ids import Ids
from marked_course import features

__all__ = ["has_word", "stands", "titles"]

_MEDIA = r"((ungraded-)?video|audio)"
_ITEM = r"(ungraded-)?(lesson|notebook|video|audio|lab|quiz|discussion|assignment|tool|link|file)"
_DONE = r'completionRequirement type="{}">\s*(<min_score>{}</min_score>\s*)?<identifierref>{{line}}'
_OWN_QUESTION = r"question\.[a-z-]+"
_DRAWN_QUESTION = r"bank\.question\.[a-z-]+"
_SCORM_PAGE = r"=== pages/item-the-{kind}\.html ===(?:(?!===).)*"
_QUESTION = r"(bank\.)?question"
_CONTENT = r'<TITLE value="{title}"(?:(?!</CONTENT>).)*'
_ITEM_OF_TEST = r'<item maxattempts="0" title="M[KB]{}title9"(?:(?!</item>).)*'
_CARTRIDGE_PAGE = r"=== pages/the-{kind}\.html ===(?:(?!===).)*"
_CARTRIDGE_PART = r"=== pages/module\.beta\.html ===(?:(?!===).)*<h2>{title}</h2>(?:(?!<h2>).)*"
_CARTRIDGE_TOPIC = "<title>{title}</title>(?:(?!</topic>).)*"
_CARTRIDGE_QUIZ = '<assessment [^>]*title="{title}"(?:(?!<section).)*'
_CARTRIDGE_ITEM = '<item [^>]*title="M[KB]{}title9"(?:(?!</item>).)*'
_CARTRIDGE_KEY = r"<varequal[^>]*>{}</varequal>\s*</conditionvar>\s*<setvar[^>]*>100<"
_CARTRIDGE_WEIGHT = r"cc_weighting</fieldlabel>\s*<fieldentry>{}<"
_CARTRIDGE_WEIGHTS = {
    "multiple-choice": ("multiplechoice", 2),
    "multiple-answer": ("multipleanswer", 2),
    "true-false": ("truefalse", 2),
    "short-answer": ("shortanswer", 2),
    "blanks": ("blanks", 1),
    "dropdowns": ("dropdowns", 1),
    "matching": ("matching", 1),
    "ordering": ("ordering", 1),
    "numeric": ("numeric", 2),
    "formula": ("formula", 2),
    "essay": ("essay", 2),
    "file-upload": ("fileupload", 2),
}
_TOWARDS = "works towards: MKoutcomestitle9, MKoutcomestitle8"
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
        r"second-module\.prerequisites": "<prerequisite type.*MKmoduletitle9",
        rf"{_MEDIA}\.captions\.(language|kind)": r'<track kind="subtitles" locale="en"',
        rf"{_ITEM}\.teaches": f"{_TOWARDS}[^<]*</p>(?:(?!===).)*",
        rf"{_ITEM}\.assesses": _TOWARDS,
        rf"({_MEDIA}|notebook|ungraded-quiz|ungraded-tool|link|file)\.requirement": _DONE.format(
            "must_view", ""
        ),
        r"lesson\.requirement": _DONE.format("must_mark_done", ""),
        r"(ungraded-)?discussion\.requirement": _DONE.format("must_contribute", ""),
        r"(lab|assignment)\.requirement": _DONE.format("must_submit", ""),
        r"quiz\.requirement\.score": _DONE.format("min_score", r"44\.0082"),
        r"tool\.requirement\.score": _DONE.format("min_score", r"10\.5924"),
        r"quiz\.shuffle_options|(bank\.)?question\.[a-z-]+\.shuffle": "<shuffle_answers>true<",
        r"quiz\.show_answers": "<show_correct_answers_at>2027-05-16T02:22:00<",
        r"ungraded-quiz\.show_answers": "<show_correct_answers>false<",
        r"ungraded-quiz\.graded": "<quiz_type>practice_quiz<",
        r"quiz\.keep": "<scoring_policy>keep_average<",
        r"quiz\.one_at_a_time": "<one_question_at_a_time>true<",
        r"quiz\.draw\.(bank|count)": "<sourcebank_ref>g[0-9a-f]{32}</[^>]*>[^<]*<[^>]*>11<",
        rf"{_OWN_QUESTION}\.outcomes": "MKoutcomestitle7(?:(?!</learningOutcome>).)*{work:quiz}",
        rf"{_DRAWN_QUESTION}\.outcomes": "MKoutcomestitle6(?:(?!</learningOutcome>).)*{work:quiz}",
        r"rubric\.criteria\.outcome": "<learning_outcome_identifierref>g[0-9a-f]{32}<",
        r"(quiz|lab|tool|discussion|assignment)\.group": (
            "<assignment_group_identifierref>{group}</"
        ),
        r"(lab|discussion|assignment)\.rubric": "<rubric_identifierref>{rubric}<",
        r"tool\.new_tab": "<external_tool_new_tab>true<",
        r"ungraded-tool\.new_tab": "MKungradedtooltitle9</title>(?:(?!</item>).)*<new_tab>true<",
        r"link\.new_tab": "MKlinktitle9</title>(?:(?!</item>).)*<new_tab>false<",
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
        r"outcomes\.outcomes\.bloom": "MKoutcomestitle9 .apply.",
        r"completion\.require": r'</item>\s*<imsss:sequencing>(?:(?!</imsss:seq).)*Set="all"',
        r"module\.sequential": 'referencedObjective="prerequisite-item-the-',
        r"module\.require": 'childActivitySet="any"',
        r"second-module\.prerequisites": 'referencedObjective="prerequisite-module-alpha"',
        r"(ungraded-)?video\.poster": 'poster="../assets/',
        rf"{_MEDIA}\.captions\.(language|kind)": '<track kind="subtitles"[^>]*srclang="en"',
        rf"{_ITEM}\.teaches": f"{_SCORM_PAGE}works towards: MKoutcomestitle9",
        rf"{_ITEM}\.assesses": f"{_SCORM_PAGE}works towards: [^<]*MKoutcomestitle8",
        rf"({_MEDIA}|notebook|link|file|ungraded-tool)\.requirement": (
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
        rf"{_OWN_QUESTION}\.outcomes": "item-the-quiz.html ===(?:(?!===).)*MKoutcomestitle7",
        rf"{_DRAWN_QUESTION}\.outcomes": "item-the-quiz.html ===(?:(?!===).)*MKoutcomestitle6",
        r"rubric\.criteria\.outcome": "item-the-assignment.html ===(?:(?!===).)*MKoutcomestitle5",
        r"(lab|discussion|assignment)\.rubric": f"{_SCORM_PAGE}MK(lab|discussion)?rubric",
        r"(ungraded-)?tool\.new_tab": 'link.target = "_blank"',
        r"bank\.question\.[a-z-]+\.points": '"points": 3.75',
    },
    "cartridge": {
        r"course\.language": '<html lang="en-GB"',
        r"course\.date": "<lomimscc:dateTime>2026-11-01<",
        r"course\.licence": "<lomimscc:string>CC-BY-SA-4.0<",
        r"outcomes\.outcomes\.bloom": r"MKoutcomestitle9 \(apply\)",
        rf"{_MEDIA}\.captions\.(language|kind)": (
            f'{_CARTRIDGE_PAGE}<track kind="subtitles"[^>]* srclang="en"'
        ),
        r"(ungraded-)?video\.poster": f'{_CARTRIDGE_PAGE} poster="../assets/',
        r"(ungraded-)?quiz\.(teaches|assesses)": f"{_CARTRIDGE_QUIZ}{_TOWARDS}",
        r"(ungraded-)?discussion\.(teaches|assesses)": f"{_CARTRIDGE_TOPIC}{_TOWARDS}",
        r"((ungraded-)?tool|link|file)\.(teaches|assesses)": f"{_CARTRIDGE_PART}{_TOWARDS}",
        rf"{_ITEM}\.(teaches|assesses)": f"{_CARTRIDGE_PAGE}{_TOWARDS}",
        rf"{_OWN_QUESTION}\.outcomes": '"MKquiztitle9".*works towards: [^<]*MKoutcomestitle7',
        rf"{_DRAWN_QUESTION}\.outcomes": '"MKquiztitle9".*works towards: [^<]*MKoutcomestitle6',
        r"rubric\.criteria\.outcome": (
            r"=== pages/the-assignment\.html ===(?:(?!===).)*works towards: [^<]*MKoutcomestitle5"
        ),
        r"discussion\.rubric": f"{_CARTRIDGE_TOPIC}MKdiscussionrubriccriteriatitle9",
        r"(lab|assignment)\.rubric": f"{_CARTRIDGE_PAGE}MK(lab)?rubriccriteriatitle9",
        r"lab\.grading\.criteria\.weight": (
            "MKlabgradingcriteriatitle9: 61.37 %.*MKlabgradingcriteriatitle8: 38.63 %"
        ),
        r"link\.new_tab": r'<url href="https://mklinkurl9\.example/page"/>',
        r"quiz\.shuffle_options": '<render_choice shuffle="Yes"',
        r"quiz\.attempts": (
            rf"{_CARTRIDGE_QUIZ}cc_maxattempts</fieldlabel>\s*<fieldentry>unlimited<"
        ),
        r"quiz\.show_answers": (
            rf"{_CARTRIDGE_QUIZ}qmd_solutionspermitted</fieldlabel>\s*<fieldentry>Yes<"
        ),
        r"ungraded-quiz\.show_answers": (
            rf"{_CARTRIDGE_QUIZ}qmd_solutionspermitted</fieldlabel>\s*<fieldentry>No<"
        ),
        # The first eleven of the bank, which has one more that can be asked.
        r"quiz\.draw\.(bank|count)": (
            'title="MBmultiplechoicetitle9".*title="MBessaytitle9"(?!.*title="MBfileuploadtitle9")'
        ),
        r"quiz\.draw\.points": 'title="MBmultiplechoicetitle9"(?:(?!</item>).)*'
        + _CARTRIDGE_WEIGHT.format(4),
    },
    "coursera": {
        r"quiz\.draw\.(bank|count)": r"Question \d+ - [^<]*, variation 2",
        rf"{_QUESTION}\.multiple-choice\.shuffle": r"Question \d+ - multiple choice, shuffle",
        rf"{_QUESTION}\.multiple-answer\.(shuffle|partial_credit)": (
            r"Question \d+ - checkbox, shuffle, partial credit"
        ),
        rf"{_QUESTION}\.multiple-choice\.options\.correct": (
            r"\*A: M[KB]multiplechoiceoptionstext9.*B: M[KB]multiplechoiceoptionstext8"
        ),
        rf"{_QUESTION}\.multiple-answer\.options\.correct": (
            r"\*A: M[KB]multipleansweroptionstext9.*\*B: M[KB]multipleansweroptionstext8"
            r".*(?<!\*)C: M[KB]multipleansweroptionstext7"
        ),
        rf"{_QUESTION}\.true-false\.answer": r"M[KB]truefalsestem9.*\*A: True.*(?<!\*)B: False",
        r"question\.[a-z-]+\.outcomes": r'"outcomes":\s*\[\s*"asked"',
        r"bank\.question\.[a-z-]+\.outcomes": r'"outcomes":\s*\[\s*"drawn"',
        r"rubric\.criteria\.outcome": r'"outcome": "rated"',
        r"outcomes\.outcomes\.bloom": r'"bloom": "apply"',
        r"(ungraded-)?video\.poster": r'"poster": "files/',
        rf"{_MEDIA}\.captions\.(language|kind)": (
            r"subtitles in en \(MK(ungraded)?(video|audio)captionslabel9\)"
        ),
    },
    "blackboard": {
        r"quiz\.(teaches|assesses)": (
            'title="MKquiztitle9"(?:(?!</questestinterop>).)*'
            "works towards: [^<]*MKoutcomestitle[98]"
        ),
        r"course\.(date|licence)": r"CC-BY-SA-4\.0 \(MKcourseversion9, 2026-11-01\)",
        r"targets\.blackboard\.signature": r"=== \.bb-package-sig ===",
        r"term\.start": '<COURSESTART value="2027-02-01 08:01:00 UTC"',
        r"term\.end": '<COURSEEND value="2027-12-30 23:02:00 UTC"',
        r"term\.modules\.unlock": '<START value="2027-03-15 08:03:00 UTC"',
        # Each moment is looked for by the test of dates.
        r"term\.items\.(unlock|due|lock)": "2027-04-11 01:11:00 UTC",
        r"outcomes\.outcomes\.bloom": r"MKoutcomestitle9 \(apply\)",
        rf"{_ITEM}\.(teaches|assesses)": f"{_CONTENT}works towards: [^<]*MKoutcomestitle[98]",
        r"question\.[a-z-]+\.outcomes": '"MKquiztitle9".*works towards: [^<]*MKoutcomestitle7',
        r"bank\.question\.[a-z-]+\.outcomes": (
            '"MKquiztitle9".*works towards: [^<]*MKoutcomestitle6'
        ),
        r"rubric\.criteria\.outcome": '"MKassignmenttitle9".*works towards: [^<]*MKoutcomestitle5',
        r"module\.sequential": '<ISSEQUENTIAL value="true"',
        r"(lab|discussion|assignment)\.rubric": (
            r'<OUTCOMEDEFINITION id="(?P<column>_\d+_1)">(?:(?!</OUTCOMEDEFINITION>).)*'
            r'<TITLE value="{title}".*<Rubric id="(?P<rubric>_\d+_1)"><Title value="{judge}"'
            r'.*<LEARNRUBRICID value="(?P=rubric)"/><GRADEBOOKCOLID value="(?P=column)"'
        ),
        r"(ungraded-)?quiz\.pass_mark": (
            r'<SCALE id="(?P<scale>_\d+_1)"><TITLE value="Pass mark {percent} %"'
            r'(?:(?!</SCALE>).)*<LOWERBOUND value="{percent}"'
            r'.*<SECONDARY_SCALEID value="(?P=scale)"(?:(?!</OUTCOMEDEFINITION>).)*'
            r'<TITLE value="{title}"'
        ),
        r"(ungraded-)?video\.poster": ' poster="@X@',
        rf"{_MEDIA}\.captions\.(language|kind)": '<track kind="subtitles"[^>]* srclang="en"',
        r"quiz\.shuffle_questions": '<RANDOMIZEQUESTIONS value="true"',
        r"quiz\.keep": '<AGGREGATIONMODEL value="Average"',
        r"quiz\.one_at_a_time": '<DELIVERYTYPE value="QUESTION_BY_QUESTION"',
        r"quiz\.attempts": '<ATTEMPTCOUNT value="{value}"',
        r"quiz\.draw\.(bank|count)": "<selection_number>11</selection_number><sourcebank_ref>",
        # Feedback is shown even where right answers never are.
        r"ungraded-quiz\.show_answers": (
            '<SHOWCORRECTANSWER value="false"/>(?:(?!</FLAGS>).)*<SHOWFEEDBACK value="true"'
        ),
        r"(quiz|lab|assignment|discussion|tool)\.group": (
            r'<CATEGORYID value="(?P<group>_\d+_1)".*<TITLE value="{title}"'
        ),
        r"(ungraded-)?tool\.new_tab": f'{_CONTENT}<LAUNCHINNEWWINDOW value="true"',
        r"link\.new_tab": f'{_CONTENT}<LAUNCHINNEWWINDOW value="false"',
        r"discussion\.mode": "MKdiscussiontitle9",
        rf"{_QUESTION}\.multiple-choice\.shuffle": (
            _ITEM_OF_TEST.format("multiplechoice") + '<render_choice shuffle="Yes"'
        ),
        rf"{_QUESTION}\.multiple-answer\.shuffle": (
            _ITEM_OF_TEST.format("multipleanswer") + '<render_choice shuffle="Yes"'
        ),
        rf"{_QUESTION}\.multiple-answer\.partial_credit": (
            _ITEM_OF_TEST.format("multipleanswer") + "<bbmd_partialcredit>true<"
        ),
        rf"{_QUESTION}\.multiple-choice\.options\.correct": (
            _ITEM_OF_TEST.format("multiplechoice") + '<respcondition title="correct">'
        ),
        rf"{_QUESTION}\.multiple-answer\.options\.correct": (
            _ITEM_OF_TEST.format("multipleanswer") + "<varequal"
        ),
        rf"{_QUESTION}\.true-false\.answer": (
            _ITEM_OF_TEST.format("truefalse") + "<varequal[^>]*>true</varequal>"
        ),
        rf"{_QUESTION}\.short-answer\.case_sensitive": (
            _ITEM_OF_TEST.format("shortanswer") + '<varequal[^>]*case="Yes"'
        ),
        rf"{_QUESTION}\.blanks\.case_sensitive": (
            _ITEM_OF_TEST.format("blanks") + '<varequal[^>]*case="Yes"'
        ),
        rf"{_QUESTION}\.(blanks|dropdowns|matching)\.partial_credit": (
            _ITEM_OF_TEST.format("blanks") + "<bbmd_partialcredit>false<"
        ),
        rf"{_QUESTION}\.ordering\.partial_credit": (
            _ITEM_OF_TEST.format("ordering") + "<bbmd_partialcredit>true<"
        ),
        rf"{_QUESTION}\.dropdowns\.dropdowns(\.correct)?": (
            _ITEM_OF_TEST.format("dropdowns") + '<response_lid[^>]* ident="(time|place)"'
        ),
        rf"{_QUESTION}\.numeric\.answers\.tolerance": (
            _ITEM_OF_TEST.format("numeric") + "<vargte[^>]*>35.375</vargte><varlte[^>]*>35.625<"
        ),
        rf"{_QUESTION}\.formula\.expression": _ITEM_OF_TEST.format("formula") + "<math",
        rf"{_QUESTION}\.formula\.variables.*": (
            _ITEM_OF_TEST.format("formula")
            + '<var name="x" scale="1"><min>311.0</min><max>399.0</max>'
        ),
        rf"{_QUESTION}\.formula\.decimals": _ITEM_OF_TEST.format("formula") + "<answer_scale>1<",
        rf"{_QUESTION}\.formula\.sets": _ITEM_OF_TEST.format("formula") + '<var_set ident="set7"',
    },
}
# Keys of questions, which both kinds of question share; the prefix of a bank is taken off.
_QUESTION_PROOFS: Mapping[str, Mapping[str, str]] = {
    "cartridge": {
        r"(multiple-choice|multiple-answer)\.shuffle": '<render_choice shuffle="Yes"',
        r"multiple-choice\.options\.correct": (
            _CARTRIDGE_ITEM.format("multiplechoice") + _CARTRIDGE_KEY.format(r"\d+")
        ),
        r"multiple-answer\.options\.correct": (
            _CARTRIDGE_ITEM.format("multipleanswer") + r'<and>\s*<varequal[^>]* case="Yes"'
        ),
        r"true-false\.answer": _CARTRIDGE_ITEM.format("truefalse") + _CARTRIDGE_KEY.format("true"),
        r"short-answer\.case_sensitive": r'case="Yes">M[KB]shortansweraccepted9<',
        r"blanks\.case_sensitive": r'case="Yes">M[KB]blanks99<',
        r"dropdowns\.dropdowns\.correct": (
            _CARTRIDGE_ITEM.format("dropdowns") + _CARTRIDGE_KEY.format(r"\d+")
        ),
        r"numeric\.answers\.feedback": _CARTRIDGE_ITEM.format("numeric")
        + "M[KB]numericanswersfeedback9",
        r"formula\.variables\..*": r"M[KB]formulastem9 3\d\d\.\d and [01]\.\d{3}\.",
        r"formula\.(expression|decimals)": (
            _CARTRIDGE_ITEM.format("formula") + _CARTRIDGE_KEY.format(r"\d{5}\.\d")
        ),
        # Rounded, and shared by the questions that stand in the place of one.
        **{
            rf"{kind}\.points": _CARTRIDGE_ITEM.format(mark) + _CARTRIDGE_WEIGHT.format(weight)
            for kind, (mark, weight) in _CARTRIDGE_WEIGHTS.items()
        },
    },
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
        r"text\.feedback\..*": "MKtextfeedbackgeneral9",
    },
    "scorm2004": {
        r"(multiple-choice|multiple-answer)\.options\.correct": (
            r'"correct": \["id-multipleansweroptionsid9", "id-multipleansweroptionsid8"\]'
        ),
        r"true-false\.answer": r'"correct": \["true"\]',
        r"[a-z-]+\.case_sensitive": '"exactCase": true',
        r"(blanks|dropdowns|matching)\.partial_credit": '"partial": false',
        r"(multiple-answer|ordering)\.partial_credit": '"partial": true',
        r"dropdowns\.dropdowns(\.correct)?": (
            r'"gaps": \{"place": \["id-dropdownsid89"\], "time": \["id-dropdownsid99"\]\}'
        ),
        r"numeric\.answers\.(exact|tolerance)": r'"ranges": \[\[35.375, 35.625\]',
        # The sets of values say all of a formula: here the first of seven, 0.75 wide.
        r"formula\.(expression|variables.*|tolerance|decimals|sets)": (
            r'"sets": \[(\{"range": \[[\d., ]+\], "values": [^}]*\}\}?(, )?){7}\]'
        ),
        r"text\.points": '"points": 0.0',
    },
}

_GROUPS = {"quiz": "quizzes"}
_RUBRICS = {"lab": "lab-work", "discussion": "discussed", "assignment": "assigned"}


def stands(target: str, feature: str, words: str, text: str) -> bool:
    """Return whether a text of the target's package shows the feature.

    words: the feature's markers, separated by spaces; all must be there when no pattern says how
    the feature shows.
    """
    for pattern, proof in _proofs(target):
        if re.fullmatch(pattern, feature):
            return bool(re.search(_filled(proof, feature), text, re.DOTALL))
    return bool(words) and all(has_word(word, text) for word in words.split())


@cache
def titles() -> dict[str, str]:
    """Return the title of the item or module of each kind."""
    return {
        feature.removesuffix(".title"): value
        for feature, value in features()
        if feature.count(".") == 1 and feature.endswith(".title")
    }


def _proofs(target: str) -> Iterator[tuple[str, str]]:
    yield from _PROOFS.get(target, {}).items()
    for pattern, proof in _QUESTION_PROOFS.get(target, {}).items():
        yield rf"(bank\.)?question\.({pattern})", proof


def _filled(proof: str, feature: str) -> str:
    kind, ids = feature.partition(".")[0], Ids("marked-course")
    value = next((each for name, each in features() if name == feature), "")
    values = {
        "{kind}": kind,
        "{percent}": f"{value * 100:g}" if isinstance(value, float) else "",
        "{judge}": titles().get("rubric" if kind == "assignment" else f"{kind}-rubric", ""),
        "{value}": str(value),
        "{title}": titles().get(kind, ""),
        "{line}": ids.of("module-item", f"the-{kind}"),
        "{work:quiz}": ids.of("assignment", "the-quiz"),
        "{group}": ids.of("group", _GROUPS.get(kind, "work")),
        "{rubric}": ids.of("rubric", _RUBRICS.get(kind, "")),
    }
    for name, value in values.items():
        proof = proof.replace(name, value)
    return proof


def has_word(word: str, text: str) -> bool:
    """Return whether a text has the word, or the number as a whole."""
    number = word[0].isdigit()
    pattern = rf"(?<![\d.]){re.escape(word)}(?!\.?\d)" if number else re.escape(word)
    return bool(re.search(pattern, text, re.IGNORECASE))
