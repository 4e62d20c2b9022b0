"""What becomes of the features of a course in a Canvas course package."""

from __future__ import annotations

from coursewright.targets.cells import aside, cells, lost, mapped, native

__all__ = ["CELLS"]

CELLS = cells(
    "canvas",
    (
        native(
            "non_cc_assessments/*",
            "bank.title question.title question.stem question.points "
            "question.feedback.general question.feedback.correct question.feedback.incorrect "
            "question.options.text question.options.correct question.options.feedback "
            "question.true-false.answer question.true-false.true_feedback "
            "question.true-false.false_feedback question.short-answer.accepted "
            "question.short-answer.accepted.answer question.short-answer.accepted.feedback "
            "question.blanks.blanks question.blanks.blanks.answer "
            "question.blanks.blanks.feedback question.dropdowns.dropdowns.text "
            "question.dropdowns.dropdowns.correct question.dropdowns.dropdowns.feedback "
            "question.matching.pairs.prompt question.matching.pairs.match "
            "question.matching.distractors question.numeric.answers.exact "
            "question.numeric.answers.tolerance question.numeric.answers.range "
            "question.numeric.answers.feedback question.formula.expression "
            "question.formula.variables.min question.formula.variables.max "
            "question.formula.variables.decimals question.formula.tolerance "
            "question.formula.decimals question.formula.sets quiz.draw.bank quiz.draw.count "
            "quiz.draw.points",
        ),
        native(
            "course_settings/course_settings.xml",
            "course.title course.language targets.canvas.course_code term.timezone term.start "
            "term.end",
        ),
        native(
            "course_settings/assignment_groups.xml",
            "grading.groups.title grading.groups.weight grading.groups.drop_lowest "
            "grading.groups.drop_highest grading.groups.never_drop",
        ),
        native(
            "course_settings/grading_standards.xml",
            "grading.scheme.letter grading.scheme.minimum",
        ),
        native(
            "course_settings/late_policy.xml",
            "grading.late.deduction grading.late.interval grading.late.minimum "
            "grading.late.missing_deduction",
        ),
        native(
            "course_settings/module_meta.xml",
            "heading.title item.title item.requirement "
            "item.url quiz.requirement.score tool.requirement.score "
            "link.new_tab module.title module.prerequisites module.sequential module.require "
            "term.modules.unlock",
        ),
        native(
            "course_settings/learning_outcomes.xml",
            "outcomes.scale.title outcomes.scale.points outcomes.mastery "
            "outcomes.outcomes.title outcomes.outcomes.description outcomes.outcomes.bloom",
        ),
        native(
            "course_settings/rubrics.xml",
            "rubric.title rubric.description rubric.criteria.title "
            "rubric.criteria.description rubric.criteria.points rubric.criteria.outcome "
            "rubric.criteria.ratings.title rubric.criteria.ratings.description "
            "rubric.criteria.ratings.points",
        ),
        native(
            "*/assignment_settings.xml",
            "assignment.submission assignment.extensions assignment.attempts item.group "
            "item.rubric item.peer_review.count item.peer_review.automatic "
            "item.peer_review.anonymous item.points term.items.unlock term.items.due "
            "term.items.lock tool.points tool.new_tab",
        ),
        native(
            "*/assessment_meta.xml",
            "question.shuffle quiz.group quiz.attempts quiz.introduction quiz.shuffle_options "
            "quiz.time_limit quiz.show_answers quiz.keep quiz.one_at_a_time quiz.graded",
        ),
        native(
            "g*.xml",
            "discussion.rubric discussion.post_first discussion.body discussion.points "
            "discussion.group discussion.mode discussion.peer_review.count "
            "discussion.peer_review.automatic discussion.peer_review.anonymous",
        ),
        native(
            "course_settings/media_tracks.xml",
            "item.captions.language item.captions.kind item.transcript",
        ),
        native(
            "*/*.html",
            "item.captions.label item.description item.body",
        ),
        native(
            "lti_resource_links/*",
            "tool.custom",
        ),
        mapped(
            "a line of the syllabus",
            "course_settings/syllabus.html",
            "course.description course.version course.date course.support course.licence "
            "course.authors course.authors.name course.authors.email course.authors.role "
            "course.duration course.difficulty course.prerequisites course.assessment_type "
            "term.title",
        ),
        mapped(
            "a line above the text",
            "*/*.html",
            "item.summary item.minutes",
        ),
        mapped(
            "a line above the text",
            "g*.xml",
            "discussion.summary discussion.minutes",
        ),
        mapped(
            "a line above the text",
            "*/assessment_meta.xml",
            "quiz.summary quiz.minutes",
        ),
        mapped(
            "aligned through its quiz",
            "course_settings/learning_outcomes.xml",
            "question.outcomes",
        ),
        mapped(
            "a line above the text",
            "*/*.html */assessment_meta.xml g*.xml",
            "item.teaches item.assesses",
        ),
        mapped(
            "in the page in front of its module",
            "wiki_content/*",
            "file.summary file.minutes file.description link.summary link.minutes link.description",
        ),
        mapped(
            "a page in front of the module",
            "wiki_content/*",
            "module.summary",
        ),
        native("*/*.html", "lab.disclosure.contact"),
        mapped(
            "",
            "*/*.html",
            "lab.hints.level_1 lab.hints.level_2 lab.hints.level_3",
        ),
        mapped(
            "",
            "non_cc_assessments/*",
            "question.ordering.title question.ordering.stem question.ordering.points "
            "question.ordering.feedback.general question.ordering.feedback.correct "
            "question.ordering.feedback.incorrect question.multiple-answer.partial_credit "
            "question.ordering.partial_credit question.ordering.entries",
        ),
        mapped(
            "",
            "course_settings/learning_outcomes.xml",
            "question.ordering.outcomes",
        ),
        lost(
            "video.collaborate "
            "assignment.portfolio completion.require completion.minimum_score "
            "completion.certificate completion.certificate_score lab.grading.criteria.title "
            "lab.grading.criteria.weight lab.grading.criteria.manual question.partial_credit "
            "question.case_sensitive question.essay.model_answer "
            "question.file-upload.extensions quiz.shuffle_questions quiz.pass_mark "
            "video.poster",
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
