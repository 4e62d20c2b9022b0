"""Questions, draws and banks from their keys; the shape has been checked before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coursewright.load.reading import Entry
from coursewright.model.source import Source
from coursewright_packaging.vocabulary import questions as q

__all__ = ["read_question", "read_questions", "read_quiz_settings"]


class _Cursor:
    """A question's keys with their places. at: path of the question in its file."""

    def __init__(self, entry: Entry, at: tuple[str | int, ...], data: Mapping[str, Any]) -> None:
        self.entry, self.at, self.data = entry, at, data

    def text(self, *path: str | int) -> Source:
        return self.entry.text(*self.at, *path)

    def optional(self, *path: str | int) -> Source | None:
        text = self.text(*path)
        return text if text.text else None


def read_questions(entry: Entry, prefix: str) -> tuple[q.Question[Source] | q.Draw, ...]:
    """Return the questions and draws of a file.

    prefix: id of the quiz or bank; it stands before every id, so that ids need only be unique in
    their file.
    """
    found: list[q.Question[Source] | q.Draw] = []
    for number, data in enumerate(entry.data["questions"]):
        own = data.get("draw", data).get("id", f"q{number + 1}")
        name = f"{prefix}-{own}"
        if "draw" in data:
            draw = data["draw"]
            found.append(q.Draw(name, draw["bank"], draw["count"], float(draw.get("points", 1))))
        else:
            found.append(read_question(entry, ("questions", number), data, name))
    return tuple(found)


def read_question(
    entry: Entry, at: tuple[str | int, ...], data: Mapping[str, Any], name: str
) -> q.Question[Source]:
    """Return the question that stands at `at`; `name` is its id."""
    cursor = _Cursor(entry, at, data)
    stem = cursor.text("stem")
    common = {
        "id": name,
        "title": data.get("title") or _short(stem.text),
        "stem": stem,
        "points": float(data.get("points", 0 if data["type"] == "text" else 1)),
        "feedback": _feedback(cursor),
        "outcomes": tuple(data.get("outcomes", ())),
    }
    return _READERS[data["type"]](cursor, common)


def read_quiz_settings(data: Mapping[str, Any]) -> q.QuizSettings:
    """Return how the quiz is taken."""
    attempts = data.get("attempts", "unlimited")
    return q.QuizSettings(
        shuffle_questions=data.get("shuffle_questions", False),
        shuffle_options=data.get("shuffle_options", False),
        attempts=None if attempts == "unlimited" else attempts,
        time_limit=data.get("time_limit"),
        pass_mark=data.get("pass_mark"),
        show_answers=data.get("show_answers", "after-submission"),
        keep=data.get("keep", "highest"),
        one_at_a_time=data.get("one_at_a_time", False),
        graded=data.get("graded", True),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57].rstrip()}…"


def _feedback(cursor: _Cursor) -> q.Feedback[Source]:
    return q.Feedback(
        cursor.optional("feedback", "general"),
        cursor.optional("feedback", "correct"),
        cursor.optional("feedback", "incorrect"),
    )


def _options(cursor: _Cursor, *path: str | int) -> tuple[q.Option[Source], ...]:
    data: Any = cursor.data
    for part in path:
        data = data[part]
    return tuple(
        q.Option(
            option.get("id", f"o{number + 1}"),
            cursor.text(*path, number, "text"),
            option.get("correct", False),
            cursor.optional(*path, number, "feedback"),
        )
        for number, option in enumerate(data)
    )


def _accepted(
    cursor: _Cursor, answers: list[Any], *path: str | int
) -> tuple[q.Accepted[Source], ...]:
    return tuple(
        q.Accepted(str(answer["answer"]), cursor.optional(*path, number, "feedback"))
        if isinstance(answer, Mapping)
        else q.Accepted(str(answer))
        for number, answer in enumerate(answers)
    )


