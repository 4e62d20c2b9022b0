"""What Coursera cannot take, and what the bundle has instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import CourseInfo, Module, Publication
from coursewright.targets.base import Loss
from coursewright.targets.coursera.pages import is_linked
from coursewright.targets.coursera.question_losses import quiz_losses
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]

_IN_PLAN = "The upload plan holds it."
_NO_EFFECT = "The upload plan holds it; nothing depends on it."
_LINK = re.compile(r'href="cw:item/([^"#]+)')
# What the editor that readings are pasted into may drop.
_RICH = re.compile(r"<(?:details|math|video|audio|dl|figure|table|aside|s|del)\b")


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield what is lost of this publication, and what stands there instead."""
    yield Loss(
        "settings",
        "",
        "Coursera imports no settings: dates, points, attempts, limits, groups.",
        "The upload plan holds those of each item.",
        "Enter them item by item.",
    )
    yield from _course_losses(publication.info)
    for module in publication.modules:
        yield from _module_losses(module)
    linked = {item.id for item in publication.items() if is_linked(item)}
    for item in publication.items():
        yield from _item_losses(item)
        if any(key not in linked for key in _LINK.findall(item.body.html)):
            reason = "What is no reading of the bundle has no address before it is made."
            yield Loss("link", item.id, reason, "The link's text.", "Link it when both are made.")
        if isinstance(item, items.Quiz):
            yield from quiz_losses(item, publication)
    yield from _bank_losses(publication)


def _course_losses(info: CourseInfo) -> Iterator[Loss]:
    if info.groups:
        reason = "Coursera weighs each graded item by itself."
        yield Loss("grading.groups", "", reason, _IN_PLAN, "Set the weight of each item.")
    if info.grading_scheme:
        reason = "Coursera shows grades in percent."
        yield Loss("grading.scheme", "", reason, _NO_EFFECT)
    if info.late_policy:
        reason = "Coursera keeps a late policy of its own."
        yield Loss("grading.late", "", reason, _NO_EFFECT)
    wanted = info.completion
    if wanted.certificate or wanted.certificate_score is not None:
        reason = "Coursera issues certificates by its own rules."
        yield Loss("completion.certificate", "", reason, _NO_EFFECT)
    if wanted.require != "all-required" or wanted.minimum_score is not None:
        reason = "Coursera completes a course when its graded items are passed."
        yield Loss("completion", "", reason, _IN_PLAN, "Set each item's pass mark.")


def _module_losses(module: Module[Rich]) -> Iterator[Loss]:
    if module.prerequisites:
        fallback = "The upload plan keeps the order of the modules and names what comes before."
        yield Loss("module.prerequisites", module.id, "Modules wait for no other.", fallback)
    if module.sequential:
        fallback = "The upload plan keeps the order of the items."
        yield Loss("module.sequential", module.id, "Items wait for no other.", fallback)
    if module.require != "all":
        fallback = _NO_EFFECT
        yield Loss("module.require", module.id, "A module has no choice of items.", fallback)


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    if item.requirement:
        reason = "Coursera decides itself what completes an item."
        yield Loss("item.requirement", item.id, reason, _NO_EFFECT)
    if _RICH.search(item.body.html):
        reason = "The editor that readings are pasted into knows simple formatting only."
        by_hand = "Make again what the editor drops."
        yield Loss("item.formatting", item.id, reason, "The whole page in the bundle.", by_hand)
    match item:
        case items.Discussion():
            yield from _discussion_losses(item)
        case items.Assignment(portfolio=True):
            fallback = "A peer review as any other."
            yield Loss("assignment.portfolio", item.id, "Coursera has no portfolio.", fallback)
        case items.Lab():
            reason = "The grader image is a part of its own."
            fallback = "The lab image, the learners' files and the criteria to read."
            yield Loss("lab.grading", item.id, reason, fallback)
        case items.Video(collaborate=address) if address:
            reason = "Collaborate belongs to Blackboard."
            yield Loss("video.collaborate", item.id, reason, "The video itself.")
        case items.Audio():
            reason = "Coursera has no item for sound alone."
            fallback = "The recording with its captions and transcript."
            yield Loss("audio", item.id, reason, fallback, "Attach it to a reading.")


def _discussion_losses(item: items.Discussion[Rich]) -> Iterator[Loss]:
    if item.points:
        reason = "Discussion prompts are not graded."
        yield Loss("discussion.points", item.id, reason, "A discussion prompt without points.")
    if item.peer_review:
        reason = "Discussion prompts have no reviews."
        fallback = "A discussion prompt; the upload plan holds the review."
        yield Loss("discussion.peer_review", item.id, reason, fallback, "Make a peer review of it.")
    if item.post_first:
        reason = "Learners see the answers of others at once."
        yield Loss("discussion.post_first", item.id, reason, "A discussion prompt without it.")


def _bank_losses(publication: Publication) -> Iterator[Loss]:
    drawn = {
        part.bank
        for item in publication.items()
        if isinstance(item, items.Quiz)
        for part in item.questions
        if isinstance(part, q.Draw)
    }
    for bank in publication.banks:
        if bank.id not in drawn:
            reason = "Coursera keeps no banks beside assignments, and no quiz draws from this one."
            yield Loss("bank", bank.id, reason, "Nothing; draw from it in a quiz.")
