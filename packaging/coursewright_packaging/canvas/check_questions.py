"""Check the questions of Canvas's own dialect of QTI 1.2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coursewright_packaging.canvas import rules
from coursewright_packaging.diagnostic import Rule
from coursewright_packaging.numbers import number
from coursewright_packaging.qti.canvas_items import QUESTION_TYPES
from coursewright_packaging.qti.check_items import Faults, Item, check_items
from coursewright_packaging.xml import Element

__all__ = ["check_questions"]

_GAPPED = ("multiple_dropdowns_question", "fill_in_multiple_blanks_question")
_GAP = re.compile(r"\[([^\[\]\s]+)\]")
_RESPONSE = "response_"
_TYPES = frozenset(QUESTION_TYPES.values())


def check_questions(items: Sequence[Item]) -> Faults:
    """Yield what is wrong with the questions of a quiz or bank."""
    yield from check_items(items)
    for item in items:
        for rule, message in (*_answers(item.fields), *_kind(item)):
            yield rule, f"item `{item.ident}`: {message}", item.element


def _answers(fields: Mapping[str, str]) -> Iterator[tuple[Rule, str]]:
    written = fields.get("original_answer_ids", "")
    idents = written.split(",") if written else []
    wrong = [each for each in idents if not each.isdecimal() or not each.strip("0")]
    twice = [each for each, count in Counter(idents).items() if count > 1]
    if wrong or twice:
        yield rules.ANSWERS_NUMBERED, f"the answer id is `{(wrong + twice)[0][:40]}`"
    points = fields.get("points_possible", "")
    if points and not number(points) >= 0:
        yield rules.NUMBER_READ, f"points_possible is `{points}`"


def _kind(item: Item) -> Iterator[tuple[Rule, str]]:
    kind = item.fields.get("question_type", "")
    if kind not in _TYPES:
        yield rules.TYPE_KNOWN, f"the question_type is `{kind}`"
    elif kind in _GAPPED:
        responses = (e.get("ident", "") for e in item.element.iter("{*}response_lid"))
        names = {ident.removeprefix(_RESPONSE) for ident in responses}
        unshown = sorted(names - {*_GAP.findall(item.stem)})
        if unshown or not names:
            yield rules.GAP_NAMED, f"`[{unshown[0] if unshown else ''}]` is not in the text"
    elif kind == "calculated_question" and (problem := _formula_problem(item.element)):
        yield rules.FORMULA_WHOLE, problem


def _formula_problem(item: Element) -> str:
    formula = next(item.iter("{*}formula"), None)
    sets = list(item.iter("{*}var_set"))
    if formula is None or not (formula.text or "").strip() or not sets:
        return "the formula or the value sets are missing"
    wanted = {e.get("name") for holder in item.iter("{*}vars") for e in holder.iter("{*}var")}
    for each in sets:
        given = {e.get("name") for e in each.iter("{*}var")}
        answer = next(each.iter("{*}answer"), None)
        if given != wanted or answer is None or not (answer.text or "").strip():
            return f"the value set `{each.get('ident')}` is not complete"
    return ""
