"""What becomes of the features of a course in a Common Cartridge."""

from __future__ import annotations

from coursewright.targets.cells import aside, cells, lost, mapped, native

__all__ = ["CELLS"]

_QUESTIONS = "g*/assessment.xml g*/bank.xml"
# Kinds that the profile has not; other questions stand in their place.
_REPLACED = ("blanks", "dropdowns", "matching", "ordering", "numeric", "formula", "file-upload")


def _of_replaced(keys: str) -> str:
    """Return the names of keys of every kind of question that is replaced."""
    return " ".join(f"question.{kind}.{key}" for kind in _REPLACED for key in keys.split())


CELLS = cells(
    "cartridge",
    (
        native(
            _QUESTIONS,
            "question.title question.stem question.feedback.general question.feedback.correct "
            "question.feedback.incorrect question.options.text question.options.correct "
            "question.options.feedback question.shuffle question.true-false.answer "
            "question.true-false.true_feedback question.true-false.false_feedback "
            "question.short-answer.accepted question.short-answer.accepted.answer "
            "question.short-answer.accepted.feedback question.short-answer.case_sensitive",
        ),
        native(
            "g*/bank.xml",
            "bank.title",
        ),
        native(
            "g*/assessment.xml",
            "quiz.introduction quiz.shuffle_options quiz.time_limit",
        ),
        native(
            "imsmanifest.xml",
            "course.title heading.title item.title module.title",
        ),
        native(
            "pages/*",
            "item.body item.captions.kind item.captions.label item.captions.language "
            "item.description item.transcript video.poster",
        ),
        native(
            "g*/topic.xml",
            "discussion.body",
        ),
        native(
            "g*/tool.xml",
            "tool.description tool.url",
        ),
        native(
            "g*/weblink.xml",
            "link.new_tab link.url",
        ),
        mapped(
            "in the description of the cartridge",
            "imsmanifest.xml",
            "course.date course.licence",
        ),
        mapped(
            "the language of its pages",
            "pages/*",
            "course.language",
        ),
        mapped(
            "on the first page",
            "pages/*",
            "course.description course.version course.support course.authors "
            "course.authors.name course.authors.email course.authors.role course.duration "
            "course.difficulty course.prerequisites course.assessment_type "
            "outcomes.outcomes.title outcomes.outcomes.description outcomes.outcomes.bloom",
        ),
        mapped(
            "a page in front of the module",
            "pages/*",
            "module.summary",
        ),
        mapped(
            "a line on its page",
            "pages/*",
            "item.assesses item.minutes item.points item.summary item.teaches",
        ),
        mapped(
            "a line above the text",
            "g*/topic.xml",
            "discussion.assesses discussion.minutes discussion.summary discussion.teaches",
        ),
        mapped(
            "a line above the text",
            "g*/assessment.xml",
            "quiz.assesses quiz.minutes quiz.summary quiz.teaches",
        ),
        mapped(
            "in the page in front of its module",
            "pages/*",
            "file.assesses file.description file.minutes file.summary file.teaches "
            "link.assesses link.description link.minutes link.summary link.teaches "
            "tool.assesses tool.minutes tool.summary tool.teaches",
        ),
        mapped(
            "a line of its quiz",
            "g*/assessment.xml",
            "question.outcomes",
        ),
        mapped(
            "a table below the task",
            "pages/*",
            "item.rubric rubric.title rubric.criteria.title rubric.criteria.description "
            "rubric.criteria.points rubric.criteria.outcome rubric.criteria.ratings.title "
            "rubric.criteria.ratings.description rubric.criteria.ratings.points",
        ),
        mapped(
            "a table below the task",
            "g*/topic.xml",
            "discussion.rubric",
        ),
        mapped(
            "open on its page",
            "pages/*",
            "lab.hints.level_1 lab.hints.level_2 lab.hints.level_3 lab.disclosure.contact",
        ),
        mapped(
            "",
            "pages/*",
            "grading.groups.title grading.groups.weight lab.grading.criteria.title "
            "lab.grading.criteria.weight term.title",
        ),
        mapped(
            "",
            _QUESTIONS,
            f"{_of_replaced('title stem points feedback.general')} "
            "question.multiple-answer.feedback.general question.multiple-answer.feedback.correct "
            "question.multiple-answer.feedback.incorrect question.short-answer.feedback.general "
            "question.short-answer.feedback.correct question.short-answer.feedback.incorrect "
            "question.points question.essay.feedback.general question.blanks.blanks "
            "question.blanks.blanks.answer question.blanks.blanks.feedback "
            "question.blanks.case_sensitive question.blanks.feedback.correct "
            "question.blanks.feedback.incorrect question.dropdowns.dropdowns.text "
            "question.dropdowns.dropdowns.correct question.dropdowns.dropdowns.feedback "
            "question.dropdowns.feedback.correct question.dropdowns.feedback.incorrect "
            "question.matching.pairs.prompt question.matching.pairs.match "
            "question.matching.distractors question.matching.feedback.correct "
            "question.matching.feedback.incorrect question.ordering.entries "
            "question.ordering.feedback.correct question.ordering.feedback.incorrect "
            "question.numeric.answers.exact question.numeric.answers.feedback "
            "question.numeric.feedback.correct question.numeric.feedback.incorrect "
            "question.formula.expression question.formula.variables.min "
            "question.formula.variables.max question.formula.variables.decimals "
            "question.formula.decimals question.formula.feedback.correct "
            "question.formula.feedback.incorrect",
        ),
        mapped(
            "",
            "g*/assessment.xml",
            f"{_of_replaced('outcomes')} question.text.outcomes question.text.stem "
            "quiz.attempts quiz.draw.bank quiz.draw.count quiz.draw.points quiz.show_answers",
        ),
        mapped(
            "",
            "g*/tool.xml",
            "tool.custom",
        ),
        lost(
            "assignment.attempts assignment.extensions assignment.portfolio "
            "assignment.submission bank.question.text.stem completion.require "
            "completion.minimum_score completion.certificate completion.certificate_score "
            "discussion.mode discussion.points discussion.post_first "
            "grading.groups.drop_lowest grading.groups.drop_highest grading.groups.never_drop "
            "grading.scheme.letter grading.scheme.minimum grading.late.deduction "
            "grading.late.interval grading.late.minimum grading.late.missing_deduction "
            "item.group item.peer_review.count item.peer_review.automatic "
            "item.peer_review.anonymous item.requirement quiz.requirement.score "
            "tool.requirement.score lab.grading.criteria.manual module.prerequisites "
            "module.sequential module.require outcomes.scale.title outcomes.scale.points "
            "outcomes.mastery question.partial_credit question.essay.feedback.correct "
            "question.essay.feedback.incorrect question.essay.model_answer "
            "question.file-upload.extensions question.file-upload.feedback.correct "
            "question.file-upload.feedback.incorrect question.formula.sets "
            "question.formula.tolerance question.numeric.answers.range "
            "question.numeric.answers.tolerance question.text.feedback.general "
            "question.text.feedback.correct question.text.feedback.incorrect "
            "question.text.points question.text.title quiz.graded quiz.keep "
            "quiz.one_at_a_time quiz.pass_mark quiz.shuffle_questions rubric.description "
            "term.timezone term.start term.end term.modules.unlock term.items.unlock "
            "term.items.due term.items.lock tool.new_tab tool.points video.collaborate",
        ),
        aside(
            "names activities where statements are sent; nothing in the package sends any",
            "course.activity_base",
        ),
        aside(
            "for instructors, unless the author makes solutions public",
            "lab.hints.solution",
        ),
    ),
)
