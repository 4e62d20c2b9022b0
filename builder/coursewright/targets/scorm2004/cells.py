"""What becomes of the features of a course in a SCORM 2004 package."""

from __future__ import annotations

from coursewright.targets.cells import aside, cells, lost, mapped, native

__all__ = ["CELLS"]

CELLS = cells(
    "scorm2004",
    (
        native(
            "pages/*",
            "bank.title item.requirement item.captions.language item.captions.label "
            "item.captions.kind item.description item.body item.transcript lab.hints.level_1 "
            "lab.hints.level_2 lab.hints.level_3 lab.disclosure.contact module.summary "
            "question.title question.stem "
            "question.points question.feedback.general question.feedback.correct "
            "question.feedback.incorrect question.outcomes question.options.text "
            "question.options.correct question.options.feedback question.shuffle "
            "question.partial_credit question.true-false.answer "
            "question.true-false.true_feedback question.true-false.false_feedback "
            "question.short-answer.accepted question.short-answer.accepted.answer "
            "question.short-answer.accepted.feedback question.case_sensitive "
            "question.blanks.blanks question.blanks.blanks.answer "
            "question.blanks.blanks.feedback question.dropdowns.dropdowns.text "
            "question.dropdowns.dropdowns.correct question.dropdowns.dropdowns.feedback "
            "question.matching.pairs.prompt question.matching.pairs.match "
            "question.matching.distractors question.ordering.entries "
            "question.numeric.answers.exact question.numeric.answers.tolerance "
            "question.numeric.answers.range question.numeric.answers.feedback "
            "question.formula.expression question.formula.variables.min "
            "question.formula.variables.max question.formula.variables.decimals "
            "question.formula.tolerance question.formula.decimals question.formula.sets "
            "quiz.introduction quiz.shuffle_questions quiz.shuffle_options "
            "quiz.keep quiz.draw.bank quiz.draw.count quiz.draw.points video.poster "
            "link.url",
        ),
        native(
            "imsmanifest.xml",
            "completion.require completion.minimum_score course.title course.version "
            "item.title module.title module.prerequisites module.sequential "
            "module.require quiz.requirement.score quiz.graded targets.scorm2004.edition",
        ),
        mapped(
            "on the first page",
            "pages/*",
            "course.description course.date course.support course.language course.licence "
            "course.authors course.authors.name course.authors.email course.authors.role "
            "course.duration course.difficulty course.prerequisites course.assessment_type "
            "outcomes.outcomes.title outcomes.outcomes.description outcomes.outcomes.bloom",
        ),
        mapped(
            "a table below the task",
            "pages/*",
            "item.rubric rubric.title rubric.criteria.title rubric.criteria.description "
            "rubric.criteria.points rubric.criteria.outcome rubric.criteria.ratings.title "
            "rubric.criteria.ratings.description rubric.criteria.ratings.points",
        ),
        mapped(
            "a line on its page",
            "pages/*",
            "item.summary item.teaches item.assesses item.minutes item.points",
        ),
        mapped(
            "weighs in the score",
            "imsmanifest.xml",
            "quiz.group",
        ),
        mapped(
            "",
            "pages/*",
            "grading.groups.title grading.groups.weight question.essay.title "
            "question.file-upload.title question.essay.stem question.file-upload.stem "
            "question.essay.points question.file-upload.points "
            "question.essay.feedback.general question.file-upload.feedback.general "
            "question.essay.feedback.correct question.file-upload.feedback.correct "
            "question.essay.feedback.incorrect question.file-upload.feedback.incorrect "
            "question.essay.outcomes question.file-upload.outcomes term.title tool.summary "
            "tool.teaches tool.assesses tool.requirement tool.minutes tool.points "
            "tool.description "
            "quiz.attempts",
        ),
        mapped(
            "",
            "imsmanifest.xml",
            "tool.title",
        ),
        mapped(
            "",
            "pages/* player/*",
            "tool.url tool.new_tab",
        ),
        lost(
            "video.collaborate "
            "assignment.requirement assignment.submission assignment.extensions "
            "assignment.attempts assignment.portfolio completion.certificate "
            "completion.certificate_score discussion.requirement discussion.mode "
            "discussion.post_first grading.groups.drop_lowest grading.groups.drop_highest "
            "grading.groups.never_drop grading.scheme.letter "
            "grading.scheme.minimum grading.late.deduction grading.late.interval "
            "grading.late.minimum grading.late.missing_deduction heading.title item.group "
            "item.peer_review.count item.peer_review.automatic item.peer_review.anonymous "
            "lab.requirement lab.grading.criteria.title lab.grading.criteria.weight "
            "lab.grading.criteria.manual link.new_tab outcomes.scale.title "
            "outcomes.scale.points outcomes.mastery question.text.feedback.general "
            "question.text.feedback.correct question.text.feedback.incorrect "
            "question.essay.model_answer question.file-upload.extensions quiz.requirement "
            "quiz.time_limit quiz.pass_mark quiz.show_answers quiz.one_at_a_time "
            "rubric.description term.timezone term.start term.end term.modules.unlock "
            "term.items.unlock term.items.due term.items.lock tool.requirement.score "
            "tool.custom",
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
