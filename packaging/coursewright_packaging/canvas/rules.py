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
    POINTS_SUM,
    RUBRIC_SUMS,
    HTML_KEPT,
)
