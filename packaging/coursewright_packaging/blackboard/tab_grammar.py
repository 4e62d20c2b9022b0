"""The grammar of tab-delimited questions: what the fields of each keyword must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from coursewright_packaging.diagnostic import Rule, Severity

__all__ = ["FIELDS", "KEYWORDS", "NOT_ULTRA", "RULES", "field_faults"]

_SOURCE = "Blackboard Help, Upload Questions"

FIELDS = Rule(
    "question-line-has-its-fields",
    Severity.ERROR,
    "Each line has the fields that its keyword demands, none of them empty.",
    "Learn skips the line and says so only in a list of errors.",
    "Write the fields in the order of Blackboard's help page, separated by one TAB.",
    _SOURCE,
)
KEYED = Rule(
    "question-line-has-answer-key",
    Severity.ERROR,
    "A choice is marked correct (exactly one for MC), TF is true or false, NUM holds numbers.",
    "Learn skips the line, or no answer is right.",
    "Mark the right answer.",
    _SOURCE,
)
VARIABLES = Rule(
    "question-line-variables-stand-in-question",
    Severity.ERROR,
    "Each variable of FIB_PLUS stands as `[name]` in the question.",
    "Learners see no field to fill in.",
    "Write the variable in square brackets into the question.",
    _SOURCE,
)
LIMITS = Rule(
    "question-line-is-within-limits",
    Severity.ERROR,
    "A question has at most 100 answers, FIB_PLUS at most 10 variables.",
    "Learn skips the line.",
    "Split the question.",
    _SOURCE,
)
RULES = (FIELDS, KEYED, VARIABLES, LIMITS)

Faults = Iterator[tuple[Rule, str]]
_MOST_ANSWERS = 100
_MOST_VARIABLES = 10
_NAME = re.compile(r"\[([^\[\]]+)\]")


def field_faults(keyword: str, fields: Sequence[str]) -> Faults:
    """Yield what is wrong with a line. fields: those after the keyword."""
    if not fields or not fields[0].strip():
        yield FIELDS, f"`{keyword}` has no question"
        return
    yield from KEYWORDS[keyword](fields[0], fields[1:])
    if len(fields) - 1 > _answer_fields(keyword) * _MOST_ANSWERS:
        yield LIMITS, f"`{keyword}` has more than {_MOST_ANSWERS} answers"


def _answer_fields(keyword: str) -> int:
    return 2 if keyword in ("MC", "MA", "MAT") else 1


def _choices(answers: Sequence[str]) -> Faults:
    marks = [mark.strip().lower() for mark in answers[1::2]]
    if len(answers) < 2 or len(answers) % 2 or _empty(answers):
        yield FIELDS, "each answer is followed by `correct` or `incorrect`"
    elif strange := [mark for mark in marks if mark not in ("correct", "incorrect")]:
        yield KEYED, f"`{strange[0]}` is neither `correct` nor `incorrect`"
    elif "correct" not in marks:
        yield KEYED, "no answer is correct"


def _one_choice(_question: str, answers: Sequence[str]) -> Faults:
    yield from _choices(answers)
    count = sum(mark.strip().lower() == "correct" for mark in answers[1::2])
    if count > 1:
        yield KEYED, f"{count} answers are correct; MC allows one, MA several"


def _some_choices(_question: str, answers: Sequence[str]) -> Faults:
    yield from _choices(answers)


def _true_false(_question: str, answers: Sequence[str]) -> Faults:
    if len(answers) != 1:
        yield FIELDS, f"TF has one answer, not {len(answers)}"
    elif answers[0].strip().lower() not in ("true", "false"):
        yield KEYED, f"`{answers[0]}` is neither `true` nor `false`"


def _free(_question: str, answers: Sequence[str]) -> Faults:
    if len(answers) > 1:
        yield FIELDS, f"there is at most one sample answer, not {len(answers)}"


def _alone(_question: str, answers: Sequence[str]) -> Faults:
    if answers:
        yield FIELDS, "there are no fields after the question"


def _pairs(_question: str, answers: Sequence[str]) -> Faults:
    if len(answers) < 2 or len(answers) % 2 or _empty(answers):
        yield FIELDS, "MAT holds pairs, each text followed by its match"


def _list(_question: str, answers: Sequence[str]) -> Faults:
    if not answers or _empty(answers):
        yield FIELDS, "there is at least one answer, and none is empty"


def _number(_question: str, answers: Sequence[str]) -> Faults:
    if not 1 <= len(answers) <= 2:
        yield FIELDS, "NUM has an answer and perhaps a tolerance"
        return
    for text in answers:
        if not _is_number(text):
            yield KEYED, f"`{text}` is no number"


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _gaps(question: str, answers: Sequence[str]) -> Faults:
    groups = _groups(answers)
    if any(len(group) < 2 for group in groups):
        yield FIELDS, "each variable is followed by its answers, an empty field between two"
    if len(groups) > _MOST_VARIABLES:
        yield LIMITS, f"there are {len(groups)} variables"
    for group in groups:
        if group and group[0] not in _NAME.findall(question):
            yield VARIABLES, f"`[{group[0]}]` does not stand in the question"


def _groups(answers: Sequence[str]) -> list[list[str]]:
    """Return variable and answers of each gap; a trailing empty field is harmless."""
    groups: list[list[str]] = [[]]
    for field in answers:
        if field.strip():
            groups[-1].append(field.strip())
        else:
            groups.append([])
    return groups[:-1] if len(groups) > 1 and not groups[-1] else groups


def _anything(_question: str, _answers: Sequence[str]) -> Faults:
    return iter(())


def _empty(fields: Sequence[str]) -> bool:
    return any(not field.strip() for field in fields)


KEYWORDS: Mapping[str, Callable[[str, Sequence[str]], Faults]] = {
    "MC": _one_choice,
    "MA": _some_choices,
    "TF": _true_false,
    "ESS": _free,
    "MAT": _pairs,
    "FIB": _list,
    "FIB_PLUS": _gaps,
    "NUM": _number,
    "ORD": _list,
    "SR": _free,
    "FIL": _alone,
    "OP": _alone,
    "JUMBLED_SENTENCE": _anything,
    "QUIZ_BOWL": _anything,
}
"""Yields what is wrong with the fields after the keyword."""

NOT_ULTRA = frozenset({"ORD", "SR", "FIL", "OP", "JUMBLED_SENTENCE", "QUIZ_BOWL"})
"""Keywords that only the Original course view takes."""
