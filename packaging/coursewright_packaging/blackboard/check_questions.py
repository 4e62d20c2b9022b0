"""Questions: envelope, ids, feedback; whether each auto-graded one has a key is checked apart."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from coursewright_packaging.blackboard.answer_keys import KEYS, KINDS, TYPED_BY_PERSON
from coursewright_packaging.blackboard.opened import Document, Opened
from coursewright_packaging.diagnostic import Diagnostic, Rule, Severity
from coursewright_packaging.xml import Element

__all__ = ["RULES", "check_questions"]

_SOURCE = "Blackboard question dialect (QTI 1.2 derived), as real exports have it"

FIRST_SECTION = Rule(
    "blackboard-items-stand-in-first-section",
    Severity.ERROR,
    "All items are direct children of the assessment's first section.",
    "Readers take the first section's items and leave the others out.",
    "Move the items; only random blocks and question blocks are sections inside it.",
    _SOURCE,
)
ASI = Rule(
    "blackboard-asi-ids-are-unique",
    Severity.ERROR,
    "Each assessment, section and item has a bbmd_asi_object_id `_n_1` of its own.",
    "An import overwrites one question by another, or loses its images.",
    "Give each an id of its own.",
    _SOURCE,
)
TYPE = Rule(
    "blackboard-question-type-is-known",
    Severity.ERROR,
    "bbmd_questiontype is one of the types that Learn writes.",
    "The question is left out of the import.",
    "Use a type of Learn's list, in its spelling.",
    _SOURCE,
)
FEEDBACK = Rule(
    "blackboard-feedback-exists",
    Severity.ERROR,
    "Each item has the feedbacks `correct` and `incorrect`.",
    "Readers of pools fail on the missing feedback.",
    "Add the itemfeedback, empty if need be.",
    _SOURCE,
)
SHOWN = Rule(
    "blackboard-feedback-resolves",
    Severity.WARNING,
    "Each displayfeedback names a feedback of its item.",
    "The question is imported; learners who choose the answer are told nothing.",
    "Add the itemfeedback, or drop the displayfeedback.",
    _SOURCE,
)
FEEDBACK_IDS = Rule(
    "blackboard-feedback-idents-are-unique",
    Severity.ERROR,
    "The feedbacks of an item have idents of their own.",
    "Learners see the wrong feedback.",
    "Give each feedback the ident of its choice.",
    _SOURCE,
)
SCORE = Rule(
    "blackboard-score-has-maximum",
    Severity.ERROR,
    "The item's maximum is a number that is not negative, the same in metadata and decvar.",
    "The question earns no points, or more than it is worth.",
    "Write the points in qmd_absolutescore_max and maxvalue.",
    _SOURCE,
)
TABLES = Rule(
    "blackboard-tables-are-dense",
    Severity.WARNING,
    "No white space stands between the rows and cells of a table in a question.",
    "The question view of Ultra crashes.",
    "Remove the white space between the tags.",
)
RULES = (FIRST_SECTION, ASI, TYPE, FEEDBACK, SHOWN, FEEDBACK_IDS, SCORE, TABLES)

_NARROW = 1e-4  # some tools write five digits
_ASI = re.compile(r"_\d+_1\Z")
_LOOSE_TABLE = re.compile(r"<(?:table|thead|tbody|tr)\b[^>]*>\s+<|</(?:td|th|tr)>\s+<")


def check_questions(package: Opened) -> Iterator[Diagnostic]:
    """Yield what is wrong with tests, pools and their items."""
    seen: Counter[str] = Counter()
    for document in package.of("questestinterop"):
        yield from _sections(package, document)
        yield from _asi(package, document, seen)
        for item in document.root.iter("item"):
            yield from _item(package, document, item)


def _sections(package: Opened, document: Document) -> Iterator[Diagnostic]:
    sections = document.root.findall("assessment/section")
    first = set(sections[0].findall("item")) if sections else set()
    for item in document.root.iter("item"):
        if item not in first:
            message = f"the item `{_name(item)}` stands elsewhere"
            yield package.at(FIRST_SECTION, message, document, item)


def _asi(package: Opened, document: Document, seen: Counter[str]) -> Iterator[Diagnostic]:
    for holder in document.root.iter("assessmentmetadata", "sectionmetadata", "itemmetadata"):
        asi = holder.findtext("bbmd_asi_object_id")
        if asi is None:
            # Pools made by other tools leave it out above items, where nothing refers to it.
            if holder.tag == "itemmetadata":
                yield package.at(ASI, "an item has no bbmd_asi_object_id", document, holder)
            continue
        if not _ASI.match(asi):
            yield package.at(ASI, f"`{asi}` is not of the form `_n_1`", document, holder)
        seen[asi] += 1
        if seen[asi] == 2:
            yield package.at(ASI, f"`{asi}` is used twice", document, holder)


def _name(item: Element) -> str:
    return item.get("title", "") or item.findtext("itemmetadata/bbmd_asi_object_id", "")


def _item(package: Opened, document: Document, item: Element) -> Iterator[Diagnostic]:
    kind = item.findtext("itemmetadata/bbmd_questiontype", "").strip()
    if kind not in KINDS:
        message = f"`{kind}` is no type of question{_meant(kind)}"
        yield package.at(TYPE, message, document, item)
    elif kind not in TYPED_BY_PERSON:
        for rule, message in KEYS[kind](item):
            yield package.at(rule, f"{message} (`{_name(item)}`)", document, item)
    for rule, message in (*_feedback(item), *_score(item), *_tables(item)):
        yield package.at(rule, f"{message} (`{_name(item)}`)", document, item)


@lru_cache(100)
def _meant(kind: str) -> str:
    near = difflib.get_close_matches(kind, KINDS, n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _feedback(item: Element) -> Iterator[tuple[Rule, str]]:
    counted = Counter(each.get("ident", "") for each in item.iterfind("itemfeedback"))
    for ident in ("correct", "incorrect"):
        if ident not in counted:
            yield FEEDBACK, f"the feedback `{ident}` is missing"
    for ident, count in counted.items():
        if count > 1:
            yield FEEDBACK_IDS, f"{count} feedbacks are called `{ident}`"
    for shown in item.iter("displayfeedback"):
        ident = shown.get("linkrefid", "")
        if ident not in counted and ident not in ("correct", "incorrect"):
            yield SHOWN, f"the feedback `{ident}` that a condition shows is missing"


def _score(item: Element) -> Iterator[tuple[Rule, str]]:
    stated = item.findtext("itemmetadata/qmd_absolutescore_max", "")
    declared = item.find("resprocessing/outcomes/decvar")
    # A question without a right answer declares no maximum.
    maximum = stated if declared is None else declared.get("maxvalue", stated)
    try:
        points, most = float(stated), float(maximum)
    except ValueError:
        yield SCORE, f"the maximum is `{stated}` and `{maximum}`"
        return
    if not points >= 0 or not abs(points - most) <= _NARROW:
        yield SCORE, f"the maximum is {stated} in the metadata and {maximum} in decvar"


def _tables(item: Element) -> Iterator[tuple[Rule, str]]:
    for text in item.iter("mat_formattedtext"):
        if "<t" in (text.text or "") and _LOOSE_TABLE.search(text.text or ""):
            yield TABLES, "a table has white space between its tags"
            return