def _choice(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.MultipleChoice(
        **common, options=_options(cursor, "options"), shuffle=cursor.data.get("shuffle", False)
    )


def _answer(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.MultipleAnswer(
        **common,
        options=_options(cursor, "options"),
        shuffle=cursor.data.get("shuffle", False),
        partial_credit=cursor.data.get("partial_credit", False),
    )


def _true_false(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.TrueFalse(
        **common,
        answer=cursor.data["answer"],
        true_feedback=cursor.optional("true_feedback"),
        false_feedback=cursor.optional("false_feedback"),
    )


def _short_answer(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.ShortAnswer(
        **common,
        accepted=_accepted(cursor, cursor.data["accepted"], "accepted"),
        case_sensitive=cursor.data.get("case_sensitive", False),
    )


def _blanks(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    blanks = tuple(
        q.Blank(name, _accepted(cursor, answers, "blanks", name))
        for name, answers in cursor.data["blanks"].items()
    )
    return q.Blanks(
        **common,
        blanks=blanks,
        case_sensitive=cursor.data.get("case_sensitive", False),
        partial_credit=cursor.data.get("partial_credit", True),
    )


def _dropdowns(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    dropdowns = tuple(
        q.Dropdown(name, _options(cursor, "dropdowns", name)) for name in cursor.data["dropdowns"]
    )
    partial = cursor.data.get("partial_credit", True)
    return q.Dropdowns(**common, dropdowns=dropdowns, partial_credit=partial)


def _matching(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    pairs = tuple(
        q.Pair(
            pair.get("id", f"p{number + 1}"),
            cursor.text("pairs", number, "prompt"),
            cursor.text("pairs", number, "match"),
        )
        for number, pair in enumerate(cursor.data["pairs"])
    )
    return q.Matching(
        **common,
        pairs=pairs,
        distractors=tuple(
            cursor.text("distractors", n) for n in range(len(cursor.data.get("distractors", ())))
        ),
        partial_credit=cursor.data.get("partial_credit", True),
    )


def _ordering(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    entries = tuple(
        q.Option(f"e{n + 1}", cursor.text("entries", n)) for n in range(len(cursor.data["entries"]))
    )
    partial = cursor.data.get("partial_credit", False)
    return q.Ordering(**common, entries=entries, partial_credit=partial)


def _numeric(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.Numeric(
        **common,
        answers=tuple(
            _number(answer, cursor.optional("answers", n, "feedback"))
            for n, answer in enumerate(cursor.data["answers"])
        ),
    )


def _number(answer: Mapping[str, Any], feedback: Source | None) -> q.NumericAnswer[Source]:
    if "range" in answer:
        low, high = answer["range"]
        return q.NumericAnswer(float(low), float(high), feedback=feedback)
    exact, tolerance = float(answer["exact"]), float(answer.get("tolerance", 0))
    return q.NumericAnswer(exact - tolerance, exact + tolerance, exact, tolerance, feedback)


def _formula(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    variables = tuple(
        q.Variable(name, float(v["min"]), float(v["max"]), v.get("decimals", 0))
        for name, v in cursor.data["variables"].items()
    )
    return q.Formula(
        **common,
        expression=cursor.data["expression"],
        variables=variables,
        tolerance=float(cursor.data.get("tolerance", 0)),
        decimals=cursor.data.get("decimals", 2),
        sets=cursor.data.get("sets", 10),
    )


def _essay(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.Essay(**common, model_answer=cursor.optional("model_answer"))


def _upload(cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.FileUpload(**common, extensions=tuple(cursor.data.get("extensions", ())))


def _text(_cursor: _Cursor, common: dict[str, Any]) -> q.Question[Source]:
    return q.TextOnly(**common)


_READERS: Mapping[str, Callable[[_Cursor, dict[str, Any]], q.Question[Source]]] = {
    "multiple-choice": _choice,
    "multiple-answer": _answer,
    "true-false": _true_false,
    "short-answer": _short_answer,
    "blanks": _blanks,
    "dropdowns": _dropdowns,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "formula": _formula,
    "essay": _essay,
    "file-upload": _upload,
    "text": _text,
}
