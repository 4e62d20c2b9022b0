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
    Lost(
        "grading.scheme",
        lambda p: bool(p.info.grading_scheme),
        "Grades are imported as scores.",
        by_hand="Set up a grading schema.",
    ),
    Lost(
        "grading.late",
        lambda p: p.info.late_policy is not None,
        "Learn has no late policy.",
        by_hand="Take off points for late work.",
    ),
    Lost(
        "grading.groups.weight",
        lambda p: any(group.weight for group in p.info.groups),
        "A package carries no weighted total.",
        "Grade categories without weights, which stand in the course's first item.",
        "Set up the weighted total.",
    ),
    Lost(
        "grading.groups.drop_lowest",
        lambda p: any(group.drop_lowest for group in p.info.groups),
        "Dropping is a setting of the total column.",
        by_hand="Set it in the total column.",
    ),
    Lost(
        "grading.groups.drop_highest",
        lambda p: any(group.drop_highest for group in p.info.groups),
        "Dropping is a setting of the total column.",
        by_hand="Set it in the total column.",
    ),
    Lost(
        "grading.groups.never_drop",
        lambda p: any(group.never_drop for group in p.info.groups),
        "Dropping is a setting of the total column.",
        by_hand="Set it in the total column.",
    ),
    Lost(
        "outcomes",
        lambda p: bool(p.outcomes),
        "Goals and alignments stand in no documented part of a package.",
        "The outcomes as text in the course's first item, and their titles at each item.",
    ),
    Lost(
        "completion",
        lambda p: p.info.completion != Completion(),
        "Learn completes no courses and grants certificates through Achievements.",
        by_hand="Set up an achievement.",
    ),
    Lost(
        "course.language",
        lambda p: p.info.language != "en",
        "Where a course package names its language is not documented.",
        "The Building Block names it.",
        "Choose the course's language pack.",
    ),
    Lost(
        "stylesheet",
        lambda _: True,
        "Items of a course take the platform's own styles.",
        "The theme in the Building Block only.",
    ),
)
_MODULE: tuple[Lost[Module[Rich]], ...] = (
    Lost(
        "module.prerequisites",
        lambda m: bool(m.prerequisites),
        "Adaptive release is not part of a package.",
        by_hand="Set up adaptive release.",
    ),
    Lost("module.require", lambda m: m.require != "all", "Folders have no completion."),
)
_QUIZ: tuple[Lost[items.Quiz[Rich]], ...] = (
    Lost(
        "quiz.show_answers",
        lambda i: i.settings.show_answers in ("after-last-attempt", "after-due"),
        "The event is not expressed in a package.",
        "Answers are not shown.",
        "Show them in the test's options.",
    ),
    Lost(
        "quiz.graded",
        lambda i: not i.settings.graded,
        "Every test has a column.",
        "A column.",
        "Leave it out of the total.",
    ),
    Lost(
        "quiz.draw",
        lambda i: not _all_own(i),
        "Tab-delimited text and pools hold no draws.",
        "The draw in the course package; beside it the bank's own files.",
    ),
    Lost(
        "quiz.shuffle_options",
        lambda i: i.settings.shuffle_options and not _all_own(i),
        "Every question says itself whether its options are shuffled.",
        "Shuffled options in the quiz's own questions; drawn ones keep what the bank says.",
    ),
    Lost(
        "quiz.questions",
        lambda i: bool(i.questions),
        "A Building Block's pages are open to all, so they hold no questions.",
        "The quiz's introduction there; the questions in all other files.",
    ),
)
_WORK: tuple[Lost[items.Item[Rich]], ...] = (
    Lost(
        "item.rubric",
        lambda i: bool(getattr(i, "rubric", "")) and not _has_column(i),
        "Only a column of the grade centre has a rubric.",
        "The rubric itself, and as a table below the text.",
    ),
    Lost(
        "item.peer_review",
        lambda i: getattr(i, "peer_review", None) is not None,
        "Peer review belongs to the Self and Peer Assessment tool.",
        "The same work, graded by the instructor.",
    ),
    Lost(
        "discussion.post_first",
        lambda i: isinstance(i, items.Discussion) and i.post_first,
        "The value is not documented.",
        "A forum.",
        "Tick it in the forum's settings.",
    ),
    Lost(
        "assignment.submission",
        lambda i: (
            isinstance(i, items.Assignment) and bool({"url", "media", "none"} & {*i.submission})
        ),
        "An assignment takes text and files.",
        "Text and files.",
    ),
    Lost(
        "assignment.extensions",
        lambda i: isinstance(i, items.Assignment) and bool(i.extensions),
        "An assignment takes any file.",
        "Any file.",
    ),
    Lost(
        "assignment.portfolio",
        lambda i: isinstance(i, items.Assignment) and i.portfolio,
        "Portfolios are a tool of their own, which no package fills.",
        "An assignment as any other.",
    ),
    Lost(
        "lab",
        lambda i: isinstance(i, items.Lab),
        "Learn runs no notebooks.",
        "An assignment with the lab's files.",
        "Use the LTI tool of the lab service.",
    ),
    Lost(
        "lab.grading",
        lambda i: isinstance(i, items.Lab) and bool(i.criteria),
        "An assignment has one grade.",
        "The criteria and their weights as a list below the text.",
    ),
    Lost(
        "item.requirement",
        lambda i: i.requirement is not None,
        "Review status and adaptive release are not part of a package.",
        by_hand="Set up review status or adaptive release.",
    ),
    Lost(
        "item.dates.due",
        lambda i: i.dates.due is not None and not _has_column(i),
        "Only what has a grade column can be due.",
        "No due date.",
        "Add a calendar entry.",
    ),
    Lost(
        "item.group",
        lambda i: bool(getattr(i, "group", "")) and not _has_column(i),
        "Only what has a grade column is in a category.",
        "No category.",
    ),
    Lost(
        "video.captions",
        lambda i: isinstance(i, items.Video) and bool(i.collaborate and i.captions),
        "Collaborate plays the recording.",
        "The transcript below the link.",
        "Add the captions to the recording in Collaborate.",
    ),
    Lost(
        "video.poster",
        lambda i: isinstance(i, items.Video) and bool(i.collaborate and i.poster),
        "Collaborate plays the recording.",
        "The picture in the Building Block only.",
    ),
    Lost(
        "heading",
        lambda i: isinstance(i, items.Heading),
        "A folder has no sub-headings.",
        "An item without text.",
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
        reason = f"A servlet container would run `{name}`."
        yield Loss("file", "", reason, "The file in the course package only.")


def _item_losses(item: items.Item[Rich]) -> Iterator[Loss]:
    for line in _WORK:
        yield from line.losses(item, item.id)
    if 'href="cw:item/' in item.body.html:
        reason = "An imported item has no address that is known before."
        yield Loss("link", item.id, reason, "The link's text in the course; links in the .war.")
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
