"""Answer keys: every question that Learn grades itself must have one that can be reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from coursewright_packaging.diagnostic import Rule, Severity
from coursewright_packaging.xml import Element

__all__ = ["KEYS", "KINDS", "RULES", "TYPED_BY_PERSON"]

_SOURCE = "Blackboard question dialect (QTI 1.2 derived), as real exports have it"

KEY = Rule(
    "blackboard-question-has-answer-key",
    Severity.ERROR,
    "Each question that Learn grades has a condition for the right answer.",
    "Every answer is graded as wrong.",
    "Add the condition; its title is `correct` but for blanks and numbers.",
    _SOURCE,
)
REACHABLE = Rule(
    "blackboard-answer-key-is-reachable",
    Severity.ERROR,
    "The right answer is among the choices of the question.",
    "No learner can give the right answer.",
    "Correct the ident in the condition.",
    _SOURCE,
)
COMPLETE = Rule(
    "blackboard-answer-key-is-complete",
    Severity.ERROR,
    "The condition decides on every choice, entry, prompt or gap.",
    "Learn accepts answers that are only partly right, or none.",
    "Name each choice in the condition, wrong ones inside `not`.",
    _SOURCE,
)
NO_OR = Rule(
    "blackboard-blank-has-condition-per-answer",
    Severity.ERROR,
    "Fill in the Blank has one condition per accepted answer, without `or`.",
    "Readers find no accepted answer inside `or`.",
    "Write one respcondition per answer.",
    _SOURCE,
)
NUMBER = Rule(
    "blackboard-numeric-range-is-sensible",
    Severity.ERROR,
    "A numeric answer and its bounds are numbers, the answer within the bounds.",
    "The right number is graded as wrong.",
    "Order vargte, varequal and varlte.",
    _SOURCE,
)
RIGHT_BLOCK = Rule(
    "blackboard-matching-block-is-sibling",
    Severity.ERROR,
    "RIGHT_MATCH_BLOCK stands beside RESPONSE_BLOCK, one text for each label of a prompt.",
    "Readers find no right-hand texts, or join them wrongly.",
    "Move the block out of RESPONSE_BLOCK and count its texts.",
    _SOURCE,
)
MATCHES = Rule(
    "blackboard-matching-is-large-enough",
    Severity.ADVICE,
    "Matching has at least two prompts and three right-hand texts.",
    "Other platforms refuse smaller ones.",
    "Add a pair or a distractor.",
    "Moodle question/format/blackboard_six",
)
GAP = Rule(
    "blackboard-gap-stands-in-stem",
    Severity.ERROR,
    "Each gap stands as `[name]` in the text of the question.",
    "Learners see no field to fill in.",
    "Write `[name]` where the gap belongs.",
    _SOURCE,
)
SETS = Rule(
    "blackboard-calculated-has-value-sets",
    Severity.ERROR,
    "A calculated question has a formula and value sets with every variable and an answer.",
    "Learn has nothing to ask.",
    "Let Learn or the builder make the value sets.",
    _SOURCE,
)
RULES = (KEY, REACHABLE, COMPLETE, NO_OR, NUMBER, RIGHT_BLOCK, MATCHES, GAP, SETS)

Faults = Iterator[tuple[Rule, str]]
_GAP = re.compile(r"\[([^\[\]]+)\]")


def _correct(item: Element) -> Element | None:
    return item.find("resprocessing/respcondition[@title='correct']/conditionvar")


def _labels(item: Element) -> list[str]:
    return [label.get("ident", "") for label in item.iter("response_label")]


def _named(condition: Element) -> tuple[set[str], set[str]]:
    """Return the idents that a condition wants and those that it forbids."""
    wanted: set[str] = set()
    forbidden: set[str] = set()
    for equal in condition.iter("varequal"):
        parent = equal.getparent()
        into = forbidden if parent is not None and parent.tag == "not" else wanted
        into.add((equal.text or "").strip())
    return wanted, forbidden


def _choice(item: Element) -> Faults:
    condition = _correct(item)
    wanted = _named(condition)[0] if condition is not None else set()
    if len(wanted) != 1:
        yield KEY, f"the key has {len(wanted)} right choices; allowed is 1"
    if stray := wanted - {*_labels(item)}:
        yield REACHABLE, f"the key `{min(stray)}` is no choice"


def _choices(item: Element) -> Faults:
    condition = _correct(item)
    if condition is None:
        yield KEY, "there is no condition titled `correct`"
        return
    wanted, forbidden = _named(condition)
    labels = {*_labels(item)}
    if stray := (wanted | forbidden) - labels:
        yield REACHABLE, f"the key `{min(stray)}` is no choice"
    elif labels - wanted - forbidden:
        yield COMPLETE, "the key does not decide on every choice"


def _ordered(item: Element) -> Faults:
    condition = _correct(item)
    named = [] if condition is None else [e.text or "" for e in condition.iter("varequal")]
    labels = _labels(item)
    if not named:
        yield KEY, "there is no right order"
    elif stray := {*named} - {*labels}:
        yield REACHABLE, f"the key `{min(stray)}` is no entry"
    elif sorted(named) != sorted(labels):
        yield COMPLETE, "the right order does not hold each entry once"


def _blank(item: Element) -> Faults:
    conditions = [
        condition.find("conditionvar")
        for condition in item.iterfind("resprocessing/respcondition")
        if condition.get("title") != "incorrect"
    ]
    present = [condition for condition in conditions if condition is not None]
    if any(condition.find(".//or") is not None for condition in present):
        yield NO_OR, "a condition holds `or`"
    if not any((e.text or "").strip() for c in present for e in c.iterfind("varequal")):
        yield KEY, "there is no accepted answer"


def _gaps(item: Element) -> Faults:
    gaps = [e.get("ident", "") for e in item.iter("response_str", "response_lid")]
    stem = item.findtext(".//flow[@class='QUESTION_BLOCK']//mat_formattedtext", "")
    for name in gaps:
        if name not in _GAP.findall(stem):
            yield GAP, f"the gap `[{name}]` does not stand in the text"
    condition = _correct(item)
    keyed = (
        set()
        if condition is None
        else {
            equal.get("respident")
            for equal in condition.iter("varequal")
            if (equal.text or "").strip()
        }
    )
    if not gaps or not keyed:
        yield KEY, "no gap has an answer"
    elif missing := [name for name in gaps if name not in keyed]:
        yield COMPLETE, f"the gap `{missing[0]}` has no answer"


def _jumbled(item: Element) -> Faults:
    yield from _gaps(item)
    choices = {
        gap.get("ident"): {label.get("ident") for label in gap.iter("response_label")}
        for gap in item.iter("response_lid")
    }
    condition = _correct(item)
    for equal in () if condition is None else condition.iter("varequal"):
        name = equal.get("respident")
        if (equal.text or "") not in choices.get(name, ()):
            yield REACHABLE, f"the key of the gap `{name}` is none of its choices"


def _numeric(item: Element) -> Faults:
    texts = [item.findtext(f".//conditionvar/{name}") for name in ("vargte", "varequal", "varlte")]
    if texts[1] is None:
        yield KEY, "there is no number"
        return
    try:
        low, middle, high = (float(text or "nan") for text in texts)
    except ValueError:
        yield NUMBER, f"`{texts}` are no numbers"
        return
    if not low <= middle <= high:
        yield NUMBER, f"{middle:g} is not between {low:g} and {high:g}"


def _matching(item: Element) -> Faults:
    block = item.find("presentation/flow/flow[@class='RIGHT_MATCH_BLOCK']")
    texts = 0 if block is None else len(block.findall("flow"))
    prompts = item.findall(".//flow[@class='RESPONSE_BLOCK']//response_lid")
    if block is None:
        yield RIGHT_BLOCK, "there is no RIGHT_MATCH_BLOCK beside RESPONSE_BLOCK"
    if len(prompts) < 2 or texts < 3:
        yield MATCHES, f"there are {len(prompts)} prompts and {texts} right-hand texts"
    keys = _match_keys(item)
    for prompt in prompts:
        labels = [label.get("ident") for label in prompt.iter("response_label")]
        if block is not None and len(labels) != texts:
            yield RIGHT_BLOCK, f"a prompt has {len(labels)} labels for {texts} texts"
        key = keys.get(prompt.get("ident"))
        if key is None:
            yield COMPLETE, "a prompt has no right match"
        elif key not in labels:
            yield REACHABLE, f"the key `{key}` is no label of its prompt"


def _match_keys(item: Element) -> dict[str | None, str]:
    return {
        equal.get("respident"): (equal.text or "").strip()
        for condition in item.iterfind("resprocessing/respcondition")
        if condition.get("title") != "incorrect"
        for equal in condition.iter("varequal")
    }


def _calculated(item: Element) -> Faults:
    calculated = item.find("itemproc_extension/calculated")
    sets = [] if calculated is None else calculated.findall("var_sets/var_set")
    if calculated is None or not calculated.findtext("formula", "") or not sets:
        yield SETS, "formula or value sets are missing"
        return
    wanted = {variable.get("name") for variable in calculated.iterfind("vars/var")}
    for each in sets:
        given = {variable.get("name") for variable in each.iterfind("var")}
        if given != wanted or not each.findtext("answer"):
            yield SETS, f"the value set `{each.get('ident')}` is not complete"


def _nothing(_item: Element) -> Faults:
    return iter(())


KEYS: Mapping[str, Callable[[Element], Faults]] = {
    "Multiple Choice": _choice,
    "True/False": _choice,
    "Either/Or": _choice,
    "Multiple Answer": _choices,
    "Ordering": _ordered,
    "Fill in the Blank": _blank,
    "Fill in the Blank Plus": _gaps,
    "Jumbled Sentence": _jumbled,
    "Numeric": _numeric,
    "Matching": _matching,
    "Calculated": _calculated,
    "Hot Spot": _nothing,
    "Quiz Bowl": _nothing,
}
"""Yields what is wrong with the key of an item, by question type."""

TYPED_BY_PERSON = frozenset(
    {"Essay", "Short Response", "File Upload", "Opinion Scale", "Presentation"}
)
"""Types without a key: a person grades them, or nobody."""

KINDS = (*KEYS, *sorted(TYPED_BY_PERSON))
"""All types that Learn writes."""
