"""What SCORM 2004 cannot express of a course and its items, and what the package has instead."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Publication
from coursewright.targets.base import Loss
from coursewright.targets.scorm2004.quiz_losses import quiz_losses
from coursewright_packaging.vocabulary.rubrics import Outcome
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]

_NO_CLOCK = "A SCO knows no dates of the course."
_NOTHING = "Nothing."
_SET_IT = "Set it in the platform."
_SET_DATES = "Set dates in the platform."
_NO_WORK = "A SCO sees no work that is done elsewhere."
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
        "discussion.mode",
        "SCORM has no forums.",
        "A page with the prompt; the learner marks it as complete.",
    ),
    items.Tool: (
        "tool",
        "SCORM launches no LTI tools.",
        "A page with a link that opens the tool in a new tab; no grade comes back.",
    ),
}


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield every loss, the course's first, then in course order."""
    yield from _course_losses(publication)
    yield from _completion_losses(publication)
    for module in publication.modules:
        if module.unlock:
            yield Loss("module.unlock", "", _NO_CLOCK, f"“{module.title}” is open from the start.")
        if not module.items:
            text = f"“{module.title}” is left out."
            yield Loss("module.items", "", "SCORM has no module without items.", text)
    yield from _rubric_losses(publication)
    for item in publication.items():
        yield from _item_losses(item)
        if isinstance(item, items.Quiz):
            yield from quiz_losses(item, publication)
        else:
            yield from _work_losses(item)


def _course_losses(publication: Publication) -> Iterator[Loss]:
    info = publication.info
    if publication.term:
        yield Loss("term", "", _NO_CLOCK, _NOTHING, _SET_DATES)
    if info.late_policy:
        yield Loss("grading.late", "", _NO_CLOCK, _NOTHING, _SET_IT)
    if info.grading_scheme:
        reason = "A package reports a score, no letters."
        yield Loss("grading.scheme", "", reason, "The score.", "Set letters in the platform.")
    if info.groups:
        reason = "A package reports one score."
        fallback = "Quizzes count by their points and their groups' weights; no score is dropped."
        yield Loss("grading.groups", "", reason, fallback)
    yield from _outcome_losses(publication.outcomes)


def _outcome_losses(outcomes: tuple[Outcome, ...]) -> Iterator[Loss]:
    default = Outcome(id="", title="")
    reason = "A package reports no mastery of outcomes."
    fallback = "Outcomes stand on the first page and on the pages that work towards them."
    if any(each.scale != default.scale for each in outcomes):
        yield Loss("outcomes.scale", "", reason, fallback)
    if any(each.mastery != default.mastery for each in outcomes):
        yield Loss("outcomes.mastery", "", reason, fallback)


def _completion_losses(publication: Publication) -> Iterator[Loss]:
    wanted = publication.info.completion
    if wanted.certificate:
        reason = "A package issues no certificates."
        by_hand = "Issue it when the package is completed."
        yield Loss("completion.certificate", "", reason, _NOTHING, by_hand)
    if wanted.certificate_score is not None:
        reason = "A package issues no certificates."
        by_hand = "Compare it when you issue certificates."
        yield Loss("completion.certificate_score", "", reason, "The score is reported.", by_hand)
    if wanted.require == "all-required" and any(m.require == "one" for m in publication.modules):
        reason = "A package is completed by its modules."
        fallback = (
            "A module with `require: one` is complete with one item, whatever else is required."
        )
        yield Loss("completion.require", "", reason, fallback)


def _rubric_losses(publication: Publication) -> Iterator[Loss]:
    if any(rubric.description for rubric in publication.rubrics):
        reason = "Nobody grades inside a SCO."
        yield Loss("rubric.description", "", reason, "Pages show titles, criteria and levels.")


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    for kind, (feature, reason, fallback) in _WORK.items():
        if isinstance(item, kind):
            yield Loss(feature, item.id, reason, fallback)
    if isinstance(item, items.Heading):
        reason = "An item of a manifest without a page must have children."
        yield Loss("heading", item.id, reason, "It stands above the titles of the items below it.")
    if any((item.dates.unlock, item.dates.due, item.dates.lock)):
        yield Loss("item.dates", item.id, _NO_CLOCK, _NOTHING, _SET_DATES)
    if isinstance(item, items.Link) and not item.new_tab:
        reason = "A page that is left stops recording."
        yield Loss("link.new_tab", item.id, reason, "It opens in a new tab.")
    if isinstance(item, items.Video) and item.collaborate:
        reason = "Collaborate belongs to Blackboard."
        yield Loss("video.collaborate", item.id, reason, "The video itself.")
    if isinstance(item, items.Tool) and item.custom:
        reason = "SCORM launches no LTI tools."
        by_hand = "Set the parameters where the tool is."
        yield Loss("tool.custom", item.id, reason, _NOTHING, by_hand)


def _work_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    """Yield what is lost of work that a platform would collect."""
    if item.requirement and item.requirement.kind in ("submit", "contribute", "score"):
        fallback = "The learner marks the page as complete."
        yield Loss("item.requirement", item.id, _NO_WORK, fallback)
    if getattr(item, "group", ""):
        fallback = "The weight of its group falls to the quizzes."
        yield Loss("item.group", item.id, _NO_WORK, fallback)
    if getattr(item, "peer_review", None):
        reason = "SCORM pairs no learners."
        yield Loss("item.peer_review", item.id, reason, "The rubric, if any, stands on the page.")
    for key in ("extensions", "attempts", "portfolio", "post_first"):
        if getattr(item, key, None):
            kind = type(item).__name__.lower()
            yield Loss(f"{kind}.{key}", item.id, _NO_WORK, "Nothing; say it in the text.")
