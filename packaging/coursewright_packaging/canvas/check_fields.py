"""Check the fields of Canvas's own files in one walk: moments, references, words, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursewright_packaging.canvas import rules
from coursewright_packaging.commoncartridge.package import Cartridge
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_packaging.numbers import number
from coursewright_packaging.xml import Element, line_of, local

__all__ = ["check_fields"]

_FOREIGN = frozenset({"questestinterop", "webLink", "topic", "cartridge_basiclti_link"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_STATES = "active unpublished published available deleted post_delayed locked"
_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "workflow_state": _STATES,
        "content_type": "WikiPage Assignment Quizzes::Quiz DiscussionTopic Attachment ExternalUrl "
        "ContextExternalTool ContextModuleSubHeader AssessmentQuestionBank",
        "grading_type": "points percent letter_grade gpa_scale pass_fail not_graded",
        "submission_types": "online_text_entry online_upload online_url media_recording "
        "student_annotation on_paper none external_tool online_quiz discussion_topic not_graded "
        "basic_lti_launch wiki_page",
        "quiz_type": "assignment practice_quiz graded_survey survey",
        "scoring_policy": "keep_highest keep_latest keep_average",
        "hide_results": "always until_after_last_attempt",
        "license": "private public_domain cc_by cc_by_sa cc_by_nc cc_by_nd cc_by_nc_sa cc_by_nc_nd",
        "default_view": "feed wiki modules assignments syllabus",
        "group_weighting_scheme": "percent equal",
        "discussion_type": "threaded side_comment flat not_threaded",
        "drop_type": "drop_lowest drop_highest never_drop",
        "calculation_method": "decaying_average weighted_average standard_decaying_average "
        "n_mastery latest highest average",
        "late_submission_interval": "day hour",
    }.items()
}
_TRUTHS = frozenset(
    "require_sequential_progress locked shuffle_answers available one_question_at_a_time "
    "cant_go_back peer_reviews automatic_peer_reviews anonymous_peer_reviews module_locked "
    "could_be_locked show_correct_answers anonymous_submissions pinned require_initial_post "
    "has_group_category allow_rating all_day rubric_use_for_grading rubric_hide_points "
    "hide_score_total free_form_criterion_comments read_only reusable public new_tab "
    "ignore_for_scoring criterion_use_range post_manually omit_from_final_grade hidden "
    "missing_submission_deduction_enabled late_submission_deduction_enabled "
    "late_submission_minimum_percent_enabled usage_rights_required is_public".split()
)
_AMOUNTS = frozenset(
    "points_possible points mastery_points group_weight min_score drop_count requirement_count "
    "position indent time_limit peer_review_count calculation_int missing_submission_deduction "
    "late_submission_deduction late_submission_minimum_percent mastery_score".split()
)
_COUNTS = frozenset({"allowed_attempts", "grader_count"})  # -1 stands for no limit
_HOLDERS: Mapping[str, tuple[str, str]] = {
    "assignment_group_identifierref": ("assignment_groups", "assignmentGroup"),
    "rubric_identifierref": ("rubrics", "rubric"),
    "learning_outcome_identifierref": ("learning_outcomes", "learningOutcome"),
    "grading_standard_identifier_ref": ("grading_standards", "gradingStandard"),
    "grading_standard_identifierref": ("grading_standards", "gradingStandard"),
}

Fault = tuple[Rule, str]


def check_fields(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield fields that Canvas would read otherwise than they are meant, or not at all."""
    targets = _targets(cartridge)
    for name in cartridge.names:
        if name.endswith(".xml") and not name.startswith(("lti_", "imsmanifest")):
            root = cartridge.xml(name)
            if root is None or local(root) in _FOREIGN:
                continue
            for element in root.iter("{*}*"):
                for rule, message in _field(element, targets):
                    yield cartridge.at(rule, name, message, line_of(element))


def _targets(cartridge: Cartridge) -> dict[str, frozenset[str]]:
    known = frozenset(resource.identifier for resource in cartridge.resources)
    targets = {
        field: _identifiers(cartridge, file, element) for field, (file, element) in _HOLDERS.items()
    }
    return {**targets, "quiz_identifierref": known, "topic_id": known}


def _identifiers(cartridge: Cartridge, file: str, element: str) -> frozenset[str]:
    root = cartridge.xml(f"course_settings/{file}.xml")
    found = () if root is None else root.iter(f"{{*}}{element}")
    return frozenset(each.get("identifier", "") for each in found)


def _field(element: Element, targets: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    text = element.text
    if text is None or not (text := text.strip()):
        return
    name = element.tag.rpartition("}")[2]
    if name in _TRUTHS:
        if text not in ("true", "false"):
            yield rules.VALUE_KNOWN, f"`{name}` is `{text}`; it must be true or false"
    elif name in _AMOUNTS or name in _COUNTS:
        yield from _number(name, text)
    elif name.endswith("_at"):
        if not _MOMENT.fullmatch(text):
            yield rules.MOMENT_IS_UTC, f"`{name}` is `{text}`"
    elif name in _WORDS:
        yield from _words(name, text)
    elif (wanted := targets.get(name)) is not None and text not in wanted:
        yield rules.REFERENCE_RESOLVES, f"`{name}` names `{text}`, which is not in the package"


def _number(name: str, text: str) -> Iterator[Fault]:
    value = number(text)
    least = -1 if name in _COUNTS else 0
    if not value >= least:
        yield rules.NUMBER_READ, f"`{name}` is `{text}`; it must be a number from {least} on"


def _words(name: str, text: str) -> Iterator[Fault]:
    words = text.split(",") if name == "submission_types" else [text]
    for word in words:
        if word not in _WORDS[name]:
            allowed = ", ".join(sorted(_WORDS[name]))
            yield rules.VALUE_KNOWN, f"`{name}` is `{word}`; Canvas knows {allowed}"
