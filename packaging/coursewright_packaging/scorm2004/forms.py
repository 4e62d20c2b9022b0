"""Questions as the page's form shows them: names of controls, gaps in stems, feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from coursewright_packaging.scorm2004.answer_keys import (
    LONGEST_LINE,
    longest_essay,
    match_ids,
    question_pool,
    shown_values,
)
from coursewright_packaging.scorm2004.course import Pool, Test
from coursewright_packaging.scorm2004.remarks import Remark, remarks
from coursewright_packaging.vocabulary.questions import (
    Blanks,
    Dropdowns,
    Essay,
    FileUpload,
    Formula,
    Matching,
    MultipleAnswer,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TextOnly,
    TrueFalse,
)
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Choice", "FormQuestion", "Piece", "form_questions"]

_NAMED = re.compile(r"<[^>]*>|\[([^\[\]<>]+)\]")

_NOTHING = Markup()

_KINDS: tuple[tuple[type, str], ...] = (
    (MultipleChoice, "radio"),
    (MultipleAnswer, "checkbox"),
    (TrueFalse, "radio"),
    (ShortAnswer, "line"),
    (Numeric, "number"),
    (Blanks, "gaps"),
    (Dropdowns, "gaps"),
    (Matching, "matching"),
    (Ordering, "ordering"),
    (Essay, "essay"),
    (Formula, "number"),
    (FileUpload, "unscored"),
    (TextOnly, "text"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; its label is HTML (`Markup`) or plain text."""

    id: str
    label: Markup | str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a stem: HTML, a gap with its number, or a variable with its first value in `html`.

    choices: of a gap; empty for a typed one.
    """

    html: Markup = _NOTHING
    variable: str = ""
    gap: str = ""
    number: int = 0
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """One question of the form. kind: which controls the template draws."""

    id: str
    kind: str
    points: float
    stem: tuple[Piece, ...]
    choices: tuple[Choice, ...] = ()
    prompts: tuple[Choice, ...] = ()
    longest: int = LONGEST_LINE
    remarks: tuple[Remark, ...] = ()


def form_questions(test: Test) -> tuple[FormQuestion, ...]:
    """Return every question that the test may ask, in its order; the player hides undrawn ones."""
    essay = longest_essay(test)
    found: dict[str, FormQuestion] = {}
    for part in test.parts:
        for each in question_pool(part):
            points = part.points if isinstance(part, Pool) else each.points
            # Several draws may share a bank; the player asks each question once.
            found.setdefault(each.id, _form_question(each, points, essay))
    return tuple(found.values())


def _form_question(question: Question[Rich], points: float, essay: int) -> FormQuestion:
    kind = next(name for kind, name in _KINDS if isinstance(question, kind))
    return FormQuestion(
        id=question.id,
        kind=kind,
        points=points,
        stem=_stem(question),
        choices=_choices(question),
        prompts=_prompts(question),
        longest=essay if kind == "essay" else LONGEST_LINE,
        remarks=tuple(remarks(question)),
    )


def _choices(question: Question[Rich]) -> tuple[Choice, ...]:
    match question:
        case MultipleChoice() | MultipleAnswer():
            return tuple(Choice(option.id, Markup(option.text.html)) for option in question.options)
        case TrueFalse():
            return (Choice("true", "True"), Choice("false", "False"))
        case Ordering():
            # Sorted by text, so that the page without script does not give the order away.
            entries = sorted(question.entries, key=lambda entry: entry.text.text)
            return tuple(Choice(entry.id, Markup(entry.text.html)) for entry in entries)
        case Matching():
            return tuple(Choice(id_, text) for text, id_ in match_ids(question).items())
    return ()


def _prompts(question: Question[Rich]) -> tuple[Choice, ...]:
    if not isinstance(question, Matching):
        return ()
    return tuple(Choice(pair.id, Markup(pair.prompt.html)) for pair in question.pairs)


def _stem(question: Question[Rich]) -> tuple[Piece, ...]:
    if isinstance(question, Formula):
        first = shown_values(question)[0]
        values = {name: Piece(Markup(text), variable=name) for name, text in first.items()}
        return tuple(_split(question.stem.html, values, once=False))
    gaps = {name: Piece(gap=name, choices=choices) for name, choices in _gaps(question).items()}
    pieces = tuple(_split(question.stem.html, gaps, once=True))
    # A gap that the stem does not show, say inside a formula, is asked below it.
    shown = {piece.gap for piece in pieces}
    missing = (piece for name, piece in gaps.items() if name not in shown)
    return tuple(_number((*pieces, *missing)))


def _gaps(question: Question[Rich]) -> dict[str, tuple[Choice, ...]]:
    match question:
        case Blanks():
            return {blank.name: () for blank in question.blanks}
        case Dropdowns():
            return {
                each.name: tuple(Choice(option.id, option.text.text) for option in each.options)
                for each in question.dropdowns
            }
    return {}


def _split(html: str, places: Mapping[str, Piece], *, once: bool) -> Iterator[Piece]:
    """Yield the HTML cut where `[name]` stands for a piece. once: keep repeated names as text."""
    waiting = dict(places)
    start = 0
    for found in _NAMED.finditer(html) if places else ():
        if found[1] not in waiting:
            continue
        yield Piece(Markup(html[start : found.start()]))
        yield waiting.pop(found[1]) if once else waiting[found[1]]
        start = found.end()
    yield Piece(Markup(html[start:]))


def _number(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    number = 0
    for piece in pieces:
        number += bool(piece.gap)
        yield replace(piece, number=number) if piece.gap else piece
