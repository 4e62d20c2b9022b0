"""Rules about what a course means."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["RULES", "TOLD_AT_THE_LINE"]

_ERROR, _WARNING, _ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

ID_IS_UNIQUE = Rule(
    "id-is-unique",
    _ERROR,
    "Every item, module, question, rubric, bank and outcome has an id of its own.",
    "Platforms update by id: two things with one id overwrite each other.",
    "Write another `id:` in one of the files.",
    firm=True,
)
REFERENCE_EXISTS = Rule(
    "reference-exists",
    _ERROR,
    "Every id that is named somewhere belongs to something.",
    "A platform would drop the reference silently.",
    "Mend the spelling or add what is named.",
    firm=True,
)
PREREQUISITES_END = Rule(
    "prerequisites-end",
    _ERROR,
    "Prerequisites never lead back to where they began.",
    "Nobody could ever open one of these modules.",
    "Remove one of the prerequisites in the circle.",
    firm=True,
)
PREREQUISITE_COMES_FIRST = Rule(
    "prerequisite-comes-first",
    _ERROR,
    "A module stands after its prerequisites.",
    "Canvas refuses prerequisites that come later, and learners would meet a closed door first.",
    "Move the module, or remove the prerequisite.",
    firm=True,
)
OUTCOME_IS_TAUGHT = Rule(
    "outcome-is-taught",
    _WARNING,
    "Every outcome is taught by an item.",
    "Learners are promised what nobody teaches.",
    "Name the outcome under `teaches` of an item, or remove it.",
)
OUTCOME_IS_ASSESSED = Rule(
    "outcome-is-assessed",
    _WARNING,
    "Every outcome is assessed by an item, a question or a rubric criterion.",
    "Nobody finds out whether learners reached it.",
    "Name the outcome under `assesses`, in a question's `outcomes`, or in a rubric criterion.",
)
WEIGHTS_SUM = Rule(
    "weights-sum",
    _ERROR,
    "Weights of assignment groups sum to 100, weights of a lab's criteria to 1.",
    "Platforms scale what does not sum up, so grades differ from what the author meant.",
    "Change the weights.",
)
QUESTION_HAS_KEY = Rule(
    "question-has-key",
    _ERROR,
    "Every question that is graded by machine can be answered right.",
    "Every learner would fail it, or every learner pass.",
    "Mark the right answer.",
    firm=True,
)
GAPS_MATCH_STEM = Rule(
    "gaps-match-stem",
    _ERROR,
    "Gaps stand as `[name]` in the stem, and each has its answers.",
    "Learners would see a bracket instead of a gap, or miss a gap.",
    "Write `[name]` in the stem for each key, and a key for each `[name]`.",
    firm=True,
)
DRAW_FITS_BANK = Rule(
    "draw-fits-bank",
    _ERROR,
    "A draw takes at most as many questions as its bank holds.",
    "Platforms show fewer questions, so the points are wrong.",
    "Lower the count or add questions to the bank.",
    firm=True,
)
REVIEW_IS_AHEAD = Rule(
    "review-is-ahead",
    _WARNING,
    "The next review of the course lies in the future.",
    "Content about fast-moving things becomes wrong without anybody noticing.",
    "Review the course, then set `next_review` to a later date.",
)
VIDEO_HAS_CAPTIONS = Rule(
    "video-has-captions",
    _ERROR,
    "Every video has captions, every audio a transcript.",
    "Learners who do not hear get nothing.",
    "Add a WebVTT file under `captions`.",
    "WCAG 2.1, 1.2.1 and 1.2.2",
)
RATINGS_FALL = Rule(
    "ratings-fall",
    _ERROR,
    "Ratings of a criterion fall from its points to the lowest.",
    "Platforms take the first rating for the best one.",
    "Put the ratings in order, best first.",
    firm=True,
)
REQUIREMENT_FITS = Rule(
    "requirement-fits",
    _ERROR,
    "An item is completed by something that learners can do with it.",
    "A platform could never count the item as completed.",
    "Choose another requirement.",
    firm=True,
)
RULE_IS_KNOWN = Rule(
    "rule-is-known",
    _ERROR,
    "Every rule under `rules` in course.yaml exists.",
    "A misspelt rule would keep its usual severity without a word.",
    "`coursewright explain --list` names the rules.",
    firm=True,
)
SEVERITY_IS_ALLOWED = Rule(
    "severity-is-allowed",
    _ERROR,
    "Under `rules` in course.yaml, rules that a build relies on keep their severity.",
    "Packages would be made of what cannot be in them, or leave it out without a word.",
    "Remove the line, and mend what the rule reports.",
    firm=True,
)
QUIZ_SCORES = Rule(
    "quiz-scores",
    _WARNING,
    "A graded quiz has points to earn.",
    "Its score is always nothing, and a pass mark cannot be reached.",
    "Give a question points, or set `graded: false`.",
)
MATCHING_HAS_A_CHOICE = Rule(
    "matching-has-a-choice",
    _ADVICE,
    "Matching has two prompts and three matches at least, ordering three entries.",
    "Who knows one answer knows the other; and some importers of Blackboard's pools refuse it.",
    "Add a pair, a distractor or an entry.",
)
OPTIONS_DIFFER = Rule(
    "options-differ",
    _ERROR,
    "No two options, entries or matches of a question read the same.",
    "Learners cannot tell the right one from the wrong one.",
    "Change the text of one of them, or remove it.",
)
RANGES_RISE = Rule(
    "ranges-rise",
    _ERROR,
    "Ranges go from the smaller to the larger number.",
    "No answer lies in such a range.",
    "Exchange the two numbers.",
    firm=True,
)
FORMULA_COMPUTES = Rule(
    "formula-computes",
    _ERROR,
    "A formula has a value for every set of its variables' values.",
    "Learners would be asked for a number that does not exist.",
    "Use + - * / ^ ( ), the variables, pi, e, and functions such as sqrt; mind the ranges.",
    firm=True,
)
GRADES_FALL = Rule(
    "grades-fall",
    _ERROR,
    "The grading scheme goes from the best grade to the worst, which begins at 0.",
    "Platforms give the first grade whose minimum is reached.",
    "Put the grades in order, best first, and let the last one have `minimum: 0`.",
)
RUBRIC_POINTS_AGREE = Rule(
    "rubric-points-agree",
    _WARNING,
    "The points of a rubric's criteria sum to the points of the item that it judges.",
    "Platforms scale, ignore or refuse the difference.",
    "Change the points of the item or of the rubric.",
)
COURSERA_ITEM_HAS_COURSE = Rule(
    "coursera-item-has-course",
    _ERROR,
    "A lab that names its item at Coursera is in a course with a `course_slug`.",
    "The submit button hands in to an item of a course, so without the course there is no button.",
    "Write the name that Coursera's addresses have as `course_slug` of `targets.coursera`.",
    firm=True,
)

RULES = (
    ID_IS_UNIQUE,
    REFERENCE_EXISTS,
    PREREQUISITES_END,
    PREREQUISITE_COMES_FIRST,
    OUTCOME_IS_TAUGHT,
    OUTCOME_IS_ASSESSED,
    WEIGHTS_SUM,
    QUESTION_HAS_KEY,
    GAPS_MATCH_STEM,
    DRAW_FITS_BANK,
    REVIEW_IS_AHEAD,
    VIDEO_HAS_CAPTIONS,
    RATINGS_FALL,
    REQUIREMENT_FITS,
    RULE_IS_KNOWN,
    SEVERITY_IS_ALLOWED,
    QUIZ_SCORES,
    MATCHING_HAS_A_CHOICE,
    OPTIONS_DIFFER,
    RANGES_RISE,
    FORMULA_COMPUTES,
    GRADES_FALL,
    RUBRIC_POINTS_AGREE,
    COURSERA_ITEM_HAS_COURSE,
)

TOLD_AT_THE_LINE = frozenset({"blackboard-matching-is-large-enough"})
"""Rules of finished packages that MATCHING_HAS_A_CHOICE says at the question's line already.

A build does not say them of its packages again; `coursewright verify` does.
"""
