"""Tab-delimited questions: one line each, for Learn's "Upload Questions", Original or Ultra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape, unescape

from coursewright_packaging.blackboard.elements import number
from coursewright_packaging.qti.formula import value_sets
from coursewright_packaging.vocabulary import questions as q
from coursewright_packaging.vocabulary.text import Rich

__all__ = ["Line", "View", "lines", "text_files"]

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_ALT = re.compile(r'\balt="([^"]*)"')
_EMPTY = "–"


class View(str, Enum):
    """Which course view the file is for."""

    ORIGINAL = "original"
    ULTRA = "ultra"

    @property
    def limit(self) -> int:
        """Return how many questions one file may hold."""
        return 500 if self is View.ORIGINAL else 250


@dataclass(frozen=True, slots=True)
class Line:
    """One question as a line. changed: what the file has instead of it, empty when nothing."""

    question: str
    text: str
    changed: str = ""


def text_files(every: Sequence[Line], view: View) -> tuple[bytes, ...]:
    """Return the files' contents, each within the view's limit. Lines end with LF."""
    starts = range(0, len(every), view.limit)
    return tuple(
        "".join(f"{line.text}\n" for line in every[start : start + view.limit]).encode()
        for start in starts
    )


def lines(questions: Iterable[q.Question[Rich]], view: View) -> tuple[Line, ...]:
    """Return a line for each question but text-only ones, which the file has no place for."""
    return tuple(_line(each, view) for each in questions if not isinstance(each, q.TextOnly))


def _line(question: q.Question[Rich], view: View) -> Line:
    stem = _rich(question.stem)
    match question:
        case q.MultipleChoice(options=options):
            return _make(question, "MC", stem, *_options(options))
        case q.MultipleAnswer(options=options):
            return _make(question, "MA", stem, *_options(options))
        case q.TrueFalse(answer=answer):
            return _make(question, "TF", stem, "true" if answer else "false")
        case q.ShortAnswer(accepted=accepted):
            return _make(question, "FIB", stem, *(_plain(each.answer) for each in accepted))
        case q.Blanks():
            return _make(question, "FIB_PLUS", stem, *_gaps(_blanks(question)))
        case q.Dropdowns():
            return _dropdowns(question, stem)
        case q.Matching():
            return _matching(question, stem)
        case q.Ordering():
            return _ordering(question, stem, view)
    return _open_line(question, stem, view)


def _open_line(question: q.Question[Rich], stem: str, view: View) -> Line:
    match question:
        case q.Numeric():
            return _numeric(question, stem)
        case q.Formula():
            return _formula(question)
        case q.Essay(model_answer=model):
            return _make(question, "ESS", stem, *((_rich(model),) if model else ()))
        case q.FileUpload() if view is View.ULTRA:
            changed = "an essay question; ask for the file in an assignment"
            return _make(question, "ESS", stem, changed=changed)
        case q.FileUpload():
            return _make(question, "FIL", stem)
    raise ValueError(f"`{question.id}` is of no known type")


def _make(question: q.Question[Rich], *fields: str, changed: str = "") -> Line:
    return Line(question.id, "\t".join(fields), changed)


def _options(options: Iterable[q.Option[Rich]]) -> Iterator[str]:
    for option in options:
        yield _rich(option.text)
        yield "correct" if option.correct else "incorrect"


def _blanks(question: q.Blanks[Rich]) -> Iterator[tuple[str, list[str]]]:
    for blank in question.blanks:
        yield blank.name, [each.answer for each in blank.accepted]


def _gaps(gaps: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """Yield name and answers of each gap; an empty field stands between two gaps."""
    for place, (name, answers) in enumerate(gaps):
        if place:
            yield ""
        yield _plain(name)
        yield from (_plain(answer) for answer in answers)


def _dropdowns(question: q.Dropdowns[Rich], stem: str) -> Line:
    """Return typed gaps; each gap's choices stand below the stem."""
    choices = (
        f"[{each.name}]: {' / '.join(option.text.text for option in each.options)}"
        for each in question.dropdowns
    )
    gaps = (
        (each.name, [option.text.text for option in each.options if option.correct])
        for each in question.dropdowns
    )
    shown = "".join(f"<br />{_text(choice)}" for choice in choices)
    changed = "typed gaps, with the choices listed below the question"
    return _make(question, "FIB_PLUS", stem + shown, *_gaps(gaps), changed=changed)


def _matching(question: q.Matching[Rich], stem: str) -> Line:
    pairs = (field for pair in question.pairs for field in (_rich(pair.prompt), _rich(pair.match)))
    changed = "the same without the distractors" if question.distractors else ""
    return _make(question, "MAT", stem, *pairs, changed=changed)


def _ordering(question: q.Ordering[Rich], stem: str, view: View) -> Line:
    if view is View.ORIGINAL:
        return _make(question, "ORD", stem, *(_rich(entry.text) for entry in question.entries))
    places = {entry.id: str(place) for place, entry in enumerate(question.entries, start=1)}
    shown = sorted(question.entries, key=lambda entry: entry.text.text)
    pairs = (field for entry in shown for field in (_rich(entry.text), places[entry.id]))
    return _make(question, "MAT", stem, *pairs, changed="entries to be matched with their places")


def _numeric(question: q.Numeric[Rich], stem: str) -> Line:
    answer = question.answers[0]
    middle = (answer.minimum + answer.maximum) / 2 if answer.exact is None else answer.exact
    width = answer.tolerance if answer.exact is not None else answer.maximum - middle
    changed = "the first answer only" if len(question.answers) > 1 else ""
    fields = (number(middle), number(width)) if width else (number(middle),)
    return _make(question, "NUM", stem, *fields, changed=changed)


def _formula(question: q.Formula[Rich]) -> Line:
    """Return a number question with the first value set. Raises FormulaFault."""
    first = value_sets(question)[0]
    text = question.stem.text
    for name, amount in first.values:
        text = text.replace(f"[{name}]", f"{amount:g}")
    fields = (number(first.answer), number(question.tolerance))
    changed = "one fixed set of values"
    return _make(question, "NUM", _text(text) or _EMPTY, *fields, changed=changed)


def _rich(text: Rich) -> str:
    """Return one field: the plain reading as safe HTML, its paragraphs kept as line breaks."""
    return _text(text.text) or _text(unescape(" ".join(_ALT.findall(text.html)))) or _EMPTY


def _text(text: str) -> str:
    parts = (_plain(part) for part in text.splitlines())
    return "<br />".join(escape(part, quote=False) for part in parts if part)


def _plain(text: str) -> str:
    """Return text without tabs, line breaks and control characters; typed answers stay as typed."""
    return _BREAKS.sub(" ", text).strip()
