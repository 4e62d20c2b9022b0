"""What becomes of the features of a course in the Coursera bundle."""

from __future__ import annotations

from coursewright.targets.cells import aside, cells, lost, mapped, native

__all__ = ["CELLS"]

CELLS = cells(
    "coursera",
    (
        native(
            "lab-images/*",
            "lab.body lab.coursera.graded_item_id lab.coursera.launcher_item_id "
            "lab.coursera.part_id targets.coursera.base_image",
        ),
        native(
            "quizzes/docx/*",
            "question.stem question.feedback.general question.feedback.correct "
            "question.feedback.incorrect question.options.text question.options.correct "
            "question.options.feedback question.shuffle "
            "question.multiple-answer.partial_credit question.true-false.answer "
            "question.true-false.true_feedback question.true-false.false_feedback "
            "question.short-answer.accepted question.short-answer.accepted.answer "
            "question.short-answer.accepted.feedback",
        ),
        native(
            "videos/*/*",
            "video.transcript",
        ),
        mapped(
            "in the upload plan, to be entered by hand",
            "upload-plan.json",
            "assignment.extensions assignment.submission assignment.peer_review.count "
            "assignment.peer_review.automatic assignment.peer_review.anonymous bank.title "
            "course.title course.description course.version course.support course.authors "
            "course.authors.name course.authors.email course.authors.role course.date "
            "course.language course.licence discussion.mode heading.title item.summary "
            "item.minutes item.attempts item.teaches item.assesses item.group item.rubric "
            "item.new_tab item.title item.url item.points item.captions.label "
            "item.captions.language item.captions.kind module.title module.summary "
            "question.multiple-choice.title question.multiple-answer.title "
            "question.true-false.title question.short-answer.title question.numeric.title "
            "question.points question.multiple-choice.outcomes "
            "question.multiple-answer.outcomes question.true-false.outcomes "
            "question.short-answer.outcomes question.numeric.outcomes quiz.time_limit "
            "quiz.pass_mark quiz.shuffle_questions quiz.shuffle_options quiz.show_answers "
            "quiz.keep quiz.one_at_a_time quiz.graded rubric.description "
            "rubric.criteria.outcome targets.coursera.course_slug term.title term.start "
            "term.end term.modules.unlock term.items.unlock term.items.due term.items.lock "
            "tool.points tool.custom video.poster",
        ),
        mapped(
            "a file of the bundle to enter by hand",
            "course_metadata.json",
            "course.duration course.difficulty course.prerequisites course.assessment_type",
        ),
        mapped(
            "a file of the bundle to enter by hand",
            "xapi-activities.json",
            "course.activity_base",
        ),
        mapped(
            "a file of the bundle to enter by hand",
            "learning-objectives.json",
            "outcomes.scale.title outcomes.scale.points outcomes.mastery "
            "outcomes.outcomes.title outcomes.outcomes.description outcomes.outcomes.bloom",
        ),
        mapped(
            "a page to paste",
            "readings/*",
            "item.description item.body lab.hints.level_1 lab.hints.level_2 lab.hints.level_3 "
            "lab.disclosure.contact "
            "quiz.introduction rubric.title rubric.criteria.title rubric.criteria.description "
            "rubric.criteria.points rubric.criteria.ratings.title "
            "rubric.criteria.ratings.description rubric.criteria.ratings.points",
        ),
        mapped(
            "",
            "upload-plan.json",
            "audio.summary audio.minutes audio.captions.language audio.captions.label "
            "audio.captions.kind completion.minimum_score completion.certificate_score "
            "grading.groups.title grading.groups.weight grading.scheme.letter "
            "grading.scheme.minimum grading.late.deduction grading.late.minimum "
            "grading.late.missing_deduction quiz.requirement.score tool.requirement.score "
            "lab.grading.criteria.weight question.title question.formula.stem "
            "question.essay.stem question.file-upload.stem question.formula.points "
            "question.essay.points question.file-upload.points "
            "question.formula.feedback.general question.essay.feedback.general "
            "question.file-upload.feedback.general question.formula.feedback.correct "
            "question.essay.feedback.correct question.file-upload.feedback.correct "
            "question.formula.feedback.incorrect question.essay.feedback.incorrect "
            "question.file-upload.feedback.incorrect question.outcomes "
            "question.formula.tolerance question.file-upload.extensions quiz.draw.points",
        ),
        mapped(
            "",
            "readings/*",
            "audio.title audio.description discussion.points lab.grading.criteria.title "
            "question.text.stem",
        ),
        mapped(
            "",
            "quizzes/docx/*",
            "quiz.draw.bank quiz.draw.count "
            "question.blanks.stem question.dropdowns.stem question.matching.stem "
            "question.ordering.stem question.blanks.feedback.general "
            "question.dropdowns.feedback.general question.matching.feedback.general "
            "question.ordering.feedback.general question.blanks.feedback.correct "
            "question.dropdowns.feedback.correct question.matching.feedback.correct "
            "question.ordering.feedback.correct question.blanks.feedback.incorrect "
            "question.dropdowns.feedback.incorrect question.matching.feedback.incorrect "
            "question.ordering.feedback.incorrect question.blanks.blanks "
            "question.blanks.blanks.answer question.blanks.blanks.feedback "
            "question.dropdowns.dropdowns.text question.dropdowns.dropdowns.feedback "
            "question.matching.pairs.prompt question.matching.pairs.match "
            "question.matching.distractors question.ordering.entries "
            "question.numeric.answers.exact",
        ),
        mapped(
            "",
            "videos/*/*",
            "audio.transcript",
        ),
        lost(
            "video.collaborate "
            "assignment.portfolio audio.teaches audio.assesses bank.question.text.stem "
            "completion.require completion.certificate discussion.peer_review.count "
            "discussion.peer_review.automatic discussion.peer_review.anonymous "
            "discussion.post_first grading.groups.drop_lowest grading.groups.drop_highest "
            "grading.groups.never_drop grading.late.interval "
            "item.requirement lab.grading.criteria.manual module.prerequisites "
            "module.sequential module.require question.text.title question.blanks.points "
            "question.dropdowns.points question.matching.points question.ordering.points "
            "question.text.points question.text.feedback.general "
            "question.text.feedback.correct question.text.feedback.incorrect "
            "question.partial_credit question.case_sensitive "
            "question.dropdowns.dropdowns.correct question.numeric.answers.tolerance "
            "question.numeric.answers.range question.numeric.answers.feedback "
            "question.formula.expression question.formula.variables.min "
            "question.formula.variables.max question.formula.variables.decimals "
            "question.formula.decimals question.formula.sets question.essay.model_answer "
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
