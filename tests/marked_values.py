"""What the schemas cannot tell of the marked course: ids that resolve, dates, files, sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schema_values import ABSENT, Each

__all__ = ["LENGTHS", "NAMES", "VALUES"]

_DATED = tuple(
    f"the-{kind}"
    for kind in (
        "lesson notebook video audio lab quiz ungraded-quiz discussion "
        "ungraded-discussion assignment tool ungraded-tool link file"
    ).split()
)
# Of questions whose points share out evenly into what the formats can hold.
_POINTS = {
    kind: 2 + hundredths / 100
    for kind, hundredths in zip(
        (
            "multiple-choice multiple-answer true-false short-answer blanks dropdowns matching "
            "ordering numeric formula essay file-upload"
        ).split(),
        (*range(11, 20), 21, 22, 23),
        strict=True,
    )
}


def _moments(month: str, time: str) -> Each:
    return Each(f"2027-{month}-{day} {time}" for day in range(11, 11 + len(_DATED)))


VALUES: Mapping[str, Any] = {
    # Of all kinds.
    "*.teaches": ["brew"],
    "*.assesses": ["judge"],
    "*.requirement": "view",
    "*.group": "work",
    "*.language": "en",
    # The course.
    "course.format": 1,
    "course.id": "marked-course",
    "course.date": "2026-11-01",
    "course.next_review": "2099-01-01",
    "course.language": "en-GB",
    "course.licence": "CC-BY-SA-4.0",
    "course.authors.email": "mkemail@example.org",
    "grading.groups.id": Each(("quizzes", "work")),
    "grading.groups.weight": Each((35.37, 64.63)),
    "grading.groups.drop_lowest": Each((1, ABSENT)),
    "grading.groups.drop_highest": Each((2, ABSENT)),
    "grading.groups.never_drop": Each((["the-quiz"], ABSENT)),
    "grading.scheme.minimum": Each((0.9123, 0)),
    "targets.blackboard.vendor_id": "mkzz",
    "targets.coursera.base_image": "mkbase/image:1",
    "targets.coursera.course_slug": "mk-slug",
    "rules": {"output-has-alt-text": "error"},
    "notebooks.execute": False,
    "notebook.execute": False,
    "lab.execute": False,
    "notebooks.environment": ["MKVARIABLE"],
    # Outcomes.
    "outcomes.scale.points": Each((5.25, 3.25, 0)),
    "outcomes.mastery": 3.25,
    "outcomes.outcomes.id": Each(("brew", "judge", "asked", "drawn", "rated")),
    "outcomes.outcomes.bloom": Each(("apply", "evaluate", ABSENT)),
    # The term.
    "term.timezone": "Etc/UTC",
    "term.start": "2027-02-01 08:01",
    "term.end": "2027-12-30 23:02",
    "term.modules.unlock": "2027-03-15 08:03",
    "term.items.unlock": _moments("04", "01:11"),
    "term.items.due": _moments("05", "02:22"),
    "term.items.lock": _moments("06", "03:33"),
    # Modules.
    "module.id": "alpha",
    "module.prerequisites": ABSENT,
    "module.items": [
        "04-audio.audio.yaml",
        "03-video.video.yaml",
        "01-lesson.md",
        "02-notebook.ipynb",
        "05-quiz.quiz.yaml",
        "06-ungraded-quiz.quiz.yaml",
        "lab-1",
    ],
    "second-module.id": "beta",
    "second-module.summary": ABSENT,
    "second-module.prerequisites": ["alpha"],
    "second-module.sequential": ABSENT,
    "second-module.require": ABSENT,
    "second-module.items": ABSENT,
    # Rubrics, whose points are those of what they judge.
    "rubric.id": "assigned",
    "rubric.criteria.points": 82.5,
    "rubric.criteria.outcome": "rated",
    "rubric.criteria.ratings.points": Each((82.5, 0)),
    "discussion-rubric.id": "discussed",
    "discussion-rubric.criteria.points": 17.5,
    "discussion-rubric.criteria.outcome": "rated",
    "discussion-rubric.criteria.ratings.points": Each((17.5, 0)),
    "lab-rubric.id": "lab-work",
    "lab-rubric.criteria.points": 61.5,
    "lab-rubric.criteria.outcome": "rated",
    "lab-rubric.criteria.ratings.points": Each((61.5, 0)),
    # Items.
    "lesson.teaches": ["brew", "judge", "asked", "drawn", "rated"],
    "lesson.requirement": "done",
    "video.media": "video.mp4",
    "video.poster": "poster.png",
    "video.captions.file": "video.vtt",
    "video.audio_description.file": "described.mp4",
    "video.audio_description.not_needed": ABSENT,
    "ungraded-video.audio_description.file": ABSENT,
    "media.video.profile": "any",
    "media.video.containers": ["mp4"],
    "media.video.codecs": ["h264"],
    "media.video.codec_profiles": ["High"],
    "media.video.pixel_formats": ["yuv420p"],
    "media.video.width": 1920,
    "media.video.height": 1080,
    "media.video.plan_tolerance": 0,
    "media.sound.codecs": ["aac", "mp3"],
    "media.sound.sample_rates": [48000],
    "media.sound.loudness": -16,
    "media.sound.loudness_tolerance": 3,
    "media.sound.true_peak": -1,
    "media.captions.shortest": 0.8,
    "media.captions.gap": 0,
    "video.collaborate": ABSENT,
    "ungraded-video.media": "../01-alpha/video.mp4",
    "ungraded-video.poster": "../01-alpha/poster.png",
    "ungraded-video.captions.file": "../01-alpha/video.vtt",
    "ungraded-video.collaborate": "https://mkcollaborate.example/recording",
    "audio.media": "audio.mp3",
    "audio.captions.file": "audio.vtt",
    "quiz.requirement": {"score": 0.6543},
    "quiz.group": "quizzes",
    "quiz.graded": ABSENT,
    "quiz.draw.id": "drawn",
    "quiz.draw.bank": "the-bank",
    "quiz.draw.count": 11,
    "quiz.draw.points": 3.75,
    "ungraded-quiz.group": ABSENT,
    "ungraded-quiz.shuffle_questions": ABSENT,
    "ungraded-quiz.shuffle_options": ABSENT,
    "ungraded-quiz.attempts": ABSENT,
    "ungraded-quiz.time_limit": ABSENT,
    "ungraded-quiz.show_answers": "never",
    "ungraded-quiz.keep": ABSENT,
    "ungraded-quiz.one_at_a_time": ABSENT,
    "lab.assesses": ["brew", "judge"],
    "lab.requirement": "submit",
    "lab.notebook": "work.ipynb",
    "lab.points": 61.5,
    "lab.rubric": "lab-work",
    "lab.files": ["given/*.py"],
    "lab.requirements": "needs.txt",
    "lab.grading.criteria.id": Each(("tests", "hand")),
    "lab.grading.criteria.weight": Each((0.6137, 0.3863)),
    "lab.grading.criteria.manual": Each((ABSENT, True)),
    "lab.disclosure.solution": "withheld",
    "lab.disclosure.attempts": 3,
    "lab.disclosure.minutes": 7,
    "lab.grading.criteria.analysis": 0.25,
    "lab.grading.criteria.cells": ["test-*"],
    "lab.grading.required": ["tea.py"],
    "lab.grading.tests.path": "tests/test_tea.py",
    "lab.grading.tests.criterion": "tests",
    "lab.grading.tests.visibility": "visible",
    "lab.grading.tests.isolation": "shared",
    "lab.grading.organization.criterion": "tests",
    "lab.grading.organization.required_modules": ["tea.py"],
    "lab.grading.organization.ruff": ["F"],
    "lab.grading.organization.modules.file": "tea.py",
    "lab.grading.documentation.criterion": "tests",
    "lab.hints.cells": ["test-tea"],
    "lab.hints.solution": lambda marker: f"{marker} of it",
    "discussion.requirement": "contribute",
    "discussion.points": 17.5,
    "discussion.rubric": "discussed",
    "discussion.peer_review.count": 3,
    "ungraded-discussion.requirement": "contribute",
    "ungraded-discussion.mode": ABSENT,
    "ungraded-discussion.points": ABSENT,
    "ungraded-discussion.group": ABSENT,
    "ungraded-discussion.rubric": ABSENT,
    "ungraded-discussion.peer_review": ABSENT,
    "assignment.requirement": "submit",
    "assignment.points": 82.5,
    "assignment.submission": ["text", "upload", "url", "media"],
    "assignment.rubric": "assigned",
    "assignment.peer_review.count": 3,
    "tool.requirement": {"score": 0.5432},
    "tool.points": 19.5,
    "ungraded-tool.points": ABSENT,
    "ungraded-tool.group": ABSENT,
    "file.file": "sheet.txt",
    # Questions; those of the bank alike.
    **{f"question.{kind}.points": points for kind, points in _POINTS.items()},
    "question.text.points": 0,
    "question.multiple-answer.options.correct": Each((True, True, False)),
    "question.blanks.stem": lambda marker: f"{marker} [what] and [vessel].",
    "question.blanks.partial_credit": False,
    "question.dropdowns.stem": lambda marker: f"{marker} [time] and [place].",
    "question.dropdowns.partial_credit": False,
    "question.matching.partial_credit": False,
    "question.numeric.answers.exact": Each((35.5, ABSENT)),
    "question.numeric.answers.tolerance": Each((0.125, ABSENT)),
    "question.numeric.answers.range": Each((ABSENT, [121.5, 143.5])),
    "question.formula.stem": lambda marker: f"{marker} [x] and [y].",
    "question.formula.expression": "x * 212 + y",
    "question.formula.variables.min": Each((311, 0.625)),
    "question.formula.variables.max": Each((399, 1.625)),
    "question.formula.variables.decimals": Each((1, 3)),
    "question.formula.tolerance": 0.375,
    "question.formula.decimals": 1,
    "question.formula.sets": 7,
    "question.essay.model_answer": lambda marker: f"{marker} of the essay",
}

LENGTHS: Mapping[str, int] = {
    "grading.groups": 2,
    "grading.scheme": 2,
    "outcomes.scale": 3,
    "outcomes.outcomes": 5,
    "lab.grading.criteria": 2,
    "question.multiple-choice.options": 3,
    "question.multiple-answer.options": 3,
    "question.dropdowns.dropdowns": 3,
    "question.ordering.entries": 3,
    "question.numeric.answers": 2,
}

NAMES: Mapping[str, Sequence[str]] = {
    "term.modules": ("beta",),
    "term.items": _DATED,
    "lab.hints": ("mkhintpart",),
    "tool.custom": ("mktoolparam",),
    "ungraded-tool.custom": ("mkutoolparam",),
    "question.blanks.blanks": ("what", "vessel"),
    "question.dropdowns.dropdowns": ("time", "place"),
    "question.formula.variables": ("x", "y"),
}
