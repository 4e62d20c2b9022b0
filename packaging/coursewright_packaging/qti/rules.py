"""Rules of questions in QTI 1.2, in whatever package they stand."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["ITEM_RULES"]

_ERROR = Severity.ERROR
_SOURCE = "IMS QTI 1.2 ASI Information Model"

KEY_EXISTS = Rule(
    "qti-key-exists",
    _ERROR,
    "A question that is graded by machine has a right answer, and it is one of its answers.",
    "Nobody could answer it right.",
    "Mend the respcondition that sets the score.",
    _SOURCE,
)
ONE_KEY = Rule(
    "qti-single-choice-has-one-key",
    _ERROR,
    "A question with one choice has one right answer.",
    "A platform takes the first, or gives points for a wrong answer.",
    "Mark one answer, or make it a question with several right answers.",
    _SOURCE,
)
ANSWERS_DIFFER = Rule(
    "qti-answers-differ",
    _ERROR,
    "The answers of one response have idents of their own.",
    "Choosing one answer chooses another, too.",
    "Give each response_label its own ident.",
    _SOURCE,
)
IDENTS_DIFFER = Rule(
    "qti-idents-differ",
    _ERROR,
    "The questions of one file have idents, each its own.",
    "An import keeps only one of them.",
    "Give each item its own ident.",
    _SOURCE,
)
FEEDBACK_EXISTS = Rule(
    "qti-feedback-exists",
    _ERROR,
    "Each feedback that a condition shows is in the question.",
    "Learners see no feedback, and some imports stop.",
    "Add the itemfeedback, or drop the displayfeedback.",
    _SOURCE,
)
RESPONSE_KNOWN = Rule(
    "qti-response-is-known",
    _ERROR,
    "Conditions ask for responses that the question has.",
    "The condition never holds, so the answer earns nothing.",
    "Write the ident of the response into respident.",
    _SOURCE,
)
PROMPTED = Rule(
    "qti-question-has-text",
    _ERROR,
    "Every question says something.",
    "Learners see answers without a question.",
    "Write the text into the item's first material.",
    _SOURCE,
)
SCORES_READ = Rule(
    "qti-scores-are-numbers",
    _ERROR,
    "What a condition adds to the score, and a number that is asked for, are numbers.",
    "The answer earns nothing, or the import stops.",
    "Write a plain decimal number.",
    _SOURCE,
)
ITEM_RULES = (
    KEY_EXISTS,
    ONE_KEY,
    ANSWERS_DIFFER,
    IDENTS_DIFFER,
    FEEDBACK_EXISTS,
    RESPONSE_KNOWN,
    PROMPTED,
    SCORES_READ,
)
