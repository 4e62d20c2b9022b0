"""What a Canvas course package cannot say of the course and its items."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import CourseInfo, Publication
from coursewright.targets.base import Loss
from coursewright.targets.canvas.modules import content_kind, has_grade
from coursewright.targets.canvas.question_losses import bank_losses, question_losses
from coursewright_packaging.canvas.settings import LOCALES
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]

_NO_COMPLETION = "Canvas completes modules, not courses."
_WITH_MODULE = "It opens and closes with its module."
# By Canvas's content type: the dates that it does not keep, and what there is instead.
_DATES = {
    "WikiPage": (("unlock", "lock"), _WITH_MODULE),
    "Attachment": (("due",), "It opens and closes at its dates; nothing says when it is due."),
    "ExternalUrl": (("unlock", "due", "lock"), _WITH_MODULE),
    "ContextExternalTool": (("unlock", "due", "lock"), _WITH_MODULE),
}


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield what is lost of this publication, and what stands there instead."""
    yield from _course_losses(publication.info)
    for item in publication.items():
        yield from _item_losses(item)
        match item:
            case items.Quiz():
                yield from _quiz_losses(item)
                yield from question_losses(item)
            case items.Lab():
                yield from _lab_losses(item, publication.info)
            case items.Assignment(portfolio=True):
                reason = "Canvas has no portfolio of a course."
                fallback = "An assignment as any other."
                yield Loss("assignment.portfolio", item.id, reason, fallback)
            case items.Discussion() if item.rubric and not has_grade(item):
                reason = "Canvas keeps rubrics at graded discussions only."
                fallback = "The rubric stands among the course's rubrics."
                yield Loss("discussion.rubric", item.id, reason, fallback)
            case items.Video(poster=poster) if poster:
                reason = "Canvas's player takes a picture of the video itself."
                fallback = "The picture is among the course's files."
                yield Loss("video.poster", item.id, reason, fallback)
    for bank in publication.banks:
        yield from bank_losses(bank)


def _course_losses(info: CourseInfo) -> Iterator[Loss]:
    wanted = info.completion
    if wanted.certificate:
        reason = "A course package holds no certificate."
        by_hand = "Issue it with the institution's own tool."
        yield Loss("completion.certificate", "", reason, "Nothing.", by_hand)
    if wanted.certificate_score is not None:
        reason = "A course package holds no certificate."
        fallback = "The grade book shows the score."
        by_hand = "Compare it when you issue certificates."
        yield Loss("completion.certificate_score", "", reason, fallback, by_hand)
    if wanted.minimum_score is not None:
        fallback = "The grade book shows the score; nothing depends on it."
        yield Loss("completion.minimum_score", "", _NO_COMPLETION, fallback)
    if wanted.require != "all-required":
        fallback = "Each module shows its own completion."
        yield Loss("completion.require", "", _NO_COMPLETION, fallback)
    language, _, region = info.language.partition("-")
    if region and info.language not in LOCALES:
        reason = "Canvas's interface has no such regional language."
        yield Loss("course.language", "", reason, f"The interface is in “{language}”.")


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    kind = content_kind(item)
    names, instead = _DATES.get(kind, ((), ""))
    if any(getattr(item.dates, name) for name in names):
        reason = f"Canvas keeps no {' or '.join(names)} date of what is neither work nor talk."
        yield Loss("item.dates", item.id, reason, instead)
    if item.requirement and item.requirement.kind == "done" and kind != "WikiPage":
        reason = "Learners mark pages as done, nothing else."
        yield Loss("item.requirement", item.id, reason, "Opening it completes it.")
    if getattr(item, "group", "") and not has_grade(item):
        reason = "What gives no grade is in no assignment group."
        yield Loss("item.group", item.id, reason, "It stands in its module only.")
    if isinstance(item, items.Video) and item.collaborate:
        reason = "Collaborate belongs to Blackboard."
        yield Loss("video.collaborate", item.id, reason, "The video itself.")
    if "<details" in item.body.html:
        reason = "Canvas removes text that opens at a click."
        fallback = "It stands open below a heading; so do answers to embedded questions."
        yield Loss("lesson.details", item.id, reason, fallback)
    if "<track" in item.body.html:
        reason = "Canvas removes captions from a player inside a text."
        fallback = "A link below it leads to the recording's page, with captions and transcript."
        yield Loss("lesson.captions", item.id, reason, fallback)


def _lab_losses(lab: items.Lab[Rich], info: CourseInfo) -> Iterator[Loss]:
    if info.targets.get("canvas", {}).get("lab_url"):
        reason = "Canvas has no parts of a grade."
        fallback = "One grade from the lab service, which knows the parts."
    else:
        reason = "Canvas runs no notebooks and has no parts of a grade."
        fallback = "An assignment with file upload and one grade; the released files are linked."
    yield Loss("lab.grading", lab.id, reason, fallback)
    if lab.hints:
        reason = "Canvas removes text that opens at a click."
        yield Loss("lab.hints", lab.id, reason, "All hints of a part stand in one list.")


def _quiz_losses(quiz: items.Quiz[Rich]) -> Iterator[Loss]:
    settings = quiz.settings
    asked = quiz.requirement.minimum if quiz.requirement else None
    if settings.pass_mark is not None and settings.pass_mark != asked:
        reason = "Classic Quizzes know no pass mark."
        fallback = (
            "It stands above the questions; set `requirement: {score: …}` to make the module ask "
            "for it."
        )
        yield Loss("quiz.pass_mark", quiz.id, reason, fallback)
    if settings.shuffle_questions:
        reason = "Classic Quizzes shuffle answers and draws only."
        yield Loss("quiz.shuffle_questions", quiz.id, reason, "Questions come in your order.")
    if settings.show_answers == "after-due" and not quiz.dates.due:
        reason = "Without a due date there is no moment to show answers."
        fallback = "Answers are not shown; build with a term that has the date."
        yield Loss("quiz.show_answers", quiz.id, reason, fallback)
