"""What a Common Cartridge 1.1 cannot say, as tables: feature, when, why, instead."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.model import items
from coursewright.model.course import Completion, Module, Publication
from coursewright.targets.base import Loss
from coursewright.targets.cartridge.question_losses import bank_losses, question_losses
from coursewright.targets.lost import Lost
from coursewright_packaging.qti.documents import PROFILE_ATTEMPTS
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.rubrics import Outcome
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["losses"]

_NO_GRADES = "The profile has no grade book."
_NOTHING = "Nothing."
_SET_IT = "Set it in the platform."
_GRADE_IT = "Grade it in the platform."
_NO_RULES = "The profile has no rules about the order of learning."
_PLAIN = Outcome(id="", title="")

_COURSE: tuple[Lost[Publication], ...] = (
    Lost(
        "grading.groups",
        lambda p: bool(p.info.groups),
        _NO_GRADES,
        "Groups and weights stand on the course's first page.",
    ),
    Lost("grading.scheme", lambda p: bool(p.info.grading_scheme), _NO_GRADES, _NOTHING, _SET_IT),
    Lost("grading.late", lambda p: p.info.late_policy is not None, _NO_GRADES, _NOTHING, _SET_IT),
    Lost("completion", lambda p: p.info.completion != Completion(), _NO_RULES, _NOTHING, _SET_IT),
    Lost(
        "term",
        lambda p: p.term is not None,
        "The profile has no dates.",
        "The term's title stands on the course's first page.",
        "Set dates in the platform.",
    ),
    Lost(
        "outcomes.scale",
        lambda p: any(each.scale != _PLAIN.scale for each in p.outcomes),
        "The profile has no outcomes.",
        "Outcomes stand on the first page, their titles on the pages that work towards them.",
    ),
    Lost(
        "outcomes.mastery",
        lambda p: any(each.mastery != _PLAIN.mastery for each in p.outcomes),
        "The profile has no outcomes.",
        "Outcomes stand on the first page, their titles on the pages that work towards them.",
    ),
    Lost(
        "rubric.description",
        lambda p: any(rubric.description for rubric in p.rubrics),
        "The profile has no rubrics.",
        "Pages show titles, criteria and levels.",
    ),
    Lost(
        "bank",
        lambda p: len([bank for bank in p.banks if bank.questions]) > 1,
        "A cartridge has one question bank.",
        "One bank with the questions and the titles of all.",
    ),
)
_MODULE: tuple[Lost[Module[Rich]], ...] = (
    Lost("module.prerequisites", lambda m: bool(m.prerequisites), _NO_RULES, _NOTHING, _SET_IT),
    Lost("module.sequential", lambda m: m.sequential, _NO_RULES, _NOTHING, _SET_IT),
    Lost("module.require", lambda m: m.require != "all", _NO_RULES, _NOTHING, _SET_IT),
    Lost(
        "module.unlock",
        lambda m: m.unlock is not None,
        "The profile has no dates.",
        _NOTHING,
        _SET_IT,
    ),
)
_ITEM: tuple[Lost[items.Item[Rich]], ...] = (
    Lost("item.requirement", lambda i: i.requirement is not None, _NO_RULES, _NOTHING, _SET_IT),
    Lost(
        "item.dates",
        lambda i: any((i.dates.unlock, i.dates.due, i.dates.lock)),
        "The profile has no dates.",
        _NOTHING,
        _SET_IT,
    ),
    Lost("item.group", lambda i: bool(getattr(i, "group", "")), _NO_GRADES, _NOTHING, _SET_IT),
    Lost(
        "item.peer_review",
        lambda i: getattr(i, "peer_review", None) is not None,
        "The profile has no peer review.",
        "The rubric, if any, stands below the text.",
    ),
    Lost(
        "assignment.submission",
        lambda i: isinstance(i, items.Assignment),
        "Common Cartridge 1.1 has no assignments.",
        "A page with the task, its points and its rubric.",
        "Add an assignment beside it.",
    ),
    Lost(
        "assignment.extensions",
        lambda i: isinstance(i, items.Assignment) and bool(i.extensions),
        "Common Cartridge 1.1 has no assignments.",
        "Nothing; say it in the text.",
    ),
    Lost(
        "assignment.attempts",
        lambda i: isinstance(i, items.Assignment) and i.attempts is not None,
        "Common Cartridge 1.1 has no assignments.",
        "Nothing; say it in the text.",
    ),
    Lost(
        "assignment.portfolio",
        lambda i: isinstance(i, items.Assignment) and i.portfolio,
        "Common Cartridge 1.1 has no assignments.",
        "A page as any other.",
    ),
    Lost(
        "lab.grading",
        lambda i: isinstance(i, items.Lab),
        "The profile has no assignments and runs no notebooks.",
        "A page with the released files and the parts of the grade.",
        "Add an assignment beside it.",
    ),
    Lost(
        "discussion.mode",
        lambda i: isinstance(i, items.Discussion) and i.mode != "qa",
        "A topic of the profile is neither graded nor reviewed.",
        "A topic.",
        _GRADE_IT,
    ),
    Lost(
        "discussion.points",
        lambda i: isinstance(i, items.Discussion) and i.points > 0,
        "A topic of the profile is neither graded nor reviewed.",
        "A topic.",
        _GRADE_IT,
    ),
    Lost(
        "discussion.post_first",
        lambda i: isinstance(i, items.Discussion) and i.post_first,
        "A topic of the profile is open to all.",
        _NOTHING,
        _SET_IT,
    ),
    Lost(
        "tool.points",
        lambda i: isinstance(i, items.Tool) and i.points is not None,
        _NO_GRADES,
        "A tool link.",
        "Let the platform take its grade.",
    ),
    Lost(
        "tool.new_tab",
        lambda i: isinstance(i, items.Tool) and i.new_tab,
        "A tool link of the profile does not say where it opens.",
        "The platform decides.",
    ),
    Lost(
        "tool.custom",
        lambda i: isinstance(i, items.Tool) and bool(i.custom),
        "Moodle leaves custom parameters out.",
        "The link has them.",
        "Enter them where the platform shows none.",
    ),
    Lost(
        "video.collaborate",
        lambda i: isinstance(i, items.Video) and bool(i.collaborate),
        "Collaborate belongs to Blackboard.",
        "The video itself.",
    ),
    Lost(
        "lesson.details",
        lambda i: "<details" in i.body.html,
        "Platforms remove text that opens at a click.",
        "It stands open below a heading; so do answers to embedded questions.",
    ),
    Lost(
        "lesson.formulas",
        lambda i: "<math" in i.body.html,
        "Platforms remove MathML.",
        "LaTeX between the delimiters of MathJax, readable without it.",
    ),
    Lost(
        "link",
        lambda i: 'href="cw:item/' in i.body.html,
        "Moodle keeps no links between pages, and only pages and files have addresses.",
        "Links to pages, files and web links; of other links the text.",
    ),
)
_QUIZ: tuple[Lost[items.Quiz[Rich]], ...] = (
    Lost(
        "quiz.draw",
        lambda i: any(isinstance(part, q.Draw) for part in i.questions),
        "The profile has no random draws.",
        "As many questions as are drawn, always the same; the cartridge's question bank has all.",
    ),
    Lost(
        "quiz.attempts",
        lambda i: (
            i.settings.attempts is not None and str(i.settings.attempts) not in PROFILE_ATTEMPTS
        ),
        "The profile counts at most five attempts.",
        "Any number of attempts.",
    ),
    Lost(
        "quiz.pass_mark",
        lambda i: i.settings.pass_mark is not None,
        "The profile has no pass mark.",
        _NOTHING,
        _SET_IT,
    ),
    Lost(
        "quiz.shuffle_questions",
        lambda i: i.settings.shuffle_questions,
        "The profile shuffles options only.",
        "Questions come in your order.",
    ),
    Lost(
        "quiz.show_answers",
        lambda i: i.settings.show_answers in ("after-last-attempt", "after-due"),
        "The profile says whether answers are shown, not when.",
        "Answers may be shown.",
    ),
    Lost("quiz.keep", lambda i: i.settings.keep != "highest", _NO_GRADES, _NOTHING, _SET_IT),
    Lost(
        "quiz.one_at_a_time",
        lambda i: i.settings.one_at_a_time,
        "The profile does not say how a quiz is shown.",
        "The platform decides.",
    ),
    Lost(
        "quiz.graded",
        lambda i: not i.settings.graded,
        "Every assessment of the profile is an exam.",
        "An assessment as any other.",
        "Leave it out of the total.",
    ),
)


def losses(publication: Publication) -> Iterator[Loss]:
    """Yield every loss: of the course, then of modules, items, quizzes and banks."""
    for line in _COURSE:
        yield from line.losses(publication, "")
    for module in publication.modules:
        for module_line in _MODULE:
            yield from module_line.losses(module, module.id)
    for item in publication.items():
        for item_line in _ITEM:
            yield from item_line.losses(item, item.id)
        if isinstance(item, items.Quiz):
            for quiz_line in _QUIZ:
                yield from quiz_line.losses(item, item.id)
            yield from question_losses(item.questions, item.id)
    for bank in publication.banks:
        yield from bank_losses(bank)
