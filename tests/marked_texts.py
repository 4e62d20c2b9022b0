"""What the marked course has beside keys: texts, notebooks and files.

Words that begin with MK stand nowhere else. The first heading of a text has none, since it gives
way to `title`.
"""

from __future__ import annotations

from typing import Any

__all__ = ["BODIES", "FILES", "LAB_NOTEBOOK", "notebook"]

BODIES: dict[str, str] = {
    "lesson": """# Heading
_QUESTIONS = """
questions:
  - type: multiple-choice
    id: choice
    title: MKmctitle
    stem: MKmcstem
    points: 2.11
    outcomes: [asked]
    shuffle: true
    options:
      - {id: right, text: MKmcright, correct: true, feedback: MKmcfbright}
      - {text: MKmcwrong, feedback: MKmcfbwrong}
    feedback: {general: MKmcgeneral, correct: MKmccorrect, incorrect: MKmcincorrect}
  - type: multiple-answer
    id: answers
    title: MKmatitle
    stem: MKmastem
    points: 2.12
    outcomes: [asked]
    shuffle: true
    partial_credit: true
    options:
      - {id: one, text: MKmaone, correct: true, feedback: MKmafbone}
      - {text: MKmatwo, correct: true, feedback: MKmafbtwo}
      - {text: MKmathree, feedback: MKmafbthree}
    feedback: {general: MKmageneral, correct: MKmacorrect, incorrect: MKmaincorrect}
  - type: true-false
    id: truth
    title: MKtftitle
    stem: MKtfstem
    points: 2.13
    outcomes: [asked]
    answer: true
    true_feedback: MKtffbtrue
    false_feedback: MKtffbfalse
    feedback: {general: MKtfgeneral, correct: MKtfcorrect, incorrect: MKtfincorrect}
  - type: short-answer
    id: short
    title: MKsatitle
    stem: MKsastem
    points: 2.14
    outcomes: [asked]
    case_sensitive: true
    accepted: [MKsaone, {answer: MKsatwo, feedback: MKsafbtwo}]
    feedback: {general: MKsageneral, correct: MKsacorrect, incorrect: MKsaincorrect}
  - type: blanks
    id: gaps
    title: MKbltitle
    stem: "MKblstem [what] and [vessel]."
    points: 2.15
    outcomes: [asked]
    case_sensitive: true
    partial_credit: false
    blanks:
      what: [MKblwhat, {answer: MKblother, feedback: MKblfbother}]
      vessel: [MKblvessel]
    feedback: {general: MKblgeneral, correct: MKblcorrect, incorrect: MKblincorrect}
  - type: dropdowns
    id: lists
    title: MKddtitle
    stem: "MKddstem [time] and [place]."
    points: 2.16
    outcomes: [asked]
    partial_credit: false
    dropdowns:
      time:
        - {id: soon, text: MKddsoon, correct: true, feedback: MKddfbsoon}
        - {text: MKddlate, feedback: MKddfblate}
      place:
        - {text: MKddhere, correct: true}
        - {text: MKddthere}
    feedback: {general: MKddgeneral, correct: MKddcorrect, incorrect: MKddincorrect}
  - type: matching
    id: pairs
    title: MKmttitle
    stem: MKmtstem
    points: 2.17
    outcomes: [asked]
    partial_credit: false
    pairs:
      - {id: first, prompt: MKmtleftone, match: MKmtrightone}
      - {prompt: MKmtlefttwo, match: MKmtrighttwo}
    distractors: [MKmtdistractor]
    feedback: {general: MKmtgeneral, correct: MKmtcorrect, incorrect: MKmtincorrect}
  - type: ordering
    id: order
    title: MKortitle
    stem: MKorstem
    points: 2.18
    outcomes: [asked]
    partial_credit: true
    entries: [MKorone, MKortwo, MKorthree]
    feedback: {general: MKorgeneral, correct: MKorcorrect, incorrect: MKorincorrect}
  - type: numeric
    id: number
    title: MKnutitle
    stem: MKnustem
    points: 2.19
    outcomes: [asked]
    answers:
      - {exact: 35.5, tolerance: 0.125, feedback: MKnufbexact}
      - {range: [121.5, 143.5], feedback: MKnufbrange}
    feedback: {general: MKnugeneral, correct: MKnucorrect, incorrect: MKnuincorrect}
  - type: formula
    id: formula
    title: MKfotitle
    stem: "MKfostem [x] and [y]."
    points: 2.21
    outcomes: [asked]
    expression: x * 212 + y
    variables:
      x: {min: 311, max: 399, decimals: 1}
      y: {min: 0.625, max: 1.625, decimals: 3}
    tolerance: 0.375
    decimals: 1
    sets: 7
    feedback: {general: MKfogeneral, correct: MKfocorrect, incorrect: MKfoincorrect}
  - type: essay
    id: essay
    title: MKestitle
    stem: MKesstem
    points: 2.22
    outcomes: [asked]
    model_answer: MKesmodelanswer of the essay
    feedback: {general: MKesgeneral, correct: MKescorrect, incorrect: MKesincorrect}
  - type: file-upload
    id: upload
    title: MKuptitle
    stem: MKupstem
    points: 2.23
    outcomes: [asked]
    extensions: [mkupext]
    feedback: {general: MKupgeneral, correct: MKupcorrect, incorrect: MKupincorrect}
  - type: text
    id: words
    title: MKtetitle
    stem: MKtestem
    points: 0
    outcomes: [asked]
    feedback: {general: MKtegeneral, correct: MKtecorrect, incorrect: MKteincorrect}
"""

_BANKED = _QUESTIONS.replace("MK", "MB").replace("mkup", "mbup").replace("asked", "drawn")
BANK = f"id: the-bank\ntitle: MKbanktitle{_BANKED}"

_CAPTIONS = """
captions:
  - {language: en, label: MK@caption, file: @.vtt, kind: subtitles}
"""


def _rubric(name: str, mark: str, top: float) -> str:
    return f"""
id: {name}
title: {mark}title
description: {mark}desc
criteria:
  - id: taste
    title: {mark}crittitle
    description: {mark}critdesc
    points: {top}
    outcome: rated
    ratings:
      - {{id: best, title: {mark}rating, description: {mark}ratdesc, points: {top}}}
      - {{title: {mark}norating, points: 0}}
"""


SHEETS: dict[str, tuple[str, str]] = {
    "course": (
        "course.yaml",
        """
format: 1
id: marked-course
title: MKcoursetitle
description: MKcoursedesc.
version: MKversion.8.9
date: 2026-11-01
next_review: 2099-01-01
support: mksupport@example.org
language: en-GB
licence: CC-BY-SA-4.0
authors:
  - {name: MKauthor, email: mkemail@example.org, role: MKrole}
  - MKsecondauthor
duration: MKduration
difficulty: MKdifficulty
prerequisites: [MKprerequisite]
assessment_type: MKassessmenttype
grading:
  groups:
    - id: quizzes
      title: MKgroupquizzes
      weight: 35.37
      drop_lowest: 1
      drop_highest: 2
      never_drop: [the-quiz]
    - {id: work, title: MKgroupwork, weight: 64.63}
  scheme:
    - {letter: MKgradetop, minimum: 0.9123}
    - {letter: MKgradelow, minimum: 0}
  late: {deduction: 13.1, interval: hour, minimum: 57.1, missing_deduction: 91.1}
completion:
  require: all-modules
  minimum_score: 0.7654
  certificate: true
  certificate_score: 0.8765
activity_base: https://mkactivities.example/xapi
targets:
  scorm2004: {edition: 3rd, profile: moodle}
  canvas: {course_code: MKcode, lab_url: "https://mklabs.example/launch"}
  blackboard:
    vendor_id: mkvi
    vendor_name: MKvendor
    vendor_url: https://mkvendor.example
    signature: true
  coursera: {base_image: "mkbase/image:1", course_slug: mk-slug}
media:
  video:
    profile: coursera
    containers: [mp4]
    codecs: [h264]
    codec_profiles: [High]
    pixel_formats: [yuv420p]
    width: 1920
    height: 1080
    constant_rate: true
    progressive: true
    index_first: true
    keyframe_seconds: 10
    picture_kbit: 8000
    frozen_seconds: 60
    black_seconds: 3
    plan_tolerance: 0
  sound:
    codecs: [aac, mp3]
    sample_rates: [48000]
    channels: 2
    loudness: -16
    loudness_tolerance: 3
    true_peak: -1
    silent_seconds: 10
  captions:
    guideline: netflix
    characters_per_second: 20
    words_per_minute: 0
    row: 42
    rows: 2
    shortest: 0.8
    longest: 7
    gap: 0
    offset: 0.5
rules: {output-has-alt-text: error}
""",
    ),
    "outcomes": (
        "outcomes.yaml",
        """
scale:
  - {title: MKscaletop, points: 5.25}
  - {title: MKscalemiddle, points: 3.25}
  - {title: MKscalelow, points: 0}
mastery: 3.25
outcomes:
  - {id: brew, title: MKoutcometitle, description: MKoutcomedesc, bloom: apply}
  - {id: judge, title: MKoutcomejudge, bloom: evaluate}
  - {id: asked, title: MKoutcomeasked}
  - {id: drawn, title: MKoutcomedrawn}
  - {id: rated, title: MKoutcomerated}
""",
    ),
    "term": (
        "terms/spring.yaml",
        "title: MKtermtitle\ntimezone: Etc/UTC\n"
        "start: 2027-02-01 08:01\nend: 2027-12-30 23:02\n"
        "modules:\n  beta: {unlock: 2027-03-15 08:03}\nitems:\n"
        + "".join(
            f"  the-{kind}: {{unlock: 2027-04-{day} 01:11, due: 2027-05-{day} 02:22,"
            f" lock: 2027-06-{day} 03:33}}\n"
            for day, kind in enumerate(
                "lesson notebook video audio lab quiz ungraded-quiz discussion "
                "ungraded-discussion assignment tool ungraded-tool link file".split(),
                start=11,
            )
        ),
    ),
    "rubric": ("rubrics/assigned.yaml", _rubric("assigned", "MKrubric", 82.5)),
    "discussion-rubric": ("rubrics/discussed.yaml", _rubric("discussed", "MKdrubric", 17.5)),
    "lab-rubric": ("rubrics/lab.yaml", _rubric("lab-work", "MKlrubric", 61.5)),
    "module": (
        "01-alpha/module.yaml",
        """
id: alpha
title: MKmoduletitle
summary: MKmodulesummary
sequential: true
require: one
items:
  - 04-audio.audio.yaml
  - 03-video.video.yaml
  - 01-lesson.md
  - 02-notebook.ipynb
  - 05-quiz.quiz.yaml
  - 06-ungraded-quiz.quiz.yaml
  - lab-1
""",
    ),
    "second-module": (
        "02-beta/module.yaml",
        "id: beta\ntitle: MKmoduletwo\nprerequisites: [alpha]\n",
    ),
    "video": (
        "01-alpha/03-video.video.yaml",
        f"""
id: the-video
title: MKvideotitle
summary: MKvideosummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1013
media: video.mp4
poster: poster.png
description: MKvideodesc
audio_description: {{file: described.mp4}}
{_CAPTIONS.replace("@", "video")}""",
    ),
    "audio": (
        "01-alpha/04-audio.audio.yaml",
        f"""
id: the-audio
title: MKaudiotitle
summary: MKaudiosummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1014
media: audio.mp3
description: MKaudiodesc
{_CAPTIONS.replace("@", "audio")}""",
    ),
    "quiz": (
        "01-alpha/05-quiz.quiz.yaml",
        f"""
id: the-quiz
title: MKquiztitle
summary: MKquizsummary
teaches: [brew]
assesses: [judge]
requirement: {{score: 0.6543}}
minutes: 1015
introduction: MKquizintro
group: quizzes
shuffle_questions: true
shuffle_options: true
attempts: 137
time_limit: 213
pass_mark: 0.6789
show_answers: after-due
keep: average
one_at_a_time: true
{_QUESTIONS}
  - draw: {{id: drawn, bank: the-bank, count: 11, points: 3.75}}
""",
    ),
    "ungraded-quiz": (
        "01-alpha/06-ungraded-quiz.quiz.yaml",
        """
id: the-ungraded-quiz
title: MKuquiztitle
summary: MKuquizsummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1016
introduction: MKuquizintro
pass_mark: 0.5678
graded: false
show_answers: never
questions:
  - {type: true-false, stem: MKuquizstem, answer: false, points: 1.85}
""",
    ),
    "lab": (
        "01-alpha/lab-1/metadata.yml",
        """
id: the-lab
title: MKlabtitle
summary: MKlabsummary
teaches: [brew]
assesses: [brew, judge]
requirement: submit
minutes: 1017
notebook: work.ipynb
points: 61.5
group: work
rubric: lab-work
files: ["given/*.py"]
requirements: needs.txt
grading:
  criteria:
    - {id: tests, title: MKlabcritauto, weight: 0.6137}
    - {id: hand, title: MKlabcrithand, weight: 0.3863, manual: true}
hints:
  mkhintpart:
    {level_1: MKhintone, level_2: MKhinttwo, level_3: MKhintthree, solution: MKhintsolution of it}
""",
    ),
    "tool": (
        "02-beta/04-tool.tool.yaml",
        """
id: the-tool
title: MKtooltitle
summary: MKtoolsummary
teaches: [brew]
assesses: [judge]
requirement: {score: 0.5432}
minutes: 1021
url: https://mktool.example/launch
custom: {mktoolparam: mktoolvalue}
points: 19.5
group: work
new_tab: true
description: MKtooldesc
""",
    ),
    "ungraded-tool": (
        "02-beta/05-ungraded-tool.tool.yaml",
        """
id: the-ungraded-tool
title: MKutooltitle
summary: MKutoolsummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1022
url: https://mkutool.example/launch
custom: {mkutoolparam: mkutoolvalue}
new_tab: true
description: MKutooldesc
""",
    ),
    "link": (
        "02-beta/06-link.link.yaml",
        """
id: the-link
title: MKlinktitle
summary: MKlinksummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1023
url: https://mklink.example/page
new_tab: false
description: MKlinkdesc
""",
    ),
    "file": (
        "02-beta/07-file.file.yaml",
        """
id: the-file
title: MKfiletitle
summary: MKfilesummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1024
file: sheet.txt
description: MKfiledesc
""",
    ),
    "ungraded-video": (
        "02-beta/09-ungraded-video.video.yaml",
        """
id: the-ungraded-video
title: MKuvideotitle
summary: MKuvideosummary
teaches: [brew]
assesses: [judge]
requirement: view
minutes: 1025
media: ../01-alpha/video.mp4
poster: ../01-alpha/poster.png
description: MKuvideodesc
audio_description: {not_needed: MKnotneeded}
collaborate: https://mkcollaborate.example/recording
captions:
  - {language: en, label: MKuvideocaption, file: ../01-alpha/video.vtt, kind: subtitles}
""",
    ),
    "heading": ("02-beta/08-heading.heading.yaml", "id: the-heading\ntitle: MKheading\n"),
}

PAGES: dict[str, tuple[str, str, str]] = {
    "lesson": (
        "01-alpha/01-lesson.md",
        """
id: the-lesson
title: MKlessontitle
summary: MKlessonsummary
teaches: [brew, judge, asked, drawn, rated]
assesses: [judge]
requirement: done
minutes: 1011
""",
        """# Heading

MKbodytext ~~MKbodystruck~~ [MKbodyfrench]{lang=fr}[^note]

[^note]: MKbodyfootnote

::: tip MKbodytiptitle
MKbodytiptext
:::

::: details MKbodydetailstitle
MKbodydetailstext
:::

::: table MKbodycaption
| MKbodycolumn | b |
|:--|--:|
| MKbodycell | 2 |
:::

::: figure
![MKbodyalt](picture.svg "MKbodyfigure")

::: long-description
MKbodylongdescription
:::
:::

::: video 03-video.video.yaml
:::

```python title="MKbodycodetitle" description="MKbodycodedesc"
print("MKbodycodeline")
```

MKbodyterm
: MKbodydefinition

- [x] MKbodytask

$MKbodyformula = 2$

```question
type: multiple-choice
stem: MKselfstem
options:
  - {text: MKselfright, correct: true, feedback: MKselffeedback}
  - {text: MKselfwrong}
feedback: {general: MKselfgeneral}
```

[MKbodylink](../02-beta/06-link.link.yaml)
""",
    "discussion": "# Heading\n\nMKdiscusstext\n",
    "ungraded-discussion": "# Heading\n\nMKudiscusstext\n",
    "assignment": "# Heading\n\nMKassigntext\n",
}


def _cell(kind: str, source: str, **more: Any) -> dict[str, Any]:
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code, **more}


def _notebook(metadata: dict[str, Any], *cells: dict[str, Any]) -> dict[str, Any]:
    python = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    numbered = [{"id": f"c{number}", **cell} for number, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata | python, "cells": numbered}


def _graded(name: str, *, tests: bool) -> dict[str, Any]:
    grading = {"grade_id": name, "grade": tests, "locked": tests, "solution": not tests}
    return {"nbgrader": {**grading, "task": False, "schema_version": 3, "points": 5}}


_OUTPUT = {"output_type": "stream", "name": "stdout", "text": "MKnotebookoutput\n"}


def notebook(keys: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook lesson with its keys."""
    return _notebook(
        {"coursewright": keys},
        _cell("markdown", "# Heading\n\nMKnotebooktext"),
        _cell("code", 'print("MKnotebookcode")', execution_count=1, outputs=[_OUTPUT]),
    )


# Solution and hidden test have no marker word here: a public package must not hold them.
LAB_NOTEBOOK = _notebook(
    {},
    _cell("markdown", "# Heading\n\nMKlabtext"),
    _cell(
        "code",
        "def tea():\n    ### BEGIN SOLUTION\n    return 'secret of the lab'\n    ### END SOLUTION",
        metadata=_graded("tea", tests=False),
    ),
    _cell(
        "code",
        "assert tea()  # MKlabtest\n### BEGIN HIDDEN TESTS\n"
        "assert tea() == 'secret of the lab'\n### END HIDDEN TESTS",
        metadata=_graded("test-tea", tests=True),
    ),
)

FILES: dict[str, str | bytes] = {
    "01-alpha/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "01-alpha/poster.png": b"\x89PNG\r\n\x1a\n",
    "01-alpha/video.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nMKvideospoken\n",
    "01-alpha/audio.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nMKaudiospoken\n",
    "01-alpha/lab-1/needs.txt": "numpy\n",
    "01-alpha/lab-1/given/start.py": "print('MKgiven')\n",
    "01-alpha/lab-1/tests/test_tea.py": "def test_tea():\n    assert 'secret test of the lab'\n",
    "01-alpha/lab-1/solution/answer.py": "print('secret file of the lab')\n",
    "02-beta/sheet.txt": "MKsheet\n",
}
