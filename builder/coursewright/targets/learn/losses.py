"""What Blackboard cannot take from a package, as tables: feature, when, why, instead."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Completion, Module, Publication
from coursewright.targets.base import Loss
from coursewright.targets.learn.block import left_out
from coursewright.targets.learn.question_losses import question_losses
from coursewright.targets.lost import Lost
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["package_losses"]

_COURSE: tuple[Lost[Publication], ...] = (
    Lost("grading.scheme", lambda p: bool(p.info.grading_scheme), "grades are imported as scores"),
    Lost("grading.late", lambda p: p.info.late_policy is not None, "Learn has no late policy"),
    Lost(
        "grading.groups.weight",
        lambda p: any(group.weight for group in p.info.groups),
        "a package carries no weighted total",
        "grade categories without weights, which stand in the course's first item; set up the "
        "weighted total",
    ),
    Lost(
        "grading.groups.drop_lowest",
        lambda p: any(group.drop_lowest for group in p.info.groups),
        "dropping is a setting of the total column",
    ),
    Lost(
        "grading.groups.drop_highest",
        lambda p: any(group.drop_highest for group in p.info.groups),
        "dropping is a setting of the total column",
    ),
    Lost(
        "grading.groups.never_drop",
        lambda p: any(group.never_drop for group in p.info.groups),
        "dropping is a setting of the total column",
    ),
    Lost(
        "outcomes",
        lambda p: bool(p.outcomes),
        "goals and alignments stand in no documented part of a package",
        "the outcomes as text in the course's first item, and their titles at each item",
    ),
    Lost(
        "completion",
        lambda p: p.info.completion != Completion(),
        "Learn completes no courses and grants certificates through Achievements",
    ),
    Lost(
        "course.language",
        lambda p: p.info.language != "en",
        "where a course package names its language is not documented",
        "the Building Block names it; choose the course's language pack by hand",
    ),
    Lost(
        "stylesheet",
        lambda _: True,
        "items of a course take the platform's own styles",
        "the theme in the Building Block only",
    ),
)
_MODULE: tuple[Lost[Module[Rich]], ...] = (
    Lost(
        "module.prerequisites",
        lambda m: bool(m.prerequisites),
        "adaptive release is not part of a package",
    ),
    Lost("module.require", lambda m: m.require != "all", "folders have no completion"),
)
_QUIZ: tuple[Lost[items.Quiz[Rich]], ...] = (
    Lost(
        "quiz.show_answers",
        lambda i: i.settings.show_answers in ("after-last-attempt", "after-due"),
        "the event is not expressed in a package",
        "answers are not shown; open them in the test's options",
    ),
    Lost(
        "quiz.graded",
        lambda i: not i.settings.graded,
        "every test has a column",
        "a column; leave it out of the total",
    ),
    Lost(
        "quiz.draw",
        lambda i: not _all_own(i),
        "tab-delimited text and pools hold no draws",
        "the draw in the course package; beside it the bank's own files",
    ),
    Lost(
        "quiz.shuffle_options",
        lambda i: i.settings.shuffle_options and not _all_own(i),
        "every question says itself whether its options are shuffled",
        "shuffled options in the quiz's own questions; drawn ones keep what the bank says",
    ),
    Lost(
        "quiz.questions",
        lambda i: bool(i.questions),
        "a Building Block's pages are open to all, so they hold no questions",
        "the quiz's introduction there; the questions in all other files",
    ),
)
_WORK: tuple[Lost[items.Item[Rich]], ...] = (
    Lost(
        "item.rubric",
        lambda i: bool(getattr(i, "rubric", "")) and not _has_column(i),
        "only a column of the grade centre has a rubric",
        "the rubric itself, and as a table below the text",
    ),
    Lost(
        "item.peer_review",
        lambda i: getattr(i, "peer_review", None) is not None,
        "peer review belongs to the Self and Peer Assessment tool",
        "the same work, graded by the instructor",
    ),
    Lost(
        "discussion.post_first",
        lambda i: isinstance(i, items.Discussion) and i.post_first,
        "the value is not documented",
        "a forum; tick it in the forum's settings",
    ),
    Lost(
        "assignment.submission",
        lambda i: (
            isinstance(i, items.Assignment) and bool({"url", "media", "none"} & {*i.submission})
        ),
        "an assignment takes text and files",
        "text and files",
    ),
    Lost(
        "assignment.extensions",
        lambda i: isinstance(i, items.Assignment) and bool(i.extensions),
        "an assignment takes any file",
        "any file",
    ),
    Lost(
        "assignment.portfolio",
        lambda i: isinstance(i, items.Assignment) and i.portfolio,
        "portfolios are a tool of their own, which no package fills",
        "an assignment as any other",
    ),
    Lost(
        "lab",
        lambda i: isinstance(i, items.Lab),
        "Learn runs no notebooks",
        "an assignment with the lab's files; use the LTI tool of the lab service",
    ),
    Lost(
        "lab.grading",
        lambda i: isinstance(i, items.Lab) and bool(i.criteria),
        "an assignment has one grade",
        "the criteria and their weights as a list below the text",
    ),
    Lost(
        "item.requirement",
        lambda i: i.requirement is not None,
        "review status and adaptive release are not part of a package",
    ),
    Lost(
        "item.dates.due",
        lambda i: i.dates.due is not None and not _has_column(i),
        "only what has a grade column can be due",
        "no due date; add a calendar entry by hand",
    ),
    Lost(
        "item.group",
        lambda i: bool(getattr(i, "group", "")) and not _has_column(i),
        "only what has a grade column is in a category",
        "no category",
    ),
    Lost(
        "video.captions",
        lambda i: isinstance(i, items.Video) and bool(i.collaborate and i.captions),
        "Collaborate plays the recording",
        "the transcript below the link; add the captions to the recording in Collaborate",
    ),
    Lost(
        "video.poster",
        lambda i: isinstance(i, items.Video) and bool(i.collaborate and i.poster),
        "Collaborate plays the recording",
        "the picture in the Building Block only",
    ),
    Lost(
        "heading",
        lambda i: isinstance(i, items.Heading),
        "a folder has no sub-headings",
        "an item without text",
    ),
)


def package_losses(publication: Publication) -> Iterator[Loss]:
    """Yield what the course package, the pools and the Building Block lose."""
    for course_line in _COURSE:
        yield from course_line.losses(publication, "")
    for module in publication.modules:
        for module_line in _MODULE:
            yield from module_line.losses(module, module.id)
    for item in publication.items():
        yield from _item_losses(item)
    for bank in publication.banks:
        yield from question_losses(bank.questions, bank.id)
    for name in left_out(publication):
        reason = f"a servlet container would run `{name}`"
        yield Loss("file", "", reason, "the file in the course package only")


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    for line in _WORK:
        yield from line.losses(item, item.id)
    if 'href="cw:item/' in item.body.html:
        reason = "an imported item has no address that is known before"
        yield Loss("link", item.id, reason, "the link's text in the course; links in the .war")
    if isinstance(item, items.Quiz):
        for quiz_line in _QUIZ:
            yield from quiz_line.losses(item, item.id)
        yield from question_losses(item.questions, item.id)


def _all_own(quiz: items.Quiz[Rich]) -> bool:
    return not any(isinstance(part, q.Draw) for part in quiz.questions)


def _has_column(item: items.Item[Rich]) -> bool:
    """Return whether the item has a column in the grade centre."""
    match item:
        case items.Quiz() | items.Assignment() | items.Lab():
            return True
        case items.Discussion(points=points):
            return points > 0
        case items.Tool(points=points):
            return points is not None
    return False
