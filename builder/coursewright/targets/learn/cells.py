"""What becomes of the features of a course in Blackboard packages."""

from __future__ import annotations

from coursewright.targets.cells import aside, cells, lost, mapped, native

__all__ = ["CELLS"]

CELLS = cells(
    "blackboard",
    (
        native(
            "questestinterop",
            "bank.title question.title question.stem question.points "
            "question.feedback.general question.feedback.correct question.feedback.incorrect "
            "question.options.text question.options.correct question.options.feedback "
            "question.shuffle question.partial_credit question.true-false.answer "
            "question.true-false.true_feedback question.true-false.false_feedback "
            "question.short-answer.accepted question.short-answer.accepted.answer "
            "question.short-answer.accepted.feedback question.case_sensitive "
            "question.blanks.blanks question.blanks.blanks.answer "
            "question.matching.pairs.prompt question.matching.pairs.match "
            "question.matching.distractors question.ordering.entries "
            "question.formula.expression question.formula.variables.min "
            "question.formula.variables.max question.formula.variables.decimals "
            "question.formula.tolerance question.formula.decimals question.formula.sets "
            "question.essay.model_answer quiz.introduction quiz.draw.bank quiz.draw.count "
            "quiz.draw.points",
        ),
        native(
            "COURSE",
            "course.title course.description term.start term.end",
        ),
        native(
            "GRADEBOOK",
            "assignment.attempts grading.groups.title item.points item.group quiz.keep",
        ),
        native(
            "CONTENT",
            "video.collaborate "
            "item.title item.captions.language item.captions.label item.captions.kind "
            "item.description item.new_tab item.body item.transcript link.url module.title "
            "module.summary module.sequential tool.custom tool.url video.poster",
        ),
        native(
            "war/WEB-INF/*",
            "targets.blackboard.vendor_name targets.blackboard.vendor_url "
            "targets.blackboard.vendor_id",
        ),
        native(
            ".bb-package-sig",
            "targets.blackboard.signature",
        ),
        native(
            "LEARNRUBRICS",
            "rubric.title rubric.description rubric.criteria.title "
            "rubric.criteria.ratings.title rubric.criteria.ratings.description "
            "rubric.criteria.points rubric.criteria.ratings.points",
        ),
        native(
            "LEARNRUBRICS GRADEBOOK COURSERUBRICASSOCIATIONS",
            "item.rubric",
        ),
        mapped(
            "",
            "LEARNRUBRICS GRADEBOOK COURSERUBRICASSOCIATIONS",
            "lab.rubric",
        ),
        mapped(
            "a scale of two grades, which the test's column shows beside the score",
            "GRADEBOOK",
            "quiz.pass_mark",
        ),
        mapped(
            "a feedback with a condition of its own, in the form of Fill in the Blank",
            "questestinterop",
            "question.blanks.blanks.feedback",
        ),
        native(
            "COURSEASSESSMENT",
            "quiz.attempts quiz.shuffle_questions quiz.time_limit quiz.one_at_a_time",
        ),
        native(
            "FORUM",
            "discussion.body",
        ),
        native(
            "CONTENT GRADEBOOK",
            "term.modules.unlock term.items.unlock term.items.due term.items.lock",
        ),
        mapped(
            "a line in the course's first item",
            "CONTENT",
            "course.version course.date course.support course.licence course.authors "
            "course.authors.name course.authors.email course.authors.role course.duration "
            "course.difficulty course.prerequisites course.assessment_type term.title",
        ),
        mapped(
            "a line above the text",
            "CONTENT",
            "item.summary item.teaches item.assesses item.minutes",
        ),
        mapped(
            "a line above the text",
            "FORUM",
            "discussion.summary discussion.teaches discussion.assesses discussion.minutes",
        ),
        mapped(
            "a line above the text",
            "questestinterop",
            "quiz.teaches quiz.assesses quiz.summary quiz.minutes",
        ),
        mapped(
            "a line above the text of the work",
            "CONTENT",
            "rubric.criteria.outcome",
        ),
        mapped(
            "in a table below the text of the work",
            "CONTENT",
            "rubric.criteria.description",
        ),
        mapped(
            "a forum, whatever the mode",
            "FORUM",
            "discussion.mode",
        ),
        mapped(
            "a line above the test's text",
            "questestinterop",
            "question.outcomes",
        ),
        mapped(
            "",
            "CONTENT",
            "grading.groups.weight heading.title lab.summary lab.teaches lab.assesses "
            "lab.minutes lab.grading.criteria.title lab.hints.level_1 lab.hints.level_2 "
            "lab.hints.level_3 lab.disclosure.contact lab.body "
            "outcomes.outcomes.title outcomes.outcomes.description outcomes.outcomes.bloom",
        ),
        mapped(
            "",
            "GRADEBOOK",
            "lab.title lab.points lab.group",
        ),
        mapped(
            "",
            "questestinterop",
            "question.dropdowns.title question.numeric.title question.dropdowns.stem "
            "question.numeric.stem question.text.stem question.dropdowns.points "
            "question.numeric.points "
            "question.dropdowns.feedback.general question.numeric.feedback.general "
            "question.dropdowns.feedback.correct "
            "question.numeric.feedback.correct "
            "question.dropdowns.feedback.incorrect question.numeric.feedback.incorrect "
            "question.dropdowns.outcomes question.numeric.outcomes question.text.outcomes "
            "question.dropdowns.partial_credit question.dropdowns.dropdowns.text "
            "question.dropdowns.dropdowns.correct "
            "question.dropdowns.dropdowns.feedback question.numeric.answers.exact "
            "question.numeric.answers.tolerance",
        ),
        lost(
            "assignment.submission assignment.extensions assignment.portfolio "
            "completion.require completion.minimum_score completion.certificate "
            "completion.certificate_score course.language discussion.post_first "
            "grading.groups.drop_lowest grading.groups.drop_highest "
            "grading.groups.never_drop grading.scheme.letter grading.scheme.minimum "
            "grading.late.deduction grading.late.interval grading.late.minimum "
            "grading.late.missing_deduction item.requirement "
            "item.peer_review.count item.peer_review.automatic item.peer_review.anonymous "
            "quiz.requirement.score tool.requirement.score "
            "lab.grading.criteria.weight lab.grading.criteria.manual "
            "module.prerequisites module.require outcomes.scale.title outcomes.scale.points "
            "outcomes.mastery question.text.title question.text.points "
            "question.text.feedback.general question.text.feedback.correct "
            "question.text.feedback.incorrect question.numeric.answers.range "
            "question.numeric.answers.feedback question.file-upload.extensions "
            "quiz.shuffle_options quiz.show_answers quiz.graded",
        ),
        aside(
            "names activities where statements are sent; nothing in the package sends any",
            "course.activity_base",
        ),
        aside(
            "for instructors, unless the author makes solutions public",
            "lab.hints.solution",
        ),
        aside(
            "every moment is written with its own zone",
            "term.timezone",
        ),
    ),
)
