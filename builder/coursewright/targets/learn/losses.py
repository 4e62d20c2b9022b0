"""What Blackboard cannot take from a package, as tables: feature, when, why, instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from coursewright.model import items
from coursewright.model.course import Module, Publication
from coursewright.targets.base import Loss
from coursewright.targets.learn.block import left_out
from coursewright.targets.learn.contents import has_value
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["package_losses"]

Of = TypeVar("Of")
_BY_HAND = "nothing; set it by hand after the import"
_MOST_GAPS = 10  # Fill in Multiple Blanks


@dataclass(frozen=True, slots=True)
class _Lost(Generic[Of]):
    """One line of a table."""

    feature: str
    when: Callable[[Of], bool]
    reason: str
    fallback: str = _BY_HAND

    def losses(self, of: Of, key: str) -> Iterator[Loss]:
        if self.when(of):
            yield Loss(self.feature, key, self.reason, self.fallback)


_COURSE: tuple[_Lost[Publication], ...] = (
    _Lost("grading_scheme", lambda p: bool(p.info.grading_scheme), "grades are imported as scores"),
    _Lost("late_policy", lambda p: p.info.late_policy is not None, "Learn has no late policy"),
    _Lost(
        "groups.weight",
        lambda p: any(group.weight for group in p.info.groups),
        "a package carries no weighted total",
        "grade categories without weights; set up the weighted total",
    ),
    _Lost(
        "groups.drop_lowest",
        lambda p: any(group.drop_lowest for group in p.info.groups),
        "dropping is a setting of the total column",
    ),
    _Lost(
        "outcomes",
        lambda p: bool(p.outcomes),
        "goals and alignments stand in no documented part of a package",
        "the outcomes in the course's texts",
    ),
    _Lost(
        "completion",
        lambda p: p.info.completion.certificate or p.info.completion.minimum_score is not None,
        "Learn grants certificates through Achievements",
    ),
    _Lost(
        "requirement",
        lambda p: any(item.requirement for item in p.items()),
        "review status and adaptive release are not part of a package",
    ),
    _Lost(
        "stylesheet",
        lambda _: True,
        "items of a course take the platform's own styles",
        "the theme in the Building Block only",
    ),
    _Lost(
        "quiz.points",
        lambda p: any(isinstance(item, items.Quiz) for item in p.items()),
        "tab-delimited text carries no points",
        "Learn's default points; import the pool to keep them",
    ),
)
_MODULE: tuple[_Lost[Module[Rich]], ...] = (
    _Lost(
        "module.prerequisites",
        lambda m: bool(m.prerequisites),
        "adaptive release is not part of a package",
    ),
    _Lost("module.require", lambda m: m.require != "all", "folders have no completion"),
)
_QUIZ: tuple[_Lost[items.Quiz[Rich]], ...] = (
    _Lost(
        "quiz.pass_mark",
        lambda i: i.settings.pass_mark is not None,
        "a test has no pass mark",
        "the score in the grade centre",
    ),
    _Lost(
        "quiz.show_answers",
        lambda i: i.settings.show_answers in ("after-last-attempt", "after-due"),
        "the event is not expressed in a package",
        "answers are not shown; open them in the test's options",
    ),
    _Lost(
        "quiz.graded",
        lambda i: not i.settings.graded,
        "every test has a column",
        "a column; leave it out of the total",
    ),
    _Lost(
        "quiz.draw",
        lambda i: not _all_own(i),
        "tab-delimited text and pools hold no draws",
        "the bank's own files",
    ),
)
_WORK: tuple[_Lost[items.Item[Rich]], ...] = (
    _Lost(
        "rubric",
        lambda i: bool(getattr(i, "rubric", "")),
        "how a package joins rubrics to columns is not documented",
        "the rubric itself, and as a table below the text; attach it to the column",
    ),
    _Lost(
        "peer_review",
        lambda i: getattr(i, "peer_review", None) is not None,
        "peer review belongs to the Self and Peer Assessment tool",
        "the same work, graded by the instructor",
    ),
    _Lost(
        "discussion.post_first",
        lambda i: isinstance(i, items.Discussion) and i.post_first,
        "the value is not documented",
        "a forum; tick it in the forum's settings",
    ),
    _Lost(
        "assignment.submission",
        lambda i: (
            isinstance(i, items.Assignment) and bool({"url", "media", "none"} & {*i.submission})
        ),
        "an assignment takes text and files",
        "text and files",
    ),
    _Lost(
        "assignment.extensions",
        lambda i: isinstance(i, items.Assignment) and bool(i.extensions),
        "an assignment takes any file",
        "any file",
    ),
    _Lost(
        "lab",
        lambda i: isinstance(i, items.Lab),
        "Learn runs no notebooks",
        "an assignment with the lab's files; use the LTI tool of the lab service",
    ),
    _Lost(
        "heading",
        lambda i: isinstance(i, items.Heading),
        "a folder has no sub-headings",
        "an item without text",
    ),
)
_QUESTION: tuple[_Lost[q.Question[Rich]], ...] = (
    _Lost(
        "question.text",
        lambda e: isinstance(e, q.TextOnly),
        "a test holds questions only",
        "the text in front of the next question, or in the instructions",
    ),
    _Lost(
        "question.numeric",
        lambda e: isinstance(e, q.Numeric) and len(e.answers) > 1,
        "a numeric question has one answer",
        "the first answer",
    ),
    _Lost(
        "question.dropdowns",
        lambda e: isinstance(e, q.Dropdowns) and not _one_list(e),
        "all gaps of a jumbled sentence share one list",
        "one list with all options",
    ),
    _Lost(
        "question.blanks",
        lambda e: isinstance(e, q.Blanks) and len(e.blanks) > _MOST_GAPS,
        f"Learn edits at most {_MOST_GAPS} gaps",
        "all gaps; split the question when the import refuses it",
    ),
    _Lost(
        "question.feedback",
        lambda e: isinstance(e, q.Blanks | q.Dropdowns) and _per_gap(e),
        "gaps have no feedback of their own",
        "the feedback on the whole question",
    ),
    _Lost(
        "question.extensions",
        lambda e: isinstance(e, q.FileUpload) and bool(e.extensions),
        "a file question takes any file",
        "any file",
    ),
    _Lost(
        "question.formula",
        lambda e: not has_value(e),
        "the formula has no value",
        "nothing; mend the formula",
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
        yield from _question_losses(bank.questions, bank.id)
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
        yield from _question_losses(item.questions, item.id)


def _question_losses(parts: tuple[q.Question[Rich] | q.Draw, ...], key: str) -> Iterator[Loss]:
    for part in parts:
        if isinstance(part, q.Question):
            for line in _QUESTION:
                yield from line.losses(part, key)


def _all_own(quiz: items.Quiz[Rich]) -> bool:
    return not any(isinstance(part, q.Draw) for part in quiz.questions)


def _one_list(question: q.Dropdowns[Rich]) -> bool:
    lists = {tuple(sorted(o.text.text for o in gap.options)) for gap in question.dropdowns}
    return len(lists) == 1


def _per_gap(question: q.Blanks[Rich] | q.Dropdowns[Rich]) -> bool:
    if isinstance(question, q.Blanks):
        return any(a.feedback for blank in question.blanks for a in blank.accepted)
    return any(o.feedback for gap in question.dropdowns for o in gap.options)
