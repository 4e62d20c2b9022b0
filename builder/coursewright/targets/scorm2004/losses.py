"""What SCORM 2004 cannot express of a course, and what the package has instead."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright_packaging.vocabulary.questions import Draw, Essay, FileUpload, Question
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]

_NO_CLOCK = "A SCO knows no dates of the course."
_WORK = {
    items.Lab: (
        "lab.grading",
        "SCORM runs no notebooks.",
        "A page with the released files to download; the learner marks it as complete.",
    ),
    items.Assignment: (
        "assignment.submission",
        "SCORM takes no submissions.",
        "A page with the task; the learner marks it as complete.",
    ),
    items.Discussion: (
        "discussion.posts",
        "SCORM has no forums.",
        "A page with the prompt; the learner marks it as complete.",
    ),
    items.Tool: (
        "tool.launch",
        "SCORM launches no LTI tools.",
        "A page with a link to the tool; no grade comes back.",
    ),
}


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield every loss, the course's first, then in course order."""
    yield from _course_losses(publication)
    for module in publication.modules:
        if module.unlock:
            yield Loss("module.unlock", "", _NO_CLOCK, f"“{module.title}” is open from the start.")
        if not module.items:
            text = f"“{module.title}” is left out."
            yield Loss("module.items", "", "SCORM has no module without items.", text)
    for item in publication.items():
        yield from _item_losses(item)
        if isinstance(item, items.Quiz):
            yield from _quiz_losses(item, publication)


def _course_losses(publication: Publication) -> Iterator[Loss]:
    info = publication.info
    if info.late_policy:
        yield Loss("course.late_policy", "", _NO_CLOCK, "None; set it in the platform.")
    if info.grading_scheme:
        reason = "A package reports a score, no letters."
        yield Loss("course.grading_scheme", "", reason, "The score; set letters in the platform.")
    if any(group.drop_lowest for group in info.groups):
        reason = "Roll-up counts every activity."
        yield Loss("group.drop_lowest", "", reason, "No score is dropped.")
    if info.completion.certificate:
        reason = "A package issues no certificates."
        yield Loss("completion.certificate", "", reason, "Issue it when the package is completed.")


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    for kind, (feature, reason, fallback) in _WORK.items():
        if isinstance(item, kind):
            yield Loss(feature, item.id, reason, fallback)
    if isinstance(item, items.Heading):
        reason = "An item of a manifest without a page must have children."
        yield Loss("heading", item.id, reason, "It stands above the titles of the items below it.")
    if any((item.dates.unlock, item.dates.due, item.dates.lock)):
        yield Loss("item.dates", item.id, _NO_CLOCK, "None; set dates in the platform.")
    if getattr(item, "peer_review", None):
        reason = "SCORM pairs no learners."
        yield Loss("item.peer_review", item.id, reason, "The rubric, if any, stands on the page.")


def _quiz_losses(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Loss]:
    settings = quiz.settings
    if settings.time_limit:
        reason = "A SCO's clock can be stopped by the learner."
        yield Loss("quiz.time_limit", quiz.id, reason, "The quiz has no time limit.")
    if settings.one_at_a_time:
        reason = "The player shows a quiz on one page."
        yield Loss("quiz.one_at_a_time", quiz.id, reason, "All questions stand on one page.")
    if settings.show_answers == "after-due":
        fallback = "Answers are shown after the last attempt."
        yield Loss("quiz.show_answers", quiz.id, _NO_CLOCK, fallback)
    asked = quiz.requirement.minimum if quiz.requirement else None
    if None not in (asked, settings.pass_mark) and asked != settings.pass_mark:
        reason = "An activity has one pass mark."
        yield Loss("quiz.pass_mark", quiz.id, reason, "The score that the requirement asks counts.")
    yield from _question_losses(quiz, publication)


def _question_losses(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Loss]:
    every = tuple(_questions(quiz, publication))
    if any(isinstance(question, Essay) for question in every):
        fallback = "The answer is recorded; the score is of the other questions."
        yield Loss("question.essay", quiz.id, "Nobody grades inside a SCO.", fallback)
    if any(isinstance(question, FileUpload) for question in every):
        fallback = "The question is shown and does not count."
        yield Loss("question.file-upload", quiz.id, "SCORM takes no files.", fallback)


def _questions(quiz: items.Quiz[Rich], publication: Publication) -> Iterator[Question[Rich]]:
    banks = {bank.id: bank.questions for bank in publication.banks}
    for part in quiz.questions:
        yield from banks[part.bank] if isinstance(part, Draw) else (part,)
