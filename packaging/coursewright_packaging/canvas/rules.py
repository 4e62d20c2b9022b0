"""Rules of Canvas's course packages, from its importer's source."""

from __future__ import annotations

from coursewright_packaging.commoncartridge.rules import RULES as CARTRIDGE
from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_SOURCE = "Canvas, importer source"

ITEM_RESOLVES = Rule(
    "canvas-module-item-resolves",
    _ERROR,
    "Every module item leads to content of its type.",
    "Canvas leaves the item out of the module.",
    "Mend identifierref in module_meta.xml.",
    _SOURCE,
)
PREREQUISITE_EARLIER = Rule(
    "canvas-prerequisite-is-earlier",
    _ERROR,
    "A module's prerequisites stand before it.",
    "Canvas drops a prerequisite that comes later.",
    "Change the order of the modules.",
    _SOURCE,
)
REQUIREMENT_RESOLVES = Rule(
    "canvas-requirement-resolves",
    _ERROR,
    "A completion requirement names an item of its module, with a type that Canvas knows.",
    "Canvas drops the requirement.",
    "Write the module item's identifier, not the content's.",
    _SOURCE,
)
ONE_FRONT_PAGE = Rule(
    "canvas-has-one-front-page",
    _ERROR,
    "Exactly one page is the front page when the course opens with pages, never more.",
    "Canvas opens an empty home page.",
    "Mark one page with front_page.",
    _SOURCE,
)
REFERENCE_RESOLVES = Rule(
    "canvas-reference-resolves",
    _ERROR,
    "Groups, rubrics, outcomes, quizzes and topics that settings name exist.",
    "Canvas loses the connection silently.",
    "Mend the identifierref.",
    _SOURCE,
)
TOKEN_RESOLVES = Rule(
    "canvas-token-resolves",
    _ERROR,
    "Every `$…$` address in HTML leads to a file, page or object of the package.",
    "Learners meet a broken link.",
    "Mend the address.",
    _SOURCE,
)
MOMENT_IS_UTC = Rule(
    "canvas-moment-is-utc",
    _ERROR,
    "Moments are YYYY-MM-DDTHH:MM:SS in UTC, without a zone.",
    "Canvas reads another form in the server's zone, or not at all.",
    "Convert to UTC and leave the zone out.",
    _SOURCE,
)
ANSWERS_NUMBERED = Rule(
    "canvas-answers-are-numbered",
    _ERROR,
    "Answers have whole numbers over 0 as idents, each once in its question.",
    "Canvas turns others into random ids, so every import makes new answers.",
    "Number the answers.",
    _SOURCE,
)
DIALECTS_AGREE = Rule(
    "canvas-dialects-agree",
    _ERROR,
    "Both files of a quiz hold the same questions with the same keys.",
    "Learners on another platform get another quiz.",
    "Write both from one source.",
)
WEIGHTS_AGREE = Rule(
    "canvas-dialects-weigh-alike",
    _ERROR,
    "A question weighs in the cartridge's file what it is worth in Canvas's: its points, rounded "
    "to a whole number from 1 to 99, and shared where one question stands as several.",
    "Learners on another platform are graded otherwise.",
    "Write both from one source, or leave cc_weighting out of the whole quiz.",
    "Common Cartridge 1.1, QTI profile",
)
POINTS_SUM = Rule(
    "canvas-points-sum",
    _ERROR,
    "A quiz's points are the sum of its questions' and draws'.",
    "Canvas scales the grade.",
    "Write the sum into assessment_meta.xml.",
    _SOURCE,
)
RUBRIC_SUMS = Rule(
    "canvas-rubric-sums",
    _ERROR,
    "A rubric's points are the sum of its criteria's, and ratings start at the criterion's points.",
    "Canvas takes the first rating for the best.",
    "Mend points and order.",
    _SOURCE,
)
VALUE_KNOWN = Rule(
    "canvas-value-is-known",
    _WARNING,
    "Fields with a list of values hold one of them, and switches true or false.",
    "Canvas takes its default instead, without a word.",
    "Write one of the values that the message names.",
    _SOURCE,
)
NUMBER_READ = Rule(
    "canvas-number-is-read",
    _ERROR,
    "Points, positions, limits and counts are numbers that are not negative.",
    "Canvas reads zero, or stops.",
    "Write a plain decimal number.",
    _SOURCE,
)
OUTCOME_MASTERY = Rule(
    "canvas-outcome-can-be-mastered",
    _ERROR,
    "An outcome's ratings fall, and mastery needs no more points than the best one gives.",
    "Nobody can master the outcome.",
    "Mend points and order.",
    _SOURCE,
)
WEIGHTS_SUM = Rule(
    "canvas-group-weights-sum",
    _WARNING,
    "In a course that is weighted by percent the groups' weights sum to 100.",
    "The final grade is less, or more, than all of the work.",
    "Weigh the groups anew.",
    _SOURCE,
)
SCHEME_FALLS = Rule(
    "canvas-grading-scheme-falls",
    _WARNING,
    "A grading scheme is a JSON list of names and bounds that fall.",
    "Canvas refuses the scheme, or gives the wrong grade.",
    'Write [["A", 0.94], ["B", 0.84], …].',
    _SOURCE,
)
TRACK_RESOLVES = Rule(
    "canvas-track-resolves",
    _ERROR,
    "Every track belongs to a file, has a known kind, a language, and a text or a file.",
    "The captions are lost.",
    "Mend media_tracks.xml.",
    _SOURCE,
)
VIDEO_TRACKED = Rule(
    "canvas-video-has-track",
    _WARNING,
    "Every video has at least one track.",
    "Learners who do not hear have nothing.",
    "Add captions to media_tracks.xml.",
    "WCAG 2.2, 1.2.2",
)
TOOL_LINK_FOUND = Rule(
    "canvas-tool-link-is-found",
    _ERROR,
    "A link to an LTI 1.3 tool is the file `lti_resource_links/<identifier>.xml`.",
    "Canvas does not find the link.",
    "Name the file after the resource.",
    _SOURCE,
)
QUIZ_COMPLETE = Rule(
    "canvas-quiz-is-complete",
    _ERROR,
    "A quiz has both question files and assessment_meta.xml, a graded one an assignment inside.",
    "Canvas imports a quiz without settings or grade; other platforms import none.",
    "Write all three files under the quiz's identifier.",
    _SOURCE,
)
TYPE_KNOWN = Rule(
    "canvas-question-type-is-known",
    _ERROR,
    "Every question in Canvas's dialect has a question_type of Classic Quizzes.",
    "Canvas makes it a question that cannot be answered.",
    "Write question_type into the item's metadata.",
    _SOURCE,
)
GAP_NAMED = Rule(
    "canvas-gap-stands-in-text",
    _ERROR,
    "Each gap `response_x` stands as `[x]` in the text of its question, and each has a response.",
    "Learners see no field, or one without answers.",
    "Write `[x]` where the gap belongs.",
    _SOURCE,
)
BANK_HOLDS = Rule(
    "canvas-draw-has-bank",
    _ERROR,
    "A draw takes from a bank of the package no more questions than it holds.",
    "The group is empty, and its points cannot be reached.",
    "Mend sourcebank_ref or selection_number.",
    _SOURCE,
)
LIMITS_AGREE = Rule(
    "canvas-limits-agree",
    _WARNING,
    "Time limit and attempts are the same in a quiz's files.",
    "Learners on another platform get other limits.",
    "Write both from one source.",
)
FORMULA_WHOLE = Rule(
    "canvas-formula-is-whole",
    _ERROR,
    "A calculated question has a formula and value sets with every variable and an answer.",
    "Canvas has nothing to ask.",
    "Write formulas, vars and var_sets.",
    _SOURCE,
)
HTML_KEPT = Rule(
    "canvas-html-is-kept",
    _WARNING,
    "HTML has only elements that Canvas's sanitiser keeps.",
    "Canvas removes scripts, forms, MathML and more without a word.",
    "Write it in plain HTML, formulas as equation images.",
    "Canvas, sanitiser of 2014",
)

RULES = (
    *CARTRIDGE,
    ITEM_RESOLVES,
    PREREQUISITE_EARLIER,
    REQUIREMENT_RESOLVES,
    ONE_FRONT_PAGE,
    REFERENCE_RESOLVES,
    TOKEN_RESOLVES,
    MOMENT_IS_UTC,
    ANSWERS_NUMBERED,
    DIALECTS_AGREE,
    WEIGHTS_AGREE,
    POINTS_SUM,
    RUBRIC_SUMS,
    HTML_KEPT,
    VALUE_KNOWN,
    NUMBER_READ,
    OUTCOME_MASTERY,
    WEIGHTS_SUM,
    SCHEME_FALLS,
    TRACK_RESOLVES,
    VIDEO_TRACKED,
    TOOL_LINK_FOUND,
    QUIZ_COMPLETE,
    TYPE_KNOWN,
    GAP_NAMED,
    BANK_HOLDS,
    LIMITS_AGREE,
    FORMULA_WHOLE,
)
